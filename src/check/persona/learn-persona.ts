import type { Persona } from '../../../schemas/persona.ts'
import { asList, asText, type Exchange, isJson, membersOf } from '../exchange.ts'
import { isDraftOnly } from '../ogc/subject.ts'
import { learnDismissal, learnPolicy } from './learn-dismissal.ts'
import { learnErrors } from './learn-errors.ts'
import { learnExecution } from './learn-execution.ts'
import { learnHeaders, learnLinkHeader, mostFrequentMediaType } from './learn-headers.ts'
import { learnJobList } from './learn-job-list.ts'
import { learnNegotiation } from './learn-negotiation.ts'
import { learnStatusInfo, readingsOf } from './learn-status-info.ts'
import { learnTimes } from './learn-times.ts'
import type { Observations } from './observations.ts'

/** The observed behaviour of a server as a persona, and a sentence for each part that was not observed. */
export interface LearnedPersona {
  /** Without the name, which comes from its file. */
  readonly persona: Omit<Persona, 'name'>
  readonly unseen: readonly string[]
}

/** @param day the date of the observation, such as 2026-11-26 */
export function learnPersona (observations: Observations, day: string): LearnedPersona {
  const readings = readingsOf(observations).map(({ exchange }) => exchange)
  const json = [...readings, observations.landing, observations.conformance, observations.answers.list].filter(exchange => exchange.status === 200 && isJson(exchange))
  const general = { mediaType: mostFrequentMediaType(json), headers: learnHeaders(json) }
  const dismiss = learnPolicy(observations)
  const linkHeader = learnLinkHeader(readings)
  const negotiation = learnNegotiation(observations)
  const info = learnStatusInfo(observations)
  const [times, dismissal, errors, list, execution] = [learnTimes(readings), learnDismissal(observations, dismiss, general), learnErrors(observations, dismiss, general), learnJobList(observations), learnExecution(observations, general, info.part)]
  const persona = {
    title: asText(membersOf(observations.landing)['title']) || observations.base,
    version: `as seen on ${day}`,
    sources: [{ evidence: 'run' as const, where: `jobdouble check ${withoutUser(observations.base)} --write-persona`, what: 'what it answered' }],
    check_fails: [...observations.failed],
    based_on: { ogc: isDraftOnly(observations) ? '2.0-draft' as const : '1.0' as const, dismiss },
    headers: general.headers,
    media_type: general.mediaType,
    link_header: linkHeader,
    times: times.part,
    status_info: info.part,
    dismissal: dismissal.part,
    errors: errors.part,
    negotiation,
    job_list: list.part,
    execution: execution.part,
    conformance: conformanceOf(observations.conformance),
    trailing_slash: observations.answers['list with a slash'].status === 200 && observations.answers.list.status === 200 ? 'same' as const : undefined
  }
  return { persona: withoutNothing(persona) as Omit<Persona, 'name'>, unseen: [times, info, dismissal, errors, list, execution].flatMap(({ unseen }) => unseen) }
}

const withoutUser = (url: string): string => url.replace(/\/\/[^/@]*@/, '//')

const conformanceOf = (exchange: Exchange): string[] | undefined =>
  exchange.status === 200 ? asList(membersOf(exchange)['conformsTo']).filter(name => typeof name === 'string') : undefined

/** Removes members without a value. */
const withoutNothing = (persona: object): object =>
  Object.fromEntries(Object.entries(persona).filter(([, value]) => value !== undefined && !(typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0)))
