import type { Persona } from '../../../schemas/persona.ts'
import { type Exchange, jsonOf, type Members, membersOf } from '../exchange.ts'
import type { DismissPolicy } from '../../jobs/dismissal.ts'
import { hasRequiredInputs } from '../ogc/example-request.ts'
import { type GeneralAnswer, toObservedDismissals } from './learn-dismissal.ts'
import { missingHeaders, mostFrequentMediaType } from './learn-headers.ts'
import { differenceOf } from './learn-status-info.ts'
import { type LearnedPart, type Observations, unseenUnless } from './observations.ts'
import { addressPlaceholders, toTemplate } from './to-template.ts'

type Case = NonNullable<NonNullable<Persona['errors']>['cases']>[number]

/** An observed error, with its problem and the requested resource. */
interface ObservedError { readonly problem: string, readonly at?: string, readonly isMalformed?: boolean, readonly exchange: Exchange }

/** Problems whose detail depends on the request. */
const isAboutInput = (problem: string): boolean => /^(invalid-|bad-request)/.test(problem)

/** Every observed error that a persona can describe. */
function errorsIn (observations: Observations, policy: DismissPolicy): ObservedError[] {
  const { log, answers, dismissals, processes, base, jobsUrl } = observations
  const storyIn = (...states: readonly string[]) => dismissals.find(({ state }) => states.includes(state))
  const find = (method: string, url: string) => log.find(exchange => exchange.method === method && exchange.url === url && exchange.requestHeaders['accept'] === 'application/json')
  const [none, noProcess] = [`${jobsUrl}/jobdouble-check-no-such-job`, `${base}/processes/jobdouble-check-no-such-process`]
  const withInputs = processes.find(({ description }) => hasRequiredInputs(description))
  const findPost = (isIt: (exchange: Exchange) => boolean) => log.find(exchange => exchange.method === 'POST' && exchange.url === withInputs?.executionUrl && isIt(exchange))
  const all: (Omit<ObservedError, 'exchange'> & { exchange: Exchange | undefined })[] = [
    { problem: 'no-such-job', at: 'getStatus', isMalformed: true, exchange: find('GET', none) },
    { problem: 'no-such-job', at: 'getResult', isMalformed: true, exchange: find('GET', `${none}/results`) },
    { problem: 'no-such-job', at: 'dismiss', isMalformed: true, exchange: find('DELETE', `${jobsUrl}/jobdouble-check-00000000-0000-4000-8000-000000000000`) },
    { problem: 'no-such-job', at: 'getStatus', exchange: answers['unknown UUID'] },
    { problem: 'no-such-job', at: 'getResult', exchange: answers['results of an unknown UUID'] },
    { problem: 'no-such-job', at: 'dismiss', exchange: answers['dismissal of an unknown UUID'] },
    { problem: 'no-such-process', at: 'getProcessDescription', exchange: find('GET', noProcess) },
    { problem: 'no-such-process', at: 'execute', exchange: find('POST', `${noProcess}/execution`) },
    { problem: 'result-not-ready', at: 'getResult', exchange: storyIn('running', 'accepted')?.resultsBefore },
    { problem: 'job-failed', at: 'getResult', exchange: storyIn('failed')?.resultsBefore },
    { problem: 'invalid-query-parameter-value', at: 'getJobs', exchange: find('GET', `${jobsUrl}?limit=many`) },
    { problem: 'invalid-parameter-value', at: 'execute', exchange: findPost(({ requestBody }) => requestBody === '{"inputs":{}}') },
    { problem: 'bad-request', at: 'execute', exchange: findPost(({ requestBody }) => requestBody === '{"inputs":') },
    { problem: 'unsupported-media-type', at: 'execute', exchange: findPost(({ requestHeaders }) => requestHeaders['content-type'] === 'application/x-nothing-has-this') },
    { problem: 'not-found', exchange: answers['unknown address'] },
    { problem: 'method-not-allowed', exchange: answers['wrong method'] },
    { problem: 'not-acceptable', exchange: answers['list as nothing'] },
    ...resultsOfDismissed(observations),
    ...toObservedDismissals(observations).filter(({ answer, after }) => answer.status >= 400 && after.status === 200).map(({ answer }) => ({ problem: policy === 'gone' ? 'gone' : 'not-dismissible', at: 'dismiss', exchange: answer }))
  ]
  return all.flatMap(({ exchange, ...error }) => exchange !== undefined && exchange.status >= 400 ? [{ ...error, exchange }] : [])
}

function resultsOfDismissed ({ dismissals }: Observations): ObservedError[] {
  const sequence = dismissals.find(({ after, resultsAfter }) => after.status === 200 && resultsAfter.status >= 400)
  return sequence === undefined ? [] : ['result-not-available', 'result-gone'].map(problem => ({ problem, at: 'getResult', exchange: sequence.resultsAfter }))
}

/** Learns how errors are answered: a general body, and the differences by problem. */
export function learnErrors (observations: Observations, policy: DismissPolicy, general: GeneralAnswer): LearnedPart<Persona['errors']> {
  const errors = errorsIn(observations, policy)
  const json = errors.map(({ exchange }) => exchange).filter(exchange => Object.keys(membersOf(exchange)).length > 0)
  const mediaType = mostFrequentMediaType(json)
  const body = json.length === 0 ? undefined : generalBody(json.map(membersOf))
  const usual = { headers: general.headers, mediaType: mediaType ?? general.mediaType }
  const known = errors.map(error => ({ ...error, answer: answerOf(observations, error, usual, body ?? {}) }))
  const problems = [...new Set(errors.map(({ problem }) => problem))]
  return {
    part: {
      ...body !== undefined && { body },
      ...mediaType !== undefined && mediaType !== general.mediaType && { media_type: mediaType },
      cases: problems.flatMap(problem => casesOf(problem, known.filter(error => error.problem === problem)))
    },
    unseen: ['result-not-ready', 'job-failed', 'invalid-parameter-value'].flatMap(problem => unseenUnless(problems.includes(problem), `The error ${problem}.`))
  }
}

/** The meaning of error members, by the names that servers use. */
const meanings: readonly (readonly [name: RegExp, placeholder: string])[] = [[/^type$/, '{type}'], [/^(title|code|error)$/, '{title}'], [/^status$/, '{status}'], [/^(detail|description|message)$/, '{detail}'], [/^instance$/, '{instance}']]

/** Members that all of these errors have, as far as their names are known: they also serve errors that were not observed. */
export function generalBody ([first = {}, ...others]: readonly Members[]): Members {
  return Object.fromEntries(Object.keys(first).filter(name => others.every(other => name in other)).flatMap(name => {
    const placeholder = meanings.find(([pattern]) => pattern.test(name))?.[1]
    return placeholder === undefined ? [] : [[name, placeholder]]
  }))
}

function answerOf (observations: Observations, { problem, exchange }: ObservedError, { mediaType, headers }: GeneralAnswer, body: Members): Omit<Case, 'problem'> {
  const type = exchange.headers['content-type']
  const own = missingHeaders(exchange, headers)
  const info = membersOf(exchange)
  const isObject = Object.keys(info).length > 0
  return {
    status: exchange.status,
    ...type !== undefined && type !== mediaType && { media_type: type },
    ...own !== undefined && { headers: own },
    ...isObject ? { body: differenceOf(errorTemplate(observations, problem, exchange, info), body) } : jsonOf(exchange) === undefined ? { text: withoutBraces(exchange.body) } : { body: jsonOf(exchange) }
  }
}

/** Braces in another server's page are no placeholders. */
const withoutBraces = (text: string): string => text.replaceAll(/\{(?=[a-z_]+\})/g, '{ ')

function errorTemplate (observations: Observations, problem: string, exchange: Exchange, info: Members): Members {
  const [, id] = new RegExp(`^${observations.jobsUrl.replace(/[.+?^$()[\]\\]/g, '\\$&')}/([^/?]+)`).exec(exchange.url) ?? [undefined, /\/processes\/([^/?]+)/.exec(exchange.url)?.[1]]
  const { pathname, search } = new URL(exchange.url)
  const known = [...addressPlaceholders({ base: observations.base, ...id !== undefined && { id: decodeURIComponent(id) } }), [pathname + search, '{instance}'] as const]
  return Object.fromEntries(Object.entries(info).map(([name, value]) => {
    if (name === 'instance' && typeof value === 'string') return [name, '{instance}']
    const isDetail = isAboutInput(problem) && typeof value === 'string' && /^(detail|description|message)$/.test(name)
    return [name, isDetail ? '{detail}' : toTemplate(value, known)]
  }))
}

type AnsweredError = ObservedError & { readonly answer: Omit<Case, 'problem'> }

/** One case if all operations answer alike; else one for each different answer, before the general one. */
function casesOf (problem: string, errors: readonly AnsweredError[]): Case[] {
  const usual = byAnswer(errors.filter(({ isMalformed = false }) => !isMalformed))
  const malformed = byAnswer(errors.filter(({ isMalformed = false, at, answer }) => isMalformed && !usual.some(group => group.some(other => other.at === at && isSame(other.answer, answer)))))
  const toCase = (group: readonly AnsweredError[], isLast: boolean): Case => {
    const at = group.flatMap(({ at }) => at ?? [])
    return { problem: [problem], ...!isLast && at.length > 0 && { at }, ...group[0]!.isMalformed === true && { id: 'malformed' as const }, ...group[0]!.answer }
  }
  return [...malformed.map(group => toCase(group, malformed.length === 1 && group.length === malformedOperations)), ...usual.map((group, index) => toCase(group, index === usual.length - 1))]
}

/** Reading a job, reading its results, and dismissing it. */
const malformedOperations = 3

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

function byAnswer (errors: readonly AnsweredError[]): AnsweredError[][] {
  const groups: AnsweredError[][] = []
  for (const error of errors) {
    const group = groups.find(([first]) => isSame(first!.answer, error.answer))
    if (group === undefined) groups.push([error])
    else group.push(error)
  }
  return groups
}
