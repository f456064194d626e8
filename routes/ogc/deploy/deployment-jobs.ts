import { Type } from '@sinclair/typebox'
import { worldOf } from '../../http/exchange.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { isOfOthers, ofOtherUser } from '../login/hidden.ts'
import { deploymentIdOf } from '../persona/deployment.ts'
import { noSuchResource, OgcProblem } from '../problems.ts'
import { hasDeploymentJobs } from './deploy-routes.ts'
import { respondAs } from './respond-as.ts'

/** `GET /deploymentJobs/{number}` of the MAAP API: the state of a deployment. It exists only in a world whose persona has it. */
export function deploymentJobs (app: TypedInstance): void {
  const schema = { hide: true, operationId: 'getDeploymentJob', params: Type.Object({ number: Type.String() }) }
  app.get('/deploymentJobs/:number', { schema }, (request, reply) => {
    const world = worldOf(request)
    if (!hasDeploymentJobs(world)) throw noSuchResource(request)
    const deployment = world.deployments.find(deploymentIdOf(request.params.number))
    if (deployment !== undefined && world.settings.loginOthers === '403' && isOfOthers(request, deployment.process)) throw ofOtherUser('process', deployment.process)
    if (deployment === undefined || isOfOthers(request, deployment.process)) throw new OgcProblem('not-found', `There is no deployment ${request.params.number}.`)
    return respondAs(request, reply, { action: 'job', process: world.deployments.processOf(deployment) ?? { id: deployment.process }, deployment })
  })
}
