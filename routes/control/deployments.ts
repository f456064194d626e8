import { Type } from '@sinclair/typebox'
import { DeploymentDetails, DeploymentFailure, DeploymentList } from '../../schemas/control/deployments.ts'
import { amendDeployment, toDeploymentDetails } from '../../src/world/amend-deployment.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { bodyOrNone } from './describe.ts'

const tags = ['Control']
const params = Type.Object({ id: Type.String({ description: 'the id of a deployment' }) })

/** `/__admin/deployments`: deployments by clients; a queued one can be held, released and ended. */
export function deployments (app: TypedInstance): void {
  const ofDeployment = { 200: { description: 'The deployment.', ...DeploymentDetails } }
  app.get('/deployments', { schema: { operationId: 'getDeployments', tags, summary: 'List deployments, the newest first', response: { 200: { description: 'The deployments.', ...DeploymentList } } } }, request => ({ deployments: worldOf(request).deployments.list().map(toDeploymentDetails) }))
  for (const [change, summary] of [['hold', 'Hold a queued deployment'], ['release', 'Release a held deployment'], ['finish', 'Let a queued deployment succeed now']] as const) {
    app.post(`/deployments/:id/${change}`, { schema: { operationId: `${change}Deployment`, tags, summary, params, response: ofDeployment } }, request => amendDeployment(worldOf(request), request.params.id, change))
  }
  app.post('/deployments/:id/fail', { schema: { operationId: 'failDeployment', tags, summary: 'Let a queued deployment fail now', params, body: DeploymentFailure, response: ofDeployment }, preValidation: bodyOrNone }, request =>
    amendDeployment(worldOf(request), request.params.id, 'fail', request.body.reason))
}
