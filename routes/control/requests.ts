import type { FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { Done } from '../../schemas/control/done.ts'
import { LoggedRequestList, RemovedServeEvents, RequestCount, ServeEvent, ServeEventList } from '../../schemas/control/journal.ts'
import { RequestPattern, RequestWait } from '../../schemas/control/request-pattern.ts'
import { ref } from '../../schemas/ref.ts'
import type { RequestMatcher } from '../../src/world/journal.ts'
import { compilePattern } from '../../src/requests/request-pattern.ts'
import { waitForRequest } from '../../src/world/wait-for-request.ts'
import { worldOf } from '../http/exchange.ts'
import { abandon } from '../http/empty-answers.ts'
import { hangUpOf } from '../http/hang-up.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { toRequest, toServeEvent } from './present.ts'
import { ControlProblem } from './problems.ts'

const tags = ['Control']
const params = Type.Object({ id: Type.String() })
const ofEvent = { description: 'The request.', ...ServeEvent }

const ListQuery = Type.Object({
  since: Type.Optional(Type.String({ description: 'an RFC 3339 instant: only requests from then on' })),
  limit: Type.Optional(Type.Integer({ minimum: 0 })),
  unmatched: Type.Optional(Type.Boolean({ description: 'only requests for which there is no resource' }))
})

/** `/__admin/requests`: recorded requests and answers, in WireMock's shapes. */
export function requests (app: TypedInstance): void {
  app.get('/requests', { schema: { operationId: 'getRequests', tags, summary: 'List requests of the journal, newest first', querystring: ListQuery, response: { 200: { description: 'The requests.', ...ServeEventList } } } }, request => {
    const { since, limit, unmatched } = request.query
    const from = since === undefined ? -Infinity : Date.parse(since)
    if (Number.isNaN(from)) throw new ControlProblem(400, `since: ${JSON.stringify(since)} came; expected an RFC 3339 instant.`)
    const { journal } = worldOf(request)
    const entries = journal.list(entry => entry.at >= from && (unmatched !== true || !entry.matched))
    return { requests: entries.reverse().slice(0, limit).map(toServeEvent), meta: { total: entries.length }, requestJournalDisabled: !journal.enabled }
  })
  app.get('/requests/:id', { schema: { operationId: 'getRequest', tags, summary: 'Get a request of the journal', params, response: { 200: ofEvent } } }, request => {
    const [found] = worldOf(request).journal.list(({ id }) => id === request.params.id)
    if (found === undefined) throw new ControlProblem(404, `The journal has no request ${request.params.id}.`)
    return toServeEvent(found)
  })
  app.delete('/requests/:id', { schema: { operationId: 'removeRequest', tags, summary: 'Remove a request from the journal', params, response: { 200: Done } } }, request => {
    worldOf(request).journal.remove(({ id }) => id === request.params.id)
    return {}
  })
  app.get('/requests/unmatched', { schema: { operationId: 'getUnmatched', tags, summary: 'List unmatched requests: those without a resource', response: { 200: { description: 'The requests.', ...LoggedRequestList } } } }, request =>
    ({ requests: worldOf(request).journal.list(({ matched }) => !matched).reverse().map(toRequest), requestJournalDisabled: !worldOf(request).journal.enabled }))
  for (const [method, url, operationId] of [['DELETE', '/requests', 'clearRequests'], ['POST', '/requests/reset', 'resetRequests']] as const) {
    app.route({
      method,
      url,
      schema: { operationId, tags, summary: 'Empty the journal', response: { 200: Done } },
      handler: request => {
        worldOf(request).journal.clear()
        return {}
      }
    })
  }
  patterns(app)
}

const patternIn = (request: FastifyRequest & { readonly body: RequestPattern }): RequestMatcher => compilePattern(request.body, { maxDepth: worldOf(request).maxDepth })

function patterns (app: TypedInstance): void {
  const schema = (operationId: string, summary: string) => ({ operationId, tags, summary, body: ref(RequestPattern) })
  app.post('/requests/count', { schema: { ...schema('countRequests', 'Count requests that match a pattern'), response: { 200: { description: 'The count.', ...RequestCount } } } }, request =>
    ({ count: worldOf(request).journal.list(patternIn(request)).length, requestJournalDisabled: !worldOf(request).journal.enabled }))
  app.post('/requests/find', { schema: { ...schema('findRequests', 'Find requests that match a pattern'), response: { 200: { description: 'The requests.', ...LoggedRequestList } } } }, request =>
    ({ requests: worldOf(request).journal.list(patternIn(request)).reverse().map(toRequest), requestJournalDisabled: !worldOf(request).journal.enabled }))
  app.post('/requests/remove', { schema: { ...schema('removeRequests', 'Remove requests that match a pattern'), response: { 200: { description: 'The requests that were removed.', ...RemovedServeEvents } } } }, request =>
    ({ serveEvents: worldOf(request).journal.remove(patternIn(request)).map(toServeEvent) }))
  app.post('/requests/wait', { schema: { operationId: 'waitForRequest', tags, summary: 'Wait for a request that matches a pattern', body: RequestWait, response: { 200: ofEvent } } }, async (request, reply) => {
    const { timeoutMilliseconds, ...pattern } = request.body
    const hungUp = hangUpOf(reply)
    const entry = await waitForRequest(worldOf(request), pattern, timeoutMilliseconds, [hungUp]).catch(error => {
      if (hungUp.aborted) return undefined
      throw error.name === 'TimeoutError' ? new ControlProblem(408, error.message) : error
    })
    return entry === undefined ? abandon(reply) : toServeEvent(entry)
  })
}
