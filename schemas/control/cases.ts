import { type Static, Type } from '@sinclair/typebox'
import { CaseSeed } from '../seed.ts'

/** A case as a seed has it, and whose jobs it is about. */
export const CaseBody = Type.Object({
  process: Type.String({ minLength: 1, description: 'a process or an algorithm' }),
  ...CaseSeed.properties
}, { $id: 'Case', additionalProperties: false })
export type CaseBody = Static<typeof CaseBody>
