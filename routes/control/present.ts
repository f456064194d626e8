import type { ClockStatus, TransitionTaken } from '../../schemas/control/clock.ts'
import type { LoggedRequest, ServeEvent } from '../../schemas/control/journal.ts'
import type { Scenario } from '../../schemas/control/lifecycle.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import { type Job, jobStatuses } from '../../src/jobs/job.ts'
import { statusAt } from '../../src/jobs/timeline.ts'
import type { Transition } from '../../src/jobs/transitions.ts'
import type { WorldClock } from '../../src/world/world-clock.ts'
import type { JournalEntry } from '../../src/world/journal.ts'
import { redactHeaders } from '../http/journal.ts'
import { isoTime } from '../http/iso-time.ts'

export function toClockStatus (clock: WorldClock): ClockStatus {
  const now = clock.now()
  return {
    currentInstant: isoTime(now),
    currentEpochMillis: now,
    frozen: clock.frozen,
    scale: clock.scale
  }
}

export const toTransitionTaken = ({ at, ...step }: Transition): TransitionTaken => ({ ...step, at: isoTime(at) })

/** Each job is a scenario to WireMock, called by its id. */
export const toScenario = (job: Job, now: number): Scenario =>
  ({ id: job.id, name: job.id, state: statusAt(job, now), possibleStates: [...jobStatuses] })

/** An exchange as WireMock's journal shows it, with the order in which it was invoked, committed and answered. */
export const toServeEvent = (entry: JournalEntry): ServeEvent => ({
  id: entry.id,
  request: toRequest(entry),
  responseDefinition: definedOnly({ status: entry.status, headers: entry.responseHeaders }),
  response: definedOnly({ status: entry.status, headers: entry.responseHeaders, body: bodyText(entry.responseBody), bodyCut: entry.responseBodyCut }),
  wasMatched: entry.matched,
  sequence: { invoked: entry.invoked, ...definedOnly({ committed: entry.committed, answered: entry.answered }) },
  ...definedOnly({ fault: entry.fault })
})

/** A request as WireMock shows it. */
export const toRequest = (entry: JournalEntry): LoggedRequest => ({
  url: entry.url,
  absoluteUrl: entry.absoluteUrl,
  method: entry.method,
  clientIp: entry.clientIp,
  headers: redactHeaders(entry.headers),
  body: withoutPassword(entry),
  ...definedOnly({ bodyCut: entry.bodyCut }),
  loggedDate: entry.at,
  loggedDateString: isoTime(entry.at)
})

/** `POST /rest/Token` carries one. In what cannot be read nobody can tell where it begins and ends. */
function withoutPassword ({ body, bodyText = '' }: Pick<JournalEntry, 'body' | 'bodyText'>): string {
  if (typeof body === 'object' && body !== null && 'password' in body) return JSON.stringify({ ...body, password: '[redacted]' })
  return body === undefined && /password|\\u/i.test(bodyText) ? '[redacted]' : bodyText
}

export const bodyText = (payload: unknown): string | undefined => {
  if (typeof payload === 'string') return payload.replace(/"token":"[^"]*"/, '"token":"[redacted]"')
  return Buffer.isBuffer(payload) ? payload.toString('utf8') : undefined
}
