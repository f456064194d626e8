import { Type } from '@sinclair/typebox'
import { Done } from '../../schemas/control/done.ts'
import { modelName, ProgressionBody, SetTransition, UnsetTransition } from '../../schemas/control/lifecycle.ts'
import { expectModel, setProgression, unsetProgression } from '../../src/world/progressions.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'

/** Default progression of jobs, in the shapes of moto's state manager. */
export function lifecycle (app: TypedInstance): void {
  const tags = ['Control']
  app.post('/state-manager/set-transition', { schema: { operationId: 'setTransition', tags, summary: 'Set the progression of a model', body: SetTransition, response: { 201: { description: 'The progression.', ...SetTransition } } } }, (request, reply) => {
    const { model_name: model, transition } = request.body
    setProgression(worldOf(request), model, transition)
    reply.code(201)
    return { model_name: model, transition }
  })
  app.post('/state-manager/unset-transition', { schema: { operationId: 'unsetTransition', tags, summary: 'Remove the progression of a model: its jobs follow their plans', body: UnsetTransition, response: { 201: Done } } }, (request, reply) => {
    unsetProgression(worldOf(request), request.body.model_name)
    reply.code(201)
    return {}
  })
  const querystring = Type.Object({ model_name: modelName })
  app.get('/state-manager/get-transition', { schema: { operationId: 'getTransition', tags, summary: 'Get the progression of a model', querystring, response: { 200: { description: 'The progression; empty if it has none.', ...Type.Partial(ProgressionBody) } } } }, request => {
    expectModel(worldOf(request), request.query.model_name)
    return worldOf(request).lifecycle.get(request.query.model_name) ?? {}
  })
}
