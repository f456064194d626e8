import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'
import { CaseSeed } from '../seed.ts'

/** A case as in a seed, with the name of its process or algorithm. */
export const CaseBody = Type.Object({
  process: Type.String({ minLength: 1, description: 'a process or an algorithm' }),
  ...CaseSeed.properties
}, { $id: 'Case', additionalProperties: false })
export type CaseBody = Static<typeof CaseBody>

/** A case that was added. */
export const AddedCase = Type.Object({ id: Type.String(), ...CaseBody.properties }, { $id: 'AddedCase' })

export const AddedCaseList = Type.Object({ cases: Type.Array(ref(AddedCase)) })
