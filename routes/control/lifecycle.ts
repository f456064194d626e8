import { Type } from '@sinclair/typebox'
import { type ProgressionBody, SetTransition, UnsetTransition } from '../../schemas/control/lifecycle.ts'
import type { Progression } from '../../src/jobs/progression.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'

/** How jobs go on by default, in the shapes of moto's state manager. */
export function lifecycle (app: TypedInstance): void {
  const tags = ['Control']
  app.post('/state-manager/set-transition', { schema: { operationId: 'setTransition', tags, summary: 'Set the progression of a model', body: SetTransition, response: { 201: { description: 'The progression.', ...SetTransition } } } }, (request, reply) => {
    const { model_name: model, transition } = request.body
    worldOf(request).lifecycle.set(model, progressionOf(transition))
    reply.code(201)
    return { model_name: model, transition }
  })
  app.post('/state-manager/unset-transition', { schema: { operationId: 'unsetTransition', tags, summary: 'Remove the progression of a model: its jobs follow their plans', body: UnsetTransition, response: { 201: Type.Object({}, { description: 'Done.' }) } } }, (request, reply) => {
    worldOf(request).lifecycle.unset(request.body.model_name)
    reply.code(201)
    return {}
  })
  const querystring = Type.Object({ model_name: Type.String() })
  app.get('/state-manager/get-transition', { schema: { operationId: 'getTransition', tags, summary: 'Get the progression of a model', querystring } }, request => worldOf(request).lifecycle.get(request.query.model_name) ?? {})
}

function progressionOf ({ progression, seconds = 10, times }: ProgressionBody): Progression {
  if (progression === 'time') return { progression, seconds }
  return progression === 'manual' && times !== undefined ? { progression, times } : { progression } as Progression
}
