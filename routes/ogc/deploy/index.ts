import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { CommonQuery } from '../../../schemas/ogc/job-query.ts'
import { ProcessSummary } from '../../../schemas/ogc/process.ts'
import { ref } from '../../../schemas/ref.ts'
import { mostPackageBytes } from '../../../src/bounds/body-bytes.ts'
import { packageType } from '../../../src/deploy/package-media-types.ts'
import type { Process } from '../../../src/processes/process.ts'
import type { World } from '../../../src/world/world.ts'
import { baseAddress } from '../../http/base-address.ts'
import { bodyReader } from '../../http/body-reader.ts'
import { noContent } from '../../http/empty-answers.ts'
import { worldOf } from '../../http/exchange.ts'
import { recordBody } from '../../http/journal.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { collectionRoutes } from '../collection-routes.ts'
import { answer, emptyAnswer, failures } from '../describe.ts'
import { processOf, ProcessParams, summaryOf } from '../processes.ts'
import { OgcProblem } from '../problems.ts'
import { respond } from '../respond.ts'
import { commit, toDeployed } from './commit.ts'
import { deploymentJobs } from './deployment-jobs.ts'
import { expectDeploying } from './deploy-routes.ts'
import { packages } from './package.ts'
import { patch } from './patch.ts'
import { deployProblem, refuseImmutable } from './problems.ts'
import { type DoneDeployment, processUrl, respondAs } from './respond-as.ts'
import { expectPackageType, readRequest, type SentPackage } from './read-request.ts'

/**
 * OGC API – Processes – Part 2: `POST /processes`, `PUT` and `DELETE /processes/{processID}`, and the package, in a world
 * that deploys. Nothing of a package is ever executed, and no image is pulled.
 */
export const deployment: FastifyPluginAsyncTypebox = async app => {
  // A package comes back byte for byte, so its bytes are kept.
  app.removeAllContentTypeParsers()
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length > 0) recordBody(request, body, bodyReader(undefined, worldOf(request).maxDepth))
    done(null, body)
  })
  app.addHook('onRequest', async (request, reply) => expectDeploying(request, reply))
  deploy(app)
  replace(app)
  undeploy(app)
  packages(app)
  deploymentJobs(app)
  patch(app)
}

function deploy (app: TypedInstance): void {
  const schema = { ...described, operationId: 'deployProcess', summary: 'Deploy a process', response: { 201: summaryAnswer('The process is deployed.'), 202: summaryAnswer('The process will be deployed.'), ...failures(400, 403, 406, 409, 413, 415, 422, 500, 503) } }
  for (const { path, schema: one } of collectionRoutes('/processes', schema)) {
    app.post(path, { schema: one, bodyLimit: mostPackageBytes, onRequest: async request => expectPackageType(request), preValidation: readBody }, (request, reply) => {
      const world = worldOf(request)
      const sent = request.body as SentPackage
      refuseDuplicate(request, reply, world, sent)
      const deployed = toDeployed(world, sent, world.settings.deployment.ids === 'integer' ? world.deployments.nextInteger() : sent.description.id, undefined)
      const deployment = commit(world, deployed)
      reply.code(deployment.status === 'queued' ? 202 : 201)
      return respondWithSummary(request, reply, { action: 'deployed', process: deployed.process, deployment })
    })
  }
}

function replace (app: TypedInstance): void {
  const schema = { ...described, operationId: 'replaceProcess', summary: 'Replace a process', params: ProcessParams, response: { 200: summaryAnswer('The process is replaced.'), 201: summaryAnswer('The process is replaced, or deployed, at Location.'), 202: summaryAnswer('The process will be replaced.'), 204: emptyAnswer('The process is replaced.'), ...failures(400, 403, 404, 406, 413, 415, 422, 500, 503) } }
  const readIfReplaceable = async (request: FastifyRequest) => {
    expectReplaceable(request)
    await readBody(request)
  }
  app.put('/processes/:processID', { schema, bodyLimit: mostPackageBytes, onRequest: async request => expectPackageType(request), preValidation: readIfReplaceable }, async (request, reply) => {
    const world = worldOf(request)
    const { processID: id } = request.params
    const sent = request.body as SentPackage
    const before = expectReplaceable(request)
    const name = world.deployments.get(id)?.name ?? id
    if (sent.description.id !== name && !sent.isNamedByLink) throw new OgcProblem('malformed-package', `/processDescription/id: ${JSON.stringify(sent.description.id)} came; expected ${JSON.stringify(name)}, the process that the request names.`, { status: world.settings.deployment.malformed })
    const deployed = toDeployed(world, { ...sent, description: { ...sent.description, id: name } }, id, world.deployments.get(id)?.owner)
    const deployment = commit(world, deployed)
    const status = deployment.status === 'queued' ? 202 : before === undefined ? 201 : world.settings.deployment.put
    if (status === 204) return noContent(reply)
    reply.code(status)
    return respondWithSummary(request, reply, { action: 'replaced', process: deployed.process, deployment }, status !== 200)
  })
}

function undeploy (app: TypedInstance): void {
  const schema = { tags: ['Deployment'], operationId: 'undeployProcess', summary: 'Undeploy a process', params: ProcessParams, querystring: CommonQuery, response: { 200: answer('The process is undeployed.', Type.Object({})), 204: emptyAnswer('The process is undeployed.'), ...failures(400, 403, 404, 406, 500) } }
  app.delete('/processes/:processID', { schema }, async (request, reply) => {
    const world = worldOf(request)
    const process = processOf(request, request.params.processID)
    refuseImmutable(world, process)
    world.deployments.remove(process.id)
    if (world.settings.deployment.undeploy === 204) return noContent(reply)
    return respondAs(request, reply, { action: 'undeployed', process }) ?? respond(request, reply, 'Undeployed', {})
  })
}

const anyPackage = Type.Unsafe<unknown>({ description: 'An application package, or a CWL document' })

const described = {
  tags: ['Deployment'],
  querystring: Type.Object({ ...CommonQuery.properties, w: Type.Optional(Type.String({ description: 'which workflow of a CWL document that has several, by its id' })) }),
  body: { content: Object.fromEntries([packageType, 'application/cwl', 'application/cwl+json', 'application/cwl+yaml'].map(type => [type, { schema: anyPackage }])) }
}

function summaryAnswer (description: string) {
  return answer(description, ref(ProcessSummary))
}

async function readBody (request: FastifyRequest): Promise<void> {
  request.body = await readRequest(request)
}

/** @param isLocated whether `Location` says where the process is: once */
function respondWithSummary (request: FastifyRequest, reply: FastifyReply, done: DoneDeployment, isLocated = true): ReturnType<typeof respond<ReturnType<typeof summaryOf>>> {
  const { process } = done
  const base = baseAddress(request, request.server.prefix)
  if (isLocated) reply.header('Location', processUrl(base, process.id))
  return respondAs(request, reply, done) ?? respond(request, reply, process.title, summaryOf(worldOf(request), process, base))
}

/** @throws OgcProblem for a process that is there already, or will be */
function refuseDuplicate (request: FastifyRequest, reply: FastifyReply, world: World, { description }: SentPackage): void {
  const { ids, conflict } = world.settings.deployment
  const id = ids === 'integer' ? idOfNamed(world, description.id, description.version) : description.id
  if (id === undefined || !world.deployments.isTaken(id)) return
  const process = world.processes.get(id)
  reply.header('Location', processUrl(baseAddress(request, request.server.prefix), id))
  if (process !== undefined) refuseImmutable(world, process)
  throw deployProblem(world, 'duplicated-process', `There is a process "${id}" already${process === undefined ? ', or will be: its deployment is queued' : ''}. Use PUT to replace it.`, conflict === 'existing' ? { additionalProperties: { processID: ids === 'integer' ? Number(id) : id } } : {})
}

/** Where the server gives numbers, a document is the same if its id and version are. */
const idOfNamed = ({ deployments, processes }: World, name: string, version: string | undefined): string | undefined =>
  processes.has(name) ? name : deployments.deployed.find(one => one.name === name && one.description.version === version)?.process.id

/** The process that a PUT means; undefined for one that it makes. @throws OgcProblem */
function expectReplaceable (request: FastifyRequest): Process | undefined {
  const world = worldOf(request)
  const { processID: id } = request.params as { processID: string }
  if (world.settings.deployment.upsert && !world.processes.has(id)) return undefined
  const process = processOf(request, id)
  refuseImmutable(world, process)
  return process
}
