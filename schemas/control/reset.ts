import { type Static, Type } from '@sinclair/typebox'
import { Seed } from '../seed.ts'

export const Reset = Type.Object({ seed: Type.Optional(Seed) }, { additionalProperties: false })
export type Reset = Static<typeof Reset>
