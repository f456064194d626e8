import { validateHeaderName, validateHeaderValue } from 'node:http'
import { InvalidArgument } from '../jobs/invalid-argument.ts'

/** The answer of a fault in place of the API's, by WireMock's names. */
export interface FaultAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | string[]>>
  /** The body as text; if absent, the API words the error. */
  readonly body?: string
  readonly jsonBody?: unknown
  readonly base64Body?: string
}

/** The fault's own body, the same bytes each time; absent if the API words the answer. */
export function bodyOf ({ body, jsonBody, base64Body }: FaultAnswer): string | Buffer | undefined {
  if (base64Body !== undefined) return Buffer.from(base64Body, 'base64')
  return jsonBody === undefined ? body : JSON.stringify(jsonBody)
}

/** Its media type, unless its headers name one. */
export const typeOf = ({ jsonBody, base64Body }: FaultAnswer): string =>
  jsonBody !== undefined ? 'application/json' : base64Body !== undefined ? 'application/octet-stream' : 'text/plain; charset=utf-8'

/** Roughly the characters that it keeps. */
export const sizeOfAnswer = (answer: FaultAnswer): number => (bodyOf(answer)?.length ?? 0) + JSON.stringify(answer.headers ?? {}).length

/** The double sets these headers itself. */
const counted = ['content-length', 'transfer-encoding', 'trailer']
const bodies = ['body', 'jsonBody', 'base64Body'] as const

/** @throws InvalidArgument for an impossible answer: the member, what came and what was expected */
export function refuseInvalidAnswer (answer: FaultAnswer): void {
  const members = bodies.filter(name => answer[name] !== undefined)
  const [first] = members
  if (members.length > 1) throw new InvalidArgument(`A fault: ${members.join(' and ')} came together; expected one of them.`)
  const { status, headers = {} } = answer
  if (status === undefined && (first !== undefined || answer.headers !== undefined)) throw new InvalidArgument(`A fault: ${first ?? 'headers'} came without status; expected a status beside it.`)
  if (status !== undefined && status < 400 && first === undefined) throw new InvalidArgument(`A fault: status came as ${status}; expected 400 to 599, or a body of its own beside it.`)
  if ((status === 204 || status === 304) && bodyOf(answer)!.length > 0) throw new InvalidArgument(`A fault: ${first} came with status ${status}, which has none; expected an empty body.`)
  for (const [name, value] of Object.entries(headers)) refuseInvalidHeader(name, [value].flat())
}

function refuseInvalidHeader (name: string, values: readonly string[]): void {
  if (counted.includes(name.toLowerCase())) throw new InvalidArgument(`A fault: headers/${name} came; expected headers other than ${counted.join(', ')}, which the double sets itself.`)
  try {
    validateHeaderName(name)
    for (const value of values) validateHeaderValue(name, value)
  } catch (error) {
    throw new InvalidArgument(`A fault: headers/${name} came as ${JSON.stringify(values.join(', '))}; expected a header of HTTP (${(error as Error).message}).`)
  }
}
