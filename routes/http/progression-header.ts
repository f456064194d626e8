import type { FastifyRequest } from 'fastify'
import type { Plan } from '../../src/jobs/job.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import { type Progression, applyProgression } from '../../src/jobs/progression.ts'

/** The progression of the job that a request starts, in the request itself, so that a test needs no second call. */
export const progressionHeader = 'x-job-progression'

const form = /^(?:(immediate|stuck)|manual(?:=([1-9]\d{0,3}))?|time=(\d{1,9}(?:\.\d{1,3})?)|(fail)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s"\\;,]+)))?)$/

/** The plan of a job that this request starts; undefined if its header is invalid. */
export const planFromRequest = (request: FastifyRequest, plan: Plan): Plan | undefined => planFromText(request.headers[progressionHeader], plan)

/** Parses `immediate`, `stuck`, `manual` or `manual=3`, `time=30` (seconds), `fail` or `fail="No space left"`; undefined for any other text. */
export function planFromText (value: string | string[] | undefined, plan: Plan): Plan | undefined {
  if (value === undefined) return plan
  const progression = progressionOf(String(value))
  return progression === undefined ? undefined : applyProgression(plan, progression)
}

export const invalidProgressionOf = (request: FastifyRequest): string => invalidProgression(request.headers[progressionHeader])

export const invalidProgression = (value: string | string[] | undefined): string =>
  `X-Job-Progression came as ${JSON.stringify(value)}; expected immediate, stuck, manual, manual=3, time=30, fail or fail="No space left".`

function progressionOf (header: string): Progression | undefined {
  const match = form.exec(header.trim())
  if (match === null) return undefined
  const [, plain, times, seconds, fail, quoted, token] = match
  if (plain !== undefined) return { progression: plain as 'immediate' | 'stuck' }
  if (seconds !== undefined) return { progression: 'time', seconds: Number(seconds) }
  if (fail !== undefined) return { progression: 'fail', ...definedOnly({ reason: quoted?.replace(/\\(.)/g, '$1') ?? token }) }
  return { progression: 'manual', times: Number(times ?? 1) }
}
