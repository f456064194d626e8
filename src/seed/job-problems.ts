import type { JobSeed } from '../../schemas/seed.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { hold } from '../jobs/amendments.ts'
import { createRecord } from '../jobs/record.ts'
import { statusAt } from '../jobs/timeline.ts'
import type { InputDescription, Process, Values } from '../processes/process.ts'
import { toMilliseconds } from '../world/plan.ts'
import type { SeededWorld } from '../world/seed-reader.ts'
import { type PlanContext, planProblems } from './plan-problems.ts'
import { draftWithId } from './seed-job.ts'

/** What a job of a seed is checked against. */
export type JobContext = Omit<SeededWorld, 'newId'> & PlanContext

/**
 * Every problem of a job of a seed that fits its schema, one sentence each: unknown references, inputs that its process
 * refuses, times that contradict each other.
 * @param at a JSON pointer to the job
 */
export function jobProblems (context: JobContext, job: JobSeed, at: string): string[] {
  const references = referenceProblems(context, job)
  const problems = references.length > 0 ? references : [...valueProblems(context, job), ...ageProblems(job)]
  return (problems.length > 0 ? problems : timelineProblems(context, job)).map(problem => `${at}${problem}`)
}

function referenceProblems (context: JobContext, job: JobSeed): string[] {
  const { processes, projects, users, homeProject } = context
  const { process = 'echo', project = homeProject, user } = job
  const problems: string[] = []
  if (!processes.has(process) && process !== 'transcode' && projects.get(project)?.algorithms.has(process) !== true) problems.push(processProblem(context, process, project))
  if (project !== homeProject && !projects.has(project)) problems.push(`/project: ${project} came; expected the id of a project: ${[...projects.keys()].join(', ') || `${homeProject}, since the seed has none`}`)
  if (user !== undefined && !users.some(({ name }) => name === user)) problems.push(userProblem(users.map(({ name }) => name), user))
  return problems
}

function processProblem ({ processes, projects }: JobContext, process: string, project: number): string {
  const names = [...processes.keys(), ...projects.get(project)?.algorithms.keys() ?? [], 'transcode']
  return `/process: ${excerpt(process)} came; expected a process, or an algorithm of the project ${project}: one of ${names.join(', ')}${didYouMean(process, names)}`
}

const userProblem = (names: readonly string[], user: string): string =>
  `/user: ${excerpt(user)} came; expected the name of a user: ${names.join(', ') || 'there is none'}${didYouMean(user, names)}`

/** Checks inputs and plan by the process. A job without `inputs` has none, even if its process requires some. */
function valueProblems (context: JobContext, { process: name = 'echo', project = context.homeProject, inputs, outputs, plan }: JobSeed): string[] {
  const process = context.projects.get(project)?.algorithms.has(name) === true ? undefined : context.processes.get(name)
  return [
    ...(process === undefined || inputs === undefined || isEmpty(inputs) ? [] : inputProblems(process, inputs, context.validatorsOf(process))),
    ...(outputs === undefined ? [] : outputProblems(name, process, outputs)),
    ...planProblems(plan, process, context).map(problem => `/plan${problem}`)
  ]
}

const isEmpty = (inputs: Values): boolean => Object.keys(inputs).length === 0

function outputProblems (name: string, process: Process | undefined, outputs: object): string[] {
  const known = Object.keys(process?.outputs ?? {})
  return Object.keys(outputs).filter(output => !known.includes(output)).map(output =>
    `/outputs: ${excerpt(output)} came; expected outputs of ${name}: ${known.join(', ') || 'it has none'}${didYouMean(output, known)}`)
}

type Validators = ReturnType<JobContext['validatorsOf']>

function inputProblems ({ id, inputs: described }: Process, inputs: Values, validators: Validators): string[] {
  const known = Object.keys(described)
  const unknown = Object.keys(inputs).filter(name => !Object.hasOwn(described, name))
  return [
    ...unknown.map(name => `/inputs: ${name} is not an input of the process ${id}; there are: ${known.join(', ') || 'none'}${didYouMean(name, known)}`),
    ...known.filter(name => Object.hasOwn(inputs, name) || described[name]!.minOccurs !== 0).flatMap(name => occurrenceProblems(name, described[name]!, Object.hasOwn(inputs, name) ? inputs[name] : undefined, validators))
  ]
}

function occurrenceProblems (name: string, { minOccurs = 1, maxOccurs = 1, schema }: InputDescription, value: unknown, validators: Validators): string[] {
  const most = maxOccurs === 'unbounded' ? Infinity : maxOccurs
  const isList = most > 1 && Array.isArray(value)
  const occurrences: readonly unknown[] = isList ? value : value === undefined ? [] : [value]
  if (occurrences.length < minOccurs || occurrences.length > most) return [`/inputs/${name}: ${occurrences.length} values came; expected ${occurrences.length < minOccurs ? `at least ${minOccurs}` : `at most ${maxOccurs}`}`]
  return occurrences.flatMap((occurrence, index) => {
    const wrong = validators.validate(schema, occurrence)
    return wrong === undefined ? [] : [`/inputs/${name}${isList ? `/${index}` : ''}${wrong.at === '' ? '' : `/${wrong.at}`}: ${excerpt(wrong.received)} came; expected ${wrong.expected}`]
  })
}

function ageProblems ({ age = 0, held, dismissed, dismissal }: JobSeed): string[] {
  if (held === undefined && dismissed === undefined && dismissal === undefined) return []
  const forgotten = dismissal?.forgottenAfter
  return [
    ...(dismissal !== undefined && dismissed === undefined ? ['/dismissal: it came without /dismissed; expected how long ago the job was dismissed beside it'] : []),
    ...(forgotten !== undefined && forgotten < (dismissal?.after ?? 0) ? [`/dismissal/forgottenAfter: ${forgotten} came; expected at least ${dismissal?.after} seconds, when the dismissal takes effect`] : []),
    ...(forgotten !== undefined && dismissed !== undefined && forgotten <= dismissed ? [`/dismissal/forgottenAfter: ${forgotten} came; expected more than ${dismissed} seconds, since the job would be forgotten`] : []),
    ...(held !== undefined && held > age ? [`/held: ${held} came; expected at most ${age} seconds, the age of the job`] : []),
    ...(dismissed !== undefined && dismissed > age ? [`/dismissed: ${dismissed} came; expected at most ${age} seconds, the age of the job`] : []),
    ...(held !== undefined && dismissed !== undefined && held < dismissed ? [`/held: ${held} came; expected at least ${dismissed} seconds, since the job was dismissed then`] : [])
  ]
}

/** Checks changes that cannot have happened by the job's plan. A finished job can be dismissed: some policies keep it then. */
function timelineProblems (context: JobContext, seed: JobSeed): string[] {
  if (seed.held === undefined) return []
  const { held, dismissed: _dismissed, dismissal: _dismissal, ...job } = seed
  const planned = createRecord(draftWithId(context, 'job', job, 0), 0, 0)
  const instant = -toMilliseconds(held)
  if (hold(planned, instant) !== undefined) return []
  return [`/held: ${held} came; expected a time at which the job had not ended; by its plan it was ${statusAt(planned, instant)} then`]
}
