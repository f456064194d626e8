import type { ClockStatus, TransitionTaken } from '../../schemas/control/clock.ts'
import type { LoggedRequest, ServeEvent } from '../../schemas/control/journal.ts'
import type { Scenario } from '../../schemas/control/lifecycle.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import { type Job, jobStatuses } from '../../src/jobs/job.ts'
import { statusAt } from '../../src/jobs/timeline.ts'
import type { Transition } from '../../src/jobs/transitions.ts'
import type { WorldClock } from '../../src/world/world-clock.ts'
import type { JournalEntry } from '../../src/world/journal.ts'
import { redactedValue, secretNames, withoutSecretParameters } from '../../src/requests/secret-parameters.ts'
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

/** Each job is a scenario of WireMock, named by its id. */
export const toScenario = (job: Job, now: number): Scenario =>
  ({ id: job.id, name: job.id, state: statusAt(job, now), possibleStates: [...jobStatuses] })

/** An exchange in WireMock's form, with the numbers at which it was invoked, committed and answered. */
export const toServeEvent = (entry: JournalEntry): ServeEvent => ({
  id: entry.id,
  request: toRequest(entry),
  responseDefinition: definedOnly({ status: entry.status, headers: headersOfAnswer(entry) }),
  response: definedOnly({ status: entry.status, headers: headersOfAnswer(entry), body: bodyText(entry.responseBody), bodyCut: entry.responseBodyCut }),
  wasMatched: entry.matched,
  sequence: { invoked: entry.invoked, ...definedOnly({ committed: entry.committed, answered: entry.answered }) },
  ...definedOnly({ fault: entry.fault })
})

/** A request in WireMock's form. */
export const toRequest = (entry: JournalEntry): LoggedRequest => ({
  url: withoutSecretParameters(entry.url),
  absoluteUrl: withoutSecretParameters(entry.absoluteUrl),
  method: entry.method,
  clientIp: entry.clientIp,
  headers: redactHeaders(entry.headers, entry.secretHeader),
  body: withoutSecretFields(entry),
  ...definedOnly({ bodyCut: entry.bodyCut }),
  loggedDate: entry.at,
  loggedDateString: isoTime(entry.at)
})

const headersOfAnswer = ({ responseHeaders }: JournalEntry): Record<string, unknown> | undefined => responseHeaders && redactHeaders(responseHeaders)

/** `POST /rest/Token` and `POST /token` carry some. In what cannot be read nobody can tell where one begins and ends. */
function withoutSecretFields ({ body, bodyText = '' }: Pick<JournalEntry, 'body' | 'bodyText'>): string {
  if (body === undefined) return /password|secret|_token|\\u/i.test(bodyText) ? redactedValue : bodyText
  if (typeof body !== 'object' || body === null) return bodyText
  const found = secretNames.filter(name => name in body)
  return found.length === 0 ? bodyText : JSON.stringify({ ...body, ...Object.fromEntries(found.map(name => [name, redactedValue])) })
}

/** In a cut text, the last token may have no end. */
const secretMembers = /"((?:access_|refresh_)?token)":"(?:[^"\\]|\\.)*"?/g

export const bodyText = (payload: unknown): string | undefined => {
  if (typeof payload === 'string') return withoutSecretParameters(payload).replace(secretMembers, `"$1":"${redactedValue}"`)
  return Buffer.isBuffer(payload) ? payload.toString('utf8') : undefined
}
