import type { FastifyRequest } from 'fastify'
import type { ResultsQuery } from '../../schemas/ogc/results-query.ts'
import { essenceOf, parametersOf } from '../../src/formats/media-type.ts'
import type { World } from '../../src/world/world.ts'
import { preferencesOf } from '../http/preferences.ts'
import { dialectOf } from './dialect.ts'

const register = 'www.opengis.net/def/profile/OGC/0/ogc-results'

/** The profile of a document of results: the draft asks for a link to it. */
export const resultsProfile = `https://${register}`

/** As `/req/query-param-profile/definition` writes it: a URI, a Safe CURIE, or its name in the register. */
const names = [resultsProfile, `http://${register}`, '[ogc-profile:ogc-results]', 'ogc-results']

/** A client that asks for results as a document, however many there are. */
export interface RequestedProfile {
  /** As the client wrote it. */
  readonly name: string
  readonly isPreference: boolean
}

/**
 * Whether a request asks for the profile of results ("Content negotiation by profile" of the draft). The first place that
 * names any profile counts; a profile that is unknown changes nothing (`/rec/query-param-profile/negotiation`).
 */
export function requestedProfile (request: FastifyRequest, world: World): RequestedProfile | undefined {
  if (!dialectOf(world).negotiatesResults) return undefined
  for (const read of places) {
    const profiles = read(request)
    if (profiles.length === 0) continue
    const name = names.find(one => profiles.includes(one))
    return name === undefined ? undefined : { name, isPreference: read === inPrefer }
  }
  return undefined
}

type ReadProfiles = (request: FastifyRequest) => readonly string[]

const inQuery: ReadProfiles = ({ method, query }) => method === 'POST' ? [] : itemsOf((query as ResultsQuery).profile)

const inAcceptProfile: ReadProfiles = ({ headers }) =>
  [...String(headers['accept-profile'] ?? '').matchAll(/(?:<([^>]*)>|([^\s,;<>]+))([^,<]*)/g)]
    .filter(([, , , parameters]) => !/;\s*q\s*=\s*0(\.0*)?\s*$/i.test(parameters!))
    .map(([, uri, name]) => uri ?? name!)

const inPrefer: ReadProfiles = ({ headers: { prefer } }) => wordsOf(preferencesOf(prefer).get('profile'))

/** `application/json` has no parameter of this name, but clients write it there. */
const inAccept: ReadProfiles = ({ headers: { accept = '' } }) =>
  accept.includes('profile') ? accept.split(',').filter(range => essenceOf(range) === 'application/json').flatMap(range => wordsOf(parametersOf(range).get('profile'))) : []

/** Beside a body it says what that is, such as an execute request. */
const inLink: ReadProfiles = ({ method, headers: { link } }) => method === 'POST' || link === undefined
  ? []
  : [...String(link).matchAll(/<([^>]*)>([^,<]*)/g)].filter(([, , parameters]) => /;\s*rel\s*=\s*"?profile\b/i.test(parameters!)).map(([, uri]) => uri!)

const places = [inQuery, inAcceptProfile, inPrefer, inAccept, inLink]

const wordsOf = (text = ''): string[] => text.split(/[\s,<>]+/).filter(word => word !== '')

/** Both ways of sending a list: `outputs=a&outputs=b` and `outputs=a,b`. */
export const itemsOf = (list: readonly string[] = []): string[] => list.flatMap(item => item.split(',')).filter(item => item !== '')
