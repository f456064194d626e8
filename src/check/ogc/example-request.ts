import { exampleOf } from '../../inputs/example.ts'
import { asList, asMembers, type Members } from '../exchange.ts'

/** Names of inputs with the duration of a job, in seconds. */
const durations = /^(pause|sleep|delay|duration|wait|seconds|secs)/i

/** Example values for the required inputs, as in an execute request. */
export function exampleInputs ({ inputs }: Members): Members {
  const requiredInputs = Object.entries(asMembers(inputs)).filter(([, input]) => asMembers(input)['minOccurs'] !== 0)
  return Object.fromEntries(requiredInputs.map(([name, input]) => [name, valueOf(asMembers(input))]))
}

function valueOf (input: Members): unknown {
  const one = wrapObject(exampleOf(asMembers(input['schema'])))
  const least = Number(input['minOccurs'] ?? 1)
  return least > 1 ? Array.from({ length: Math.min(least, 100) }, () => one) : one
}

/** An object is wrapped in `value`, since it could be a link otherwise. */
const wrapObject = (value: unknown): unknown => typeof value === 'object' && value !== null && !Array.isArray(value) ? { value } : value

/** The input that sets the duration of a job, with its value; undefined if there is none. */
export function durationInput ({ inputs }: Members, seconds: number): Members | undefined {
  const input = Object.entries(asMembers(inputs)).find(([name, input]) => durations.test(name) && isNumber(asMembers(asMembers(input)['schema'])))
  if (input === undefined) return undefined
  const { type, maximum } = asMembers(asMembers(input[1])['schema'])
  const most = Math.min(seconds, typeof maximum === 'number' ? maximum : seconds)
  return { [input[0]]: type === 'integer' ? Math.ceil(most) : most }
}

const isNumber = ({ type }: Members): boolean => type === 'number' || type === 'integer'

/** Whether an execution without inputs is invalid. */
export const hasRequiredInputs = ({ inputs }: Members): boolean => Object.values(asMembers(inputs)).some(input => asMembers(input)['minOccurs'] !== 0)

/** Whether a process can be executed asynchronously, by its description. */
export const isAsync = ({ jobControlOptions }: Members): boolean => jobControlOptions === undefined || asList(jobControlOptions).includes('async-execute')

export const isSync = ({ jobControlOptions }: Members): boolean => jobControlOptions === undefined || asList(jobControlOptions).includes('sync-execute')
