import { type Static, Type } from '@sinclair/typebox'
import { ProcessSeed } from './seed.ts'
import { stringEnum } from './string-enum.ts'

const deployed = {
  process: ProcessSeed,
  name: Type.String({ description: 'The id in its document' }),
  owner: Type.Optional(Type.String({ description: 'The name of the user that it belongs to' }))
}

const DeployedProcessSeed = Type.Object(deployed, { additionalProperties: false })
export type DeployedProcessSeed = Static<typeof DeployedProcessSeed>

/** Deployed and undeployed processes of a world. */
export const DeployedState = Type.Object({
  processes: Type.Array(DeployedProcessSeed),
  undeployed: Type.Array(Type.String({ description: 'A process of the seed' })),
  queued: Type.Array(Type.Object({
    ...deployed,
    seconds: Type.Number({ minimum: 0, description: 'How long it waits yet' }),
    held: Type.Boolean(),
    outcome: stringEnum(['deployed', 'failed']),
    keepsRevision: Type.Boolean()
  }, { additionalProperties: false }))
}, { additionalProperties: false })
export type DeployedState = Static<typeof DeployedState>
