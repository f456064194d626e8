import { Type } from '@sinclair/typebox'

/** Arguments of library calls that have no request body. */
export const Text = Type.String()
export const Name = Type.String({ minLength: 1 })
export const Instant = Type.Number({ description: 'epoch milliseconds' })
export const Duration = Type.Union([Type.Number(), Type.String()], { description: 'milliseconds, or a text such as 30s' })
export const StateParams = Type.Record(Type.String(), Type.Unknown())
export const WaitOptions = Type.Object({ timeout: Type.Optional(Type.Number({ minimum: 0, maximum: 2 ** 31 - 1, description: 'milliseconds of real time' })) }, { additionalProperties: false })
