import type { FastifyRequest } from 'fastify'
import { noContent } from '../../http/empty-answers.ts'
import { exchangeOf, worldOf } from '../../http/exchange.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { emptyAnswer, failures } from '../describe.ts'
import { ProcessParams } from '../processes.ts'
import { commit, toDeployed } from './commit.ts'
import { acceptPackage, packageBound, readPackageBody } from './package-body.ts'
import { malformedPackage } from './problems.ts'
import type { ReceivedPackage } from './read-request.ts'
import { respondWithSummary, summaryAnswer } from './respond-with-summary.ts'
import { expectReplaceable } from './target.ts'

/** `PUT /processes/{processID}`: replaces a process, now or later; deploys an unknown id if the world's rules allow it. */
export function replace (app: TypedInstance): void {
  app.put('/processes/:processID', { schema, ...packageBound(app), ...readPackageBody, preValidation: readIfReplaceable }, async (request, reply) => {
    const world = worldOf(request)
    const { processID: id } = request.params
    const before = expectReplaceable(request, id)
    const { name = id, owner } = world.deployments.get(id) ?? { owner: before === undefined ? exchangeOf(request.raw).user?.name : undefined }
    const deployed = toDeployed(world, withName(request, request.body as ReceivedPackage, name), id, owner)
    const deployment = commit(world, deployed)
    const status = deployment.status === 'queued' ? 202 : before === undefined ? 201 : world.settings.deployment.put
    if (status === 204) return noContent(reply)
    reply.code(status)
    return respondWithSummary(request, reply, { action: 'replaced', process: deployed.process, deployment }, status !== 200)
  })
}

async function readIfReplaceable (request: FastifyRequest): Promise<void> {
  expectReplaceable(request, (request.params as { processID: string }).processID)
  await readPackageBody.preValidation(request)
}

/** The package, with the id of the process that it replaces. @throws OgcProblem for a package with a different id */
function withName (request: FastifyRequest, sent: ReceivedPackage, name: string): ReceivedPackage {
  const { description, isNamedByLink } = sent
  if (description.id === name || isNamedByLink) return { ...sent, description: { ...description, id: name } }
  throw malformedPackage(worldOf(request), `/processDescription/id: ${JSON.stringify(description.id)} came; expected ${JSON.stringify(name)}, the process that the request names.`)
}

const schema = {
  ...acceptPackage,
  operationId: 'replaceProcess',
  summary: 'Replace a process',
  params: ProcessParams,
  response: {
    200: summaryAnswer('The process is replaced.'),
    201: summaryAnswer('The process is replaced, or deployed, at Location.'),
    202: summaryAnswer('The process will be replaced.'),
    204: emptyAnswer('The process is replaced.'),
    ...failures(400, 403, 404, 406, 409, 413, 415, 422, 500, 503)
  }
}
