import type { Persona } from '../../../schemas/persona.ts'
import { type DismissalEffect, type DismissalRule, dismissalTables, dismissPolicies, type DismissPolicy } from '../../jobs/dismissal.ts'
import { type JobStatus, jobStatuses } from '../../jobs/job.ts'
import { type Exchange, jsonOf, type Members, membersOf } from '../exchange.ts'
import type { StoryState } from '../ogc/dismissal-sequence.ts'
import { familyOf, observe } from '../ogc/family.ts'
import { answerWords, progressOf, statusOf } from '../ogc/subject.ts'
import { otherHeaders } from './learn-headers.ts'
import { jobTemplate } from './learn-status-info.ts'
import { type LearnedPart, type Observations, unseenUnless } from './observations.ts'
import { placeOfJob } from './place-of-job.ts'
import { toTemplate } from './to-template.ts'

type Dismissal = NonNullable<Persona['dismissal']>
type DismissalDeviation = NonNullable<Dismissal['any']>

/** What all answers of the server have in common. */
export interface General { readonly mediaType: string | undefined, readonly headers: Readonly<Record<string, string>> }

type Dismissals = Pick<Observations, 'stories' | 'late'>

/** A DELETE of a job in a state, and the answers about the job before it, after it and at the end. */
interface Met { readonly state: JobStatus, readonly before: Exchange, readonly answer: Exchange, readonly after: Exchange, readonly last: Exchange }

/** The observed dismissals; that of a dismissed job is the second DELETE of one that stayed readable. */
export function metIn ({ stories, late }: Dismissals): Met[] {
  const firsts = stories.map(({ state, before, first, after, afterThird }): Met => ({ state, before, answer: first, after, last: late[state]?.last ?? afterThird }))
  const kept = stories.find(({ after }) => answerWords(after) === '200 dismissed')
  return kept === undefined ? firsts : [...firsts, { state: 'dismissed', before: kept.after, answer: kept.second, after: kept.afterSecond, last: kept.afterThird }]
}

/** The policy of a server, or the nearest one. */
export function learnPolicy (seen: Dismissals): DismissPolicy {
  const met = metIn(seen)
  const likeness = (policy: DismissPolicy) => met.filter(one => effectOf(one) === dismissalTables[policy][one.state].effect).length
  const [nearest] = dismissPolicies.toSorted((one, other) => likeness(other) - likeness(one))
  return familyOf(observe(seen.stories)) ?? nearest!
}

/** The effect of a DELETE. */
function effectOf ({ before, answer, after, last }: Met): DismissalEffect {
  if (isGone(after)) return 'remove'
  if (answer.status >= 400) return 'refuse'
  if (statusOf(before) === 'dismissed') return 'none'
  if ([after, last].some(exchange => statusOf(exchange) === 'dismissed')) return 'dismiss'
  return isGone(last) ? 'remove' : 'none'
}

const isGone = ({ status }: Exchange): boolean => status === 404 || status === 410

/** Learns how dismissals are answered, by the state of the job; what all have in common becomes `any`. */
export function learnDismissal (seen: Observations, policy: DismissPolicy, general: General): LearnedPart<Persona['dismissal']> {
  const met = metIn(seen)
  const isFull = met.some(({ before, answer }) => progressOf(answer) === 100 && progressOf(before) !== 100)
  const workGoesOn = seen.failed.includes('callback/not-after-dismissal')
  const known = met.map(one => [one.state, deviationOf(seen, one, { policy, general, isFull, workGoesOn })] as const)
  const texts = known.map(([, deviation]) => JSON.stringify(deviation))
  const [any] = texts.toSorted((one, other) => count(texts, other) - count(texts, one))
  const others = known.filter((_known, index) => texts[index] !== any)
  return {
    part: any === undefined ? undefined : { any: JSON.parse(any) as DismissalDeviation, ...Object.fromEntries(others) },
    unseen: jobStatuses.flatMap(state => unseenUnless(known.some(([seen]) => seen === state), `What a dismissal does to a job that is ${state}; here it is as in \`any\`.`))
  }
}

const count = (texts: readonly string[], text: string): number => texts.filter(other => other === text).length

interface Manner { readonly policy: DismissPolicy, readonly general: General, readonly isFull: boolean, readonly workGoesOn: boolean }

function deviationOf (seen: Observations, met: Met, { policy, general, isFull, workGoesOn }: Manner): DismissalDeviation {
  const { state, answer } = met
  const effect = effectOf(met)
  const rule: DismissalRule = dismissalTables[policy][state]
  const late = seen.late[state as StoryState]
  const after = effect === 'dismiss' || effect === 'remove' ? late?.seconds ?? 0 : rule.after ?? 0
  const does = { ...effect !== rule.effect && { effect }, ...after !== (rule.after ?? 0) && { after }, ...late?.forgotten !== undefined && { forgotten_after: late.forgotten }, ...workGoesOn && { work_goes_on: true } }
  return effect === 'refuse' ? does : { ...does, ...answerOf(seen, met, general, isFull), ...answer.status !== (after > 0 ? 202 : 200) && { status: answer.status } }
}

function answerOf (seen: Observations, { before, answer }: Met, { mediaType, headers }: General, isFull: boolean): DismissalDeviation {
  const own = otherHeaders(answer, headers)
  const type = answer.headers['content-type']
  const json = jsonOf(answer)
  return {
    ...type !== undefined && type !== mediaType && { media_type: type },
    ...own !== undefined && { headers: own },
    ...json === undefined ? { text: answer.body } : { body: bodyOf(seen, json, { before, answer }, isFull) }
  }
}

/** Status and progress in the answer: fixed values if they are not those of the job before. */
function bodyOf (seen: Observations, json: unknown, { before, answer }: Pick<Met, 'before' | 'answer'>, isFull: boolean): unknown {
  const place = placeOfJob(seen, answer.url)!
  const info = membersOf(answer)
  if (Object.keys(info).length === 0) return toTemplate(json, [])
  const fixed: Members = {
    ...'status' in info && { status: info['status'] !== 'dismissed' && info['status'] === statusOf(before) ? '{before}' : info['status'] },
    ...'progress' in info && { progress: isFull ? info['progress'] : '{progress}' }
  }
  return { ...jobTemplate(info, place), ...fixed }
}
