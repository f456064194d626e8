import type { FastifyRequest } from 'fastify'
import type { ProcessSeed } from '../../../schemas/seed.ts'
import type { Process } from '../../../src/processes/process.ts'
import type { World } from '../../../src/world/world.ts'
import { worldOf } from '../../http/exchange.ts'
import { isOfOthers } from '../login/hidden.ts'
import { processOf, processesOf } from '../processes.ts'
import { deployProblem } from './problems.ts'

/**
 * The id of the present process that a document would deploy again; undefined if there is none. On a server that numbers
 * processes, a document is the same if its id and version are.
 */
export function idInUse ({ settings, deployments }: World, { id, version }: ProcessSeed): string | undefined {
  if (settings.deployment.ids === 'document') return deployments.isTaken(id) ? id : undefined
  const all = [...deployments.deployed, ...deployments.queued.map(({ deployed }) => deployed)]
  return all.find(({ name, description }) => name === id && description.version === version)?.process.id ?? (deployments.isTaken(id) ? id : undefined)
}

/** The process to replace; undefined if the PUT creates it. @throws OgcProblem */
export function expectReplaceable (request: FastifyRequest, id: string): Process | undefined {
  const world = worldOf(request)
  if (world.settings.deployment.upsert && !processesOf(request).has(id) && !isOfOthers(request, id)) {
    if (world.deployments.isTaken(id)) throw deployProblem(world, 'duplicated-process', `There will be a process "${id}": its deployment is queued. Wait until it is deployed.`)
    return undefined
  }
  const process = processOf(request, id)
  refuseImmutable(world, process)
  return process
}

/** @throws OgcProblem `immutable-process` */
export function refuseImmutable (world: World, { id, mutable }: Process): void {
  if (mutable !== true) throw deployProblem(world, 'immutable-process', `The process "${id}" cannot be replaced or undeployed: it is built in, or its description says so. A seed makes one mutable by "mutable: true".`)
}
