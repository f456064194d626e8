import { Type } from '@sinclair/typebox'
import { stringEnum } from '../../schemas/string-enum.ts'
import { setUpProviderState } from '../../src/world/provider-states.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'

const Body = Type.Object({
  state: Type.String(),
  params: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  action: Type.Optional(stringEnum(['setup', 'teardown'], { description: 'setup if absent' }))
}, { additionalProperties: true })

const Values = Type.Record(Type.String(), Type.Unknown(), { description: 'Values that the interaction may use, such as the id of a job.' })

/** `POST /__admin/provider-states`: called by Pact's verifier before each interaction; the answer has values such as the id of a job. */
export function pactStates (app: TypedInstance): void {
  app.post('/provider-states', { schema: { operationId: 'setProviderState', tags: ['Control'], summary: 'Set up a provider state of Pact', body: Body, response: { 200: Values } } }, request => {
    const { state, params = {}, action = 'setup' } = request.body
    const world = worldOf(request)
    if (action === 'teardown') {
      world.reset()
      return {}
    }
    return setUpProviderState(world, state, params)
  })
}
