import type { DeployedProcess } from '../../../src/deploy/deployed-process.ts'
import type { Deployment } from '../../../src/deploy/deployment.ts'
import type { ProcessSeed } from '../../../schemas/seed.ts'
import { nameProcess } from '../../../src/deploy/name-process.ts'
import type { World } from '../../../src/world/world.ts'
import type { ReceivedPackage } from './read-request.ts'

/** Creates the process of a package. @param id its id here @param owner the name of its owner */
export function toDeployed (world: World, { description, mediaType, body }: ReceivedPackage, id: string, owner: string | undefined): DeployedProcess<ProcessSeed> {
  const seed = { description: 'A deployed process.', ...description, id }
  const { process, validators } = world.seedReader.readProcess(seed)
  return { process: { ...nameProcess(process, description.id), package: { mediaType, body } }, description: seed, validators, name: description.id, owner }
}

/** Deploys or replaces, as the world has it; it may be queued. */
export function commit (world: World, deployed: DeployedProcess<ProcessSeed>): Deployment {
  const { queued, outcome, replace } = world.settings.deployment
  return world.deployments.put(deployed, { after: queued * 1000, outcome: queued === 0 ? 'deployed' : outcome, keepsRevision: replace === 'revision' })
}
