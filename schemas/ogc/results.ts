import { type Static, Type } from '@sinclair/typebox'

/** @see results.yaml: outputs by id, each a value, a qualified value or a link */
export const Results = Type.Record(Type.String(), Type.Unknown(), { $id: 'Results' })
export type Results = Static<typeof Results>
