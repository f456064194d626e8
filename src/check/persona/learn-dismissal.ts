import type { Persona } from '../../../schemas/persona.ts'
import { type DismissalEffect, type DismissalRule, dismissalTables, dismissPolicies, type DismissPolicy } from '../../jobs/dismissal.ts'
import { type JobStatus, jobStatuses } from '../../jobs/job.ts'
import { type Exchange, jsonOf, type Members, membersOf } from '../exchange.ts'
import type { InitialState } from '../ogc/dismissal-sequence.ts'
import { familyOf, toObservedAnswers } from '../ogc/family.ts'
import { progressOf, statusOf, summarizeAnswer } from '../ogc/subject.ts'
import { missingHeaders } from './learn-headers.ts'
import { jobTemplate } from './learn-status-info.ts'
import { type LearnedPart, type Observations, unseenUnless } from './observations.ts'
import { placeOfJob } from './place-of-job.ts'
import { toTemplate } from './to-template.ts'

type Dismissal = NonNullable<Persona['dismissal']>
type DismissalDeviation = NonNullable<Dismissal['any']>

/** What all answers of the server have in common. */
export interface GeneralAnswer { readonly mediaType: string | undefined, readonly headers: Readonly<Record<string, string>> }

type Dismissals = Pick<Observations, 'dismissals' | 'delays'>

/** A DELETE of a job in a state, and the answers about the job before it, after it and at the end. */
interface ObservedDismissal { readonly state: JobStatus, readonly before: Exchange, readonly answer: Exchange, readonly after: Exchange, readonly last: Exchange }

/** The observed dismissals; that of a dismissed job is the second DELETE of one that stayed readable. */
export function toObservedDismissals ({ dismissals, delays }: Dismissals): ObservedDismissal[] {
  const firsts = dismissals.map(({ state, before, first, after, afterThird }): ObservedDismissal => ({ state, before, answer: first, after, last: delays[state]?.last ?? afterThird }))
  const readable = dismissals.find(({ after }) => summarizeAnswer(after) === '200 dismissed')
  return readable === undefined ? firsts : [...firsts, { state: 'dismissed', before: readable.after, answer: readable.second, after: readable.afterSecond, last: readable.afterThird }]
}

/** The policy of a server, or the nearest one. */
export function learnPolicy (observations: Dismissals): DismissPolicy {
  const observed = toObservedDismissals(observations)
  const likeness = (policy: DismissPolicy) => observed.filter(one => effectOf(one) === dismissalTables[policy][one.state].effect).length
  const [nearest] = dismissPolicies.toSorted((one, other) => likeness(other) - likeness(one))
  return familyOf(toObservedAnswers(observations.dismissals)) ?? nearest!
}

/** The effect of a DELETE. */
function effectOf ({ before, answer, after, last }: ObservedDismissal): DismissalEffect {
  if (isGone(after)) return 'remove'
  if (answer.status >= 400) return 'refuse'
  if (statusOf(before) === 'dismissed') return 'none'
  if ([after, last].some(exchange => statusOf(exchange) === 'dismissed')) return 'dismiss'
  return isGone(last) ? 'remove' : 'none'
}

const isGone = ({ status }: Exchange): boolean => status === 404 || status === 410

/** Learns how dismissals are answered, by the state of the job; what all have in common becomes `any`. */
export function learnDismissal (observations: Observations, policy: DismissPolicy, general: GeneralAnswer): LearnedPart<Persona['dismissal']> {
  const observed = toObservedDismissals(observations)
  const isFull = observed.some(({ before, answer }) => progressOf(answer) === 100 && progressOf(before) !== 100)
  const workGoesOn = observations.failed.includes('callback/not-after-dismissal')
  const known = observed.map(one => [one.state, deviationOf(observations, one, { policy, general, isFull, workGoesOn })] as const)
  const texts = known.map(([, deviation]) => JSON.stringify(deviation))
  const [any] = texts.toSorted((one, other) => count(texts, other) - count(texts, one))
  const others = known.filter((_known, index) => texts[index] !== any)
  return {
    part: any === undefined ? undefined : { any: JSON.parse(any) as DismissalDeviation, ...Object.fromEntries(others) },
    unseen: jobStatuses.flatMap(state => unseenUnless(known.some(([known]) => known === state), `The effect of a dismissal on a job that is ${state}; the persona uses \`any\`.`))
  }
}

const count = (texts: readonly string[], text: string): number => texts.filter(other => other === text).length

interface ServerTraits { readonly policy: DismissPolicy, readonly general: GeneralAnswer, readonly isFull: boolean, readonly workGoesOn: boolean }

function deviationOf (observations: Observations, dismissal: ObservedDismissal, { policy, general, isFull, workGoesOn }: ServerTraits): DismissalDeviation {
  const { state, answer } = dismissal
  const effect = effectOf(dismissal)
  const rule: DismissalRule = dismissalTables[policy][state]
  const late = observations.delays[state as InitialState]
  const after = effect === 'dismiss' || effect === 'remove' ? late?.seconds ?? 0 : rule.after ?? 0
  const effects = { ...effect !== rule.effect && { effect }, ...after !== (rule.after ?? 0) && { after }, ...late?.forgotten !== undefined && { forgotten_after: late.forgotten }, ...workGoesOn && { work_goes_on: true } }
  return effect === 'refuse' ? effects : { ...effects, ...answerOf(observations, dismissal, general, isFull), ...answer.status !== (after > 0 ? 202 : 200) && { status: answer.status } }
}

function answerOf (observations: Observations, { before, answer }: ObservedDismissal, { mediaType, headers }: GeneralAnswer, isFull: boolean): DismissalDeviation {
  const own = missingHeaders(answer, headers)
  const type = answer.headers['content-type']
  const json = jsonOf(answer)
  return {
    ...type !== undefined && type !== mediaType && { media_type: type },
    ...own !== undefined && { headers: own },
    ...json === undefined ? { text: answer.body } : { body: bodyOf(observations, json, { before, answer }, isFull) }
  }
}

/** Status and progress in the answer: fixed values if they are not those of the job before. */
function bodyOf (observations: Observations, json: unknown, { before, answer }: Pick<ObservedDismissal, 'before' | 'answer'>, isFull: boolean): unknown {
  const place = placeOfJob(observations, answer.url)!
  const info = membersOf(answer)
  if (Object.keys(info).length === 0) return toTemplate(json, [])
  const fixed: Members = {
    ...'status' in info && { status: info['status'] !== 'dismissed' && info['status'] === statusOf(before) ? '{before}' : info['status'] },
    ...'progress' in info && { progress: isFull ? info['progress'] : '{progress}' }
  }
  return { ...jobTemplate(info, place), ...fixed }
}
