import type { DeploymentDetails } from '../../schemas/control/deployments.ts'
import type { Deployment } from '../deploy/deployment.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { NotFound } from '../jobs/not-found.ts'
import type { World } from './world.ts'

const changes = { hold: 'hold', release: 'release', finish: 'deployed', fail: 'failed' } as const

/** Holds, releases or ends a queued deployment. @throws NotFound; InvalidArgument for one that has ended */
export function amendDeployment ({ deployments }: World, id: string, change: keyof typeof changes, reason?: string): DeploymentDetails {
  const known = deployments.find(id)
  if (known === undefined) throw new NotFound(`There is no deployment ${excerpt(id)}.`)
  const amended = deployments.amend(id, changes[change], reason)
  if (amended === undefined) throw new InvalidArgument(`The deployment ${excerpt(id)} is ${known.status}; only one that is queued can be held, released or ended.`)
  return toDeploymentDetails(amended)
}

export const toDeploymentDetails = ({ due, left, submitted, ...deployment }: Deployment): DeploymentDetails => ({
  ...deployment,
  held: left !== undefined,
  submitted: new Date(submitted).toISOString(),
  ...(due !== undefined && { due: new Date(due).toISOString() })
})
