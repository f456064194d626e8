import { type Static, Type } from '@sinclair/typebox'

const expression = Type.String({ maxLength: 500 })

const StringMatch = Type.Object({
  equalTo: Type.Optional(Type.String()),
  caseInsensitive: Type.Optional(Type.Boolean({ description: 'whether `equalTo` ignores case' })),
  contains: Type.Optional(Type.String()),
  matches: Type.Optional(expression),
  doesNotMatch: Type.Optional(expression),
  absent: Type.Optional(Type.Boolean())
}, { additionalProperties: false })
export type StringMatch = Static<typeof StringMatch>

const jsonMatch = {
  equalToJson: Type.Optional(Type.Unknown()),
  ignoreExtraElements: Type.Optional(Type.Boolean({ description: 'whether `equalToJson` ignores members that it does not name, and what follows at the end of an array' }))
}

const JsonPathMatch = Type.Object({ expression, ...StringMatch.properties, ...jsonMatch }, { additionalProperties: false })
export type JsonPathMatch = Static<typeof JsonPathMatch>

const BodyMatch = Type.Object({
  ...StringMatch.properties,
  ...jsonMatch,
  matchesJsonPath: Type.Optional(Type.Union([expression, JsonPathMatch], { description: 'a JSONPath (RFC 9535) that finds something, or a value that matches the other members' }))
}, { additionalProperties: false })
export type BodyMatch = Static<typeof BodyMatch>

/** WireMock's request pattern, as far as it is supported. */
export const RequestPattern = Type.Object({
  method: Type.Optional(Type.String()),
  url: Type.Optional(Type.String({ description: 'path and query, exactly' })),
  urlPattern: Type.Optional(expression),
  urlPath: Type.Optional(Type.String()),
  urlPathPattern: Type.Optional(expression),
  urlPathTemplate: Type.Optional(Type.String({ maxLength: 500, description: 'the whole path, with variables, such as /jobs/{id}' })),
  pathParameters: Type.Optional(Type.Record(Type.String(), StringMatch, { description: 'by the name of a variable of urlPathTemplate' })),
  headers: Type.Optional(Type.Record(Type.String(), StringMatch)),
  queryParameters: Type.Optional(Type.Record(Type.String(), StringMatch)),
  bodyPatterns: Type.Optional(Type.Array(BodyMatch))
}, { $id: 'RequestPattern', additionalProperties: false })
export type RequestPattern = Static<typeof RequestPattern>

export const RequestWait = Type.Object({
  ...RequestPattern.properties,
  timeoutMilliseconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 60_000, description: 'how long to wait, in real time; 10 000 if absent' }))
}, { additionalProperties: false })
export type RequestWait = Static<typeof RequestWait>
