import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'

const count = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }))
const headers = Type.Record(Type.String(), Type.Unknown(), { description: 'by name; a list where one came several times' })

/** A recorded request, in WireMock's form. */
export const LoggedRequest = Type.Object({
  url: Type.String({ description: 'path and query, without `/w/{world}`' }),
  absoluteUrl: Type.String(),
  method: Type.String(),
  clientIp: Type.String(),
  headers,
  body: Type.String({ description: 'as text; secrets are left out' }),
  bodyCut: count('how many characters or bytes of the body are not kept; absent if all are'),
  loggedDate: Type.Number({ description: 'milliseconds of the world\'s clock' }),
  loggedDateString: Type.String({ format: 'date-time' })
}, { $id: 'LoggedRequest' })
export type LoggedRequest = Static<typeof LoggedRequest>

/** A recorded exchange, in WireMock's form, with the order of its events. */
export const ServeEvent = Type.Object({
  id: Type.String(),
  request: ref(LoggedRequest),
  responseDefinition: Type.Object({ status: count('absent while it is in progress'), headers: Type.Optional(headers) }),
  response: Type.Object({
    status: count('absent while it is in progress'),
    headers: Type.Optional(headers),
    body: Type.Optional(Type.String()),
    bodyCut: count('how many characters or bytes of the answer are not kept; absent if all are')
  }),
  wasMatched: Type.Boolean({ description: 'whether the path has a resource' }),
  sequence: Type.Object({
    invoked: Type.Integer(),
    committed: count('when its changes were made'),
    answered: count('when it was answered')
  }, { description: 'numbers of one counter of the world' }),
  fault: Type.Optional(Type.String({ description: 'the fault that was injected' }))
}, { $id: 'ServeEvent' })
export type ServeEvent = Static<typeof ServeEvent>

const event = ref(ServeEvent)
const requestJournalDisabled = Type.Boolean({ description: 'whether the journal is off' })

export const ServeEventList = Type.Object({
  requests: Type.Array(event),
  meta: Type.Object({ total: Type.Integer({ description: 'how many there are without `limit`' }) }),
  requestJournalDisabled
})

export const RemovedServeEvents = Type.Object({ serveEvents: Type.Array(event) })

export const LoggedRequestList = Type.Object({ requests: Type.Array(ref(LoggedRequest)), requestJournalDisabled })

export const RequestCount = Type.Object({ count: Type.Integer({ minimum: 0 }), requestJournalDisabled })
