import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'

/** A deployment or a replacement, and its outcome. Instants are ISO times of the world's clock. */
export const DeploymentDetails = Type.Object({
  id: Type.String(),
  process: Type.String(),
  action: stringEnum(['deploy', 'replace']),
  status: stringEnum(['queued', 'deployed', 'failed']),
  held: Type.Boolean(),
  submitted: Type.String(),
  due: Type.Optional(Type.String({ description: 'when it is deployed or fails; absent for one that is held, or over' })),
  reason: Type.Optional(Type.String({ description: 'why it failed' }))
}, { $id: 'Deployment' })
export type DeploymentDetails = Static<typeof DeploymentDetails>

export const DeploymentList = Type.Object({ deployments: Type.Array(DeploymentDetails) })

export const DeploymentFailure = Type.Object({ reason: Type.Optional(Type.String({ description: 'why, for people' })) }, { additionalProperties: false })
