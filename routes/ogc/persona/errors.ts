import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Exception } from '../../../schemas/ogc/exception.ts'
import { statusAt } from '../../../src/jobs/timeline.ts'
import type { Values } from '../../../src/personas/template.ts'
import { baseAddress } from '../../http/base-address.ts'
import { worldOf } from '../../http/exchange.ts'
import { jobUrl } from '../present.ts'
import { answerAs, plainAnswer } from './answer.ts'
import type { ErrorTemplate, CompiledPersona } from './persona.ts'

/** An error in the wording of the dialect. */
export interface DialectError {
  /** The name of the problem. */
  readonly problem: string
  readonly exception: Exception & { readonly status: number }
  /** The façade's prefix. */
  readonly prefix: string
  /** Whether a page is requested. */
  readonly asPage: boolean
}

const gotPages = new WeakSet<FastifyRequest>()

/** Marks a request that gets a page without asking for one: its errors are JSON all the same. */
export const givePageByDefault = (request: FastifyRequest): void => { gotPages.add(request) }

const gotPageByDefault = (request: FastifyRequest): boolean => gotPages.has(request)

/** The persona's answer to an error, as text; undefined for a page, which is the double's own. */
export function answerErrorAs (spoken: CompiledPersona, { problem, exception, prefix, asPage }: DialectError, request: FastifyRequest, reply: FastifyReply): string | undefined {
  const found = spoken.errors.find(one => fits(one, problem, request))
  const values = errorValues(exception, prefix, request)
  reply.code(found?.status ?? exception.status)
  if (asPage && found?.text === undefined && !gotPageByDefault(request)) return undefined
  const whole = () => spoken.anyError === undefined ? exception : spoken.anyError(values)
  const media = spoken.persona.errors?.media_type
  return answerAs(reply, spoken, found ?? { ...plainAnswer, ...(media !== undefined && { mediaType: media }) }, values, whole)
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i

function fits ({ problem, at, onlyMalformedId }: ErrorTemplate, name: string, request: FastifyRequest): boolean {
  if (!problem.includes(name)) return false
  if (at !== undefined && !at.includes(operationOf(request) ?? '')) return false
  const id = idOf(request)
  return !onlyMalformedId || (id !== undefined && !uuid.test(id))
}

/** The API operation of a request; undefined for pages and other routes. */
export const operationOf = ({ routeOptions }: FastifyRequest): string | undefined =>
  (routeOptions?.schema as { operationId?: string } | undefined)?.operationId

const idOf = ({ params }: FastifyRequest): string | undefined => {
  const { jobId, processID } = Object(params) as { jobId?: string, processID?: string }
  return jobId ?? processID
}

function errorValues (exception: DialectError['exception'], prefix: string, request: FastifyRequest): Values {
  const world = worldOf(request)
  const base = baseAddress(request, prefix)
  const id = idOf(request)
  const job = id === undefined ? undefined : world.jobs.get(id)
  const { type, title, status, detail, instance } = exception
  const { additionalProperties } = exception as { readonly additionalProperties?: { readonly processID?: unknown } }
  return { type, title, status, detail, instance, base, id, job: id === undefined ? undefined : jobUrl(base, id), job_status: job && statusAt(job, world.clock.now()), existing: additionalProperties?.processID }
}
