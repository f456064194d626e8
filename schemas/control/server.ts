import { Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'

export const Health = Type.Object({
  status: stringEnum(['healthy']),
  message: Type.String(),
  version: Type.String(),
  uptimeInSeconds: Type.Integer({ minimum: 0 }),
  timestamp: Type.String({ format: 'date-time', description: 'of the system\'s clock' })
})

export const Version = Type.Object({ version: Type.String() })

export const WorldList = Type.Object({ worlds: Type.Array(Type.String()) })

export const CallbackList = Type.Object({
  callbacks: Type.Array(Type.Object({
    job: Type.String(),
    event: stringEnum(['inProgress', 'success', 'failed']),
    uri: Type.String(),
    attempt: Type.Integer({ minimum: 1, description: '1 for the first' }),
    at: Type.Number({ description: 'when it was over, in milliseconds of the world\'s clock' }),
    status: Type.Optional(Type.Integer({ description: 'what the subscriber answered' })),
    error: Type.Optional(Type.String({ description: 'why it counts as failed' }))
  }))
})
