import type { FastifyRequest } from 'fastify'
import type { Plan } from '../src/jobs/job.ts'
import { type Progression, progressing } from '../src/jobs/progression.ts'

/** How the job that a request starts goes on, said in the request itself, so that a test needs no second call. */
export const progressionHeader = 'x-job-progression'

const form = /^(?:(immediate|stuck)|manual(?:=([1-9]\d{0,3}))?|time=(\d{1,9}(?:\.\d{1,3})?))$/

/**
 * `immediate`, `stuck`, `manual` or `manual=3`, `time=30` (seconds): the plan of a job that this request starts.
 * Undefined if the header is none of these.
 */
export function planAsAsked (request: FastifyRequest, plan: Plan): Plan | undefined {
  const header = request.headers[progressionHeader]
  if (header === undefined) return plan
  const progression = progressionOf(String(header))
  return progression === undefined ? undefined : progressing(plan, progression)
}

export const wrongProgression = (request: FastifyRequest): string =>
  `X-Job-Progression came as ${JSON.stringify(request.headers[progressionHeader])}; expected immediate, stuck, manual, manual=3 or time=30.`

function progressionOf (header: string): Progression | undefined {
  const match = form.exec(header.trim())
  if (match === null) return undefined
  const [, plain, times, seconds] = match
  if (plain !== undefined) return { progression: plain as 'immediate' | 'stuck' }
  if (seconds !== undefined) return { progression: 'time', seconds: Number(seconds) }
  return { progression: 'manual', times: Number(times ?? 1) }
}
