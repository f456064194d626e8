import { type Static, Type } from '@sinclair/typebox'

const StringMatch = Type.Object({
  equalTo: Type.Optional(Type.String()),
  contains: Type.Optional(Type.String()),
  matches: Type.Optional(Type.String({ maxLength: 500 })),
  doesNotMatch: Type.Optional(Type.String({ maxLength: 500 })),
  absent: Type.Optional(Type.Boolean())
}, { additionalProperties: false })
export type StringMatch = Static<typeof StringMatch>

/** WireMock's request pattern, as far as it is served. */
export const RequestPattern = Type.Object({
  method: Type.Optional(Type.String()),
  url: Type.Optional(Type.String({ description: 'path and query, exactly' })),
  urlPattern: Type.Optional(Type.String({ maxLength: 500 })),
  urlPath: Type.Optional(Type.String()),
  urlPathPattern: Type.Optional(Type.String({ maxLength: 500 })),
  headers: Type.Optional(Type.Record(Type.String(), StringMatch)),
  queryParameters: Type.Optional(Type.Record(Type.String(), StringMatch)),
  bodyPatterns: Type.Optional(Type.Array(Type.Object({
    ...StringMatch.properties,
    equalToJson: Type.Optional(Type.Unknown())
  }, { additionalProperties: false })))
}, { $id: 'RequestPattern', additionalProperties: false })
export type RequestPattern = Static<typeof RequestPattern>

export const RequestWait = Type.Object({
  ...RequestPattern.properties,
  timeoutMilliseconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 60_000, description: 'how long to wait, in real time; 10 000 if absent' }))
}, { additionalProperties: false })
export type RequestWait = Static<typeof RequestWait>
