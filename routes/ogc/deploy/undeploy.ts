import { Type } from '@sinclair/typebox'
import { CommonQuery } from '../../../schemas/ogc/job-query.ts'
import { noContent } from '../../http/empty-answers.ts'
import { worldOf } from '../../http/exchange.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { answer, emptyAnswer, failures } from '../describe.ts'
import { processOf, ProcessParams } from '../processes.ts'
import { respond } from '../respond.ts'
import { respondAs } from './respond-as.ts'
import { refuseImmutable } from './target.ts'

/** `DELETE /processes/{processID}`: undeploys a process; its jobs go on. */
export function undeploy (app: TypedInstance): void {
  app.delete('/processes/:processID', { schema }, async (request, reply) => {
    const world = worldOf(request)
    const process = processOf(request, request.params.processID)
    refuseImmutable(world, process)
    world.deployments.remove(process.id)
    if (world.settings.deployment.undeploy === 204) return noContent(reply)
    return respondAs(request, reply, { action: 'undeployed', process }) ?? respond(request, reply, 'Undeployed', {})
  })
}

const schema = {
  tags: ['Deployment'],
  operationId: 'undeployProcess',
  summary: 'Undeploy a process',
  params: ProcessParams,
  querystring: CommonQuery,
  response: { 200: answer('The process is undeployed.', Type.Object({})), 204: emptyAnswer('The process is undeployed.'), ...failures(400, 403, 404, 406, 500) }
}
