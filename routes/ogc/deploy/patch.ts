import type { FastifyRequest } from 'fastify'
import { worldOf } from '../../http/exchange.ts'
import type { TypedInstance } from '../../http/typed-instance.ts'
import { parseJson } from '../../../src/bounds/json-depth.ts'
import { excerpt } from '../../../src/inputs/validation-error.ts'
import type { World } from '../../../src/world/world.ts'
import { processOf, ProcessParams } from '../processes.ts'
import { commit, toDeployed } from './commit.ts'
import { expectPatching } from './deploy-routes.ts'
import { malformedPackage } from './problems.ts'
import { respondAs } from './respond-as.ts'
import { refuseImmutable } from './target.ts'

/** `PATCH /processes/{processID}` of Weaver: changes the metadata of a deployed process, as a new version. It exists only in a world whose persona has it. */
export function patch (app: TypedInstance): void {
  const schema = { hide: true, operationId: 'patchProcess', params: ProcessParams }
  app.patch('/processes/:processID', { schema, onRequest: async (request, reply) => expectPatching(request, reply) }, async (request, reply) => {
    const world = worldOf(request)
    const process = processOf(request, request.params.processID)
    refuseImmutable(world, process)
    const before = world.deployments.get(process.id)
    if (before === undefined || process.package === undefined) throw malformedPackage(world, `The process "${process.id}" belongs to the seed; PATCH changes only deployed processes.`)
    const changes = readChanges(request)
    const description = { ...before.description, ...('version' in changes ? {} : { version: nextVersion(world, process.version) }), ...changes }
    const problems = await world.seedReader.validate({ processes: [description] }, world.maxDepth)
    if (problems.length > 0) throw malformedPackage(world, `${problems.join('. ')}.`)
    const deployed = toDeployed(world, { description: { ...description, id: before.name }, isNamedByLink: false, ...process.package }, process.id, before.owner)
    return respondAs(request, reply, { action: 'patched', process: deployed.process, deployment: commit(world, deployed) })
  })
}

/** The metadata and the version can be changed. */
const changeable = ['title', 'description', 'keywords', 'version']

/** @throws OgcProblem for a body that is not an object, and for members that cannot be changed */
function readChanges (request: FastifyRequest): Record<string, unknown> {
  const world = worldOf(request)
  const changes = read(String(request.body ?? ''), world)
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) throw malformedPackage(world, `/: ${excerpt(changes)} came; expected an object with some of ${changeable.join(', ')}.`)
  const other = Object.keys(changes).find(name => !changeable.includes(name))
  if (other !== undefined || Object.keys(changes).length === 0) throw malformedPackage(world, `/: ${other ?? 'nothing'} came; expected some of ${changeable.join(', ')}.`)
  return { ...changes }
}

function read (text: string, world: World): unknown {
  try {
    return parseJson(text, world.maxDepth)
  } catch (error) {
    throw malformedPackage(world, `The body is not JSON: ${(error as Error).message}`)
  }
}

/** Metadata alone makes the next patch version. @throws OgcProblem for a version that cannot be incremented */
function nextVersion (world: World, version: string): string {
  const [, start, patch] = /^(\d+\.\d+\.)(\d+)$/.exec(version) ?? []
  if (start === undefined) throw malformedPackage(world, `/version: nothing came, and ${version} cannot be incremented; expected a version.`)
  return `${start}${Number(patch) + 1}`
}
