import { Text } from '../../../schemas/control/arguments.ts'
import { type DeploymentDetails, DeploymentFailure } from '../../../schemas/control/deployments.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import { amendDeployment, toDeploymentDetails } from '../amend-deployment.ts'
import type { World } from '../world.ts'

/** Deployments by clients; a queued one can be held, released and ended. @throws NotFound, InvalidArgument (a RangeError) for one that has ended */
export interface DeploymentsHandle {
  /** All deployments, newest first. */
  list (): readonly DeploymentDetails[]
  hold (id: string): DeploymentDetails
  release (id: string): DeploymentDetails
  finish (id: string): DeploymentDetails
  fail (id: string, failure?: { readonly reason?: string }): DeploymentDetails
}

export function createDeploymentsHandle (open: () => World): DeploymentsHandle {
  const expectId = (call: string, id: string) => expectArgument(call, Text, id)
  return {
    list: () => open().deployments.list().map(toDeploymentDetails),
    hold (id) {
      expectId('deployments.hold', id)
      return amendDeployment(open(), id, 'hold')
    },
    release (id) {
      expectId('deployments.release', id)
      return amendDeployment(open(), id, 'release')
    },
    finish (id) {
      expectId('deployments.finish', id)
      return amendDeployment(open(), id, 'finish')
    },
    fail (id, failure = {}) {
      expectId('deployments.fail', id)
      expectArgument('deployments.fail', DeploymentFailure, failure)
      return amendDeployment(open(), id, 'fail', failure.reason)
    }
  }
}
