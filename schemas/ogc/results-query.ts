import { type Static, Type } from '@sinclair/typebox'
import { CommonQuery } from './job-query.ts'

/** Several in one parameter, with commas between them. */
const list = (description: string) => Type.Optional(Type.Array(Type.String(), { description }))

/**
 * What the draft takes where the results of a job are; 1.0 has `f` alone.
 * @see `/req/core/job-results-param-outputs`, parameters/processes-core/profile.yaml
 */
export const ResultsQuery = Type.Object({
  f: CommonQuery.properties.f,
  outputs: list('only these outputs, of those that the job was asked for'),
  profile: list('profiles of the answer, as URIs, Safe CURIEs or names; `ogc-results` is a document, also of one output')
})
export type ResultsQuery = Static<typeof ResultsQuery>

/** How a client asks for a profile where it cannot say so in the query. */
export const ProfileHeaders = Type.Object({
  'Accept-Profile': Type.Optional(Type.String({ description: 'profiles of the answer, each between `<` and `>`; `ogc-results` is a document, also of one output' }))
})
