import type { Persona } from '../../../schemas/persona.ts'
import { asList, asText, type Exchange, isJson, membersOf } from '../exchange.ts'
import { isDraftOnly } from '../ogc/subject.ts'
import { learnDismissal, learnPolicy } from './learn-dismissal.ts'
import { learnErrors } from './learn-errors.ts'
import { learnExecution } from './learn-execution.ts'
import { learnHeaders, learnLinkHeader, mediaTypeOfMost } from './learn-headers.ts'
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
export function learnPersona (seen: Observations, day: string): LearnedPersona {
  const readings = readingsOf(seen).map(({ exchange }) => exchange)
  const json = [...readings, seen.landing, seen.conformance, seen.answers.list].filter(exchange => exchange.status === 200 && isJson(exchange))
  const general = { mediaType: mediaTypeOfMost(json), headers: learnHeaders(json) }
  const dismiss = learnPolicy(seen)
  const linkHeader = learnLinkHeader(readings)
  const negotiation = learnNegotiation(seen)
  const info = learnStatusInfo(seen)
  const [times, dismissal, errors, list, execution] = [learnTimes(readings), learnDismissal(seen, dismiss, general), learnErrors(seen, dismiss, general), learnJobList(seen), learnExecution(seen, general, info.part)]
  const persona = {
    title: asText(membersOf(seen.landing)['title']) || seen.base,
    version: `as seen on ${day}`,
    sources: [{ evidence: 'run' as const, where: `jobdouble check ${withoutUser(seen.base)} --write-persona`, what: 'what it answered' }],
    check_fails: [...seen.failed],
    based_on: { ogc: isDraftOnly(seen) ? '2.0-draft' as const : '1.0' as const, dismiss },
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
    conformance: conformanceOf(seen.conformance),
    trailing_slash: seen.answers['list with a slash'].status === 200 && seen.answers.list.status === 200 ? 'same' as const : undefined
  }
  return { persona: withoutNothing(persona) as Omit<Persona, 'name'>, unseen: [times, info, dismissal, errors, list, execution].flatMap(({ unseen }) => unseen) }
}

const withoutUser = (url: string): string => url.replace(/\/\/[^/@]*@/, '//')

const conformanceOf = (exchange: Exchange): string[] | undefined =>
  exchange.status === 200 ? asList(membersOf(exchange)['conformsTo']).filter(name => typeof name === 'string') : undefined

/** Removes members without a value. */
const withoutNothing = (persona: object): object =>
  Object.fromEntries(Object.entries(persona).filter(([, value]) => value !== undefined && !(typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0)))
