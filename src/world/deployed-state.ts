import type { ProcessSeed, Seed } from '../../schemas/seed.ts'
import type { DeployedProcessSeed, DeployedState } from '../../schemas/deployed-state.ts'
import type { DeployedProcess } from '../deploy/deployed-process.ts'
import { nameProcess } from '../deploy/name-process.ts'
import type { World } from './world.ts'

/** Converts a deployed process to a process of a seed: mutable, with its package. */
function deployedToSeed ({ process, description }: DeployedProcess<ProcessSeed>): ProcessSeed {
  return { ...description, id: process.id, ...(process.package !== undefined && { package: packageToSeed(process.package) }) }
}

function packageToSeed ({ mediaType, body }: NonNullable<DeployedProcess<ProcessSeed>['process']['package']>): NonNullable<ProcessSeed['package']> {
  const bytes = Buffer.from(body)
  const text = bytes.toString()
  return Buffer.from(text).equals(bytes) ? { mediaType, text } : { mediaType, base64: bytes.toString('base64') }
}

/** The world's seed with the present processes, deployed ones included; the seed itself if nothing was deployed. */
export function seedWithDeployed ({ seed, deployments }: Pick<World, 'seed' | 'deployments'>): Seed {
  if (deployments.isUntouched) return seed
  const deployed = deployments.deployed.map(deployedToSeed)
  const others = new Set([...deployments.undeployed, ...deployed.map(({ id }) => id)])
  return { ...seed, processes: [...(seed.processes ?? []).filter(({ id }) => !others.has(id)), ...deployed] }
}

/** Deployed, undeployed and queued processes for a state file; undefined if there are none. */
export function deployedState ({ deployments, clock }: Pick<World, 'deployments' | 'clock'>): DeployedState | undefined {
  if (deployments.isUntouched) return undefined
  const now = clock.now()
  const toState = (deployed: DeployedProcess<ProcessSeed>): DeployedProcessSeed => {
    const { name, owner } = deployed
    return { process: deployedToSeed(deployed), name, ...(owner !== undefined && { owner }) }
  }
  return {
    processes: deployments.deployed.map(toState),
    undeployed: [...deployments.undeployed],
    queued: deployments.queued.map(({ deployed, plan, deployment: { due, left = 0 } }) =>
      ({ ...toState(deployed), seconds: (due === undefined ? left : due - now) / 1000, held: due === undefined, outcome: plan.outcome, keepsRevision: plan.keepsRevision }))
  }
}

/** Restores that state. @param passed milliseconds on the clock since it was written */
export function restoreDeployed (world: World, { processes, undeployed, queued }: DeployedState, passed: number): void {
  const toDeployed = ({ process: seed, name, owner }: DeployedProcessSeed): DeployedProcess<ProcessSeed> => {
    const { package: _, ...description } = seed
    const { process, validators } = world.seedReader.readProcess(seed)
    return { process: nameProcess(process, name), description, validators, name, owner }
  }
  for (const one of processes) world.deployments.put(toDeployed(one), { after: 0, outcome: 'deployed', keepsRevision: false })
  for (const id of undeployed) world.deployments.remove(id)
  for (const { seconds, held, outcome, keepsRevision, ...one } of queued) {
    const { id } = world.deployments.put(toDeployed(one), { after: Math.max(held ? 1 : 0, seconds * 1000 - (held ? 0 : passed)), outcome, keepsRevision })
    if (held) world.deployments.amend(id, 'hold')
  }
}
