import { baseAddress } from '../../http/base-address.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../../../src/world/world.ts'
import { exchangeOf, worldOf } from '../../http/exchange.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { collectionRoutes } from '../collection-routes.ts'
import { failures } from '../describe.ts'
import { isOfOthers, ofOtherUser } from '../login/hidden.ts'
import type { OgcProblem } from '../problems.ts'
import { commit, toDeployed } from './commit.ts'
import { acceptPackage, packageBound, readPackageBody } from './package-body.ts'
import { deployProblem } from './problems.ts'
import { processUrl } from '../process-url.ts'
import type { ReceivedPackage } from './read-request.ts'
import { respondWithSummary, summaryAnswer } from './respond-with-summary.ts'
import { idInUse, refuseImmutable } from './target.ts'

/** `POST /processes`: deploys the process in a package, now or later. */
export function deploy (app: TypedInstance): void {
  for (const { path, schema: one } of collectionRoutes('/processes', schema)) {
    app.post(path, { schema: one, ...packageBound(app), ...readPackageBody }, (request, reply) => {
      const world = worldOf(request)
      const sent = request.body as ReceivedPackage
      refuseDuplicate(request, reply, sent)
      const deployed = toDeployed(world, sent, world.settings.deployment.ids === 'integer' ? world.deployments.nextInteger() : sent.description.id, exchangeOf(request.raw).user?.name)
      const deployment = commit(world, deployed)
      reply.code(deployment.status === 'queued' ? 202 : 201)
      return respondWithSummary(request, reply, { action: 'deployed', process: deployed.process, deployment })
    })
  }
}

const schema = {
  ...acceptPackage,
  operationId: 'deployProcess',
  summary: 'Deploy a process',
  response: { 201: summaryAnswer('The process is deployed.'), 202: summaryAnswer('The process will be deployed.'), ...failures(400, 403, 406, 409, 413, 415, 422, 500, 503) }
}

/** @throws OgcProblem for a process that exists or is queued; `Location` has its address */
function refuseDuplicate (request: FastifyRequest, reply: FastifyReply, { description }: ReceivedPackage): void {
  const world = worldOf(request)
  const { ids, conflict } = world.settings.deployment
  const id = idInUse(world, description)
  if (id === undefined) return
  const process = world.processes.get(id)
  if (process === undefined && isOfOthers(request, id)) throw takenByOthers(world, id)
  reply.header('Location', processUrl(baseAddress(request, request.server.prefix), id))
  if (process !== undefined) refuseImmutable(world, process)
  throw deployProblem(world, 'duplicated-process', `There is a process "${id}" already${process === undefined ? ', or will be: its deployment is queued' : ''}. Use PUT to replace it.`, conflict === 'existing' ? { additionalProperties: { processID: ids === 'integer' && /^\d+$/.test(id) ? Number(id) : id } } : {})
}

/** An id is unique in a world, even if its owner's process is hidden. */
const takenByOthers = (world: World, id: string): OgcProblem =>
  world.settings.loginOthers === '403' ? ofOtherUser('process', id) : deployProblem(world, 'duplicated-process', `There is a process "${id}" already, of another user.`)
