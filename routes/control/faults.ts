import { Type } from '@sinclair/typebox'
import { Done } from '../../schemas/control/done.ts'
import { FaultBody, FaultList, RegisteredFault } from '../../schemas/control/fault.ts'
import { ref } from '../../schemas/ref.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'

const tags = ['Control']

/** `/__admin/faults`: the faults to inject. */
export function faults (app: TypedInstance): void {
  app.get('/faults', { schema: { operationId: 'getFaults', tags, summary: 'List faults, with how often each was matched and injected', response: { 200: { description: 'The faults.', ...FaultList } } } }, request => ({ faults: worldOf(request).faults.list() }))
  app.post('/faults', { schema: { operationId: 'addFault', tags, summary: 'Add a fault', body: ref(FaultBody), response: { 201: { description: 'The fault.', ...RegisteredFault } } } }, (request, reply) => {
    const fault = worldOf(request).faults.add(request.body)
    reply.code(201)
    return fault
  })
  app.delete('/faults', { schema: { operationId: 'removeFaults', tags, summary: 'Remove all faults', response: { 200: Done } } }, request => {
    worldOf(request).faults.clear()
    return {}
  })
  app.delete('/faults/:id', { schema: { operationId: 'removeFault', tags, summary: 'Remove a fault', params: Type.Object({ id: Type.String() }), response: { 200: Done } } }, request => {
    const { faults } = worldOf(request)
    faults.expect(request.params.id)
    faults.remove(request.params.id)
    return {}
  })
}
