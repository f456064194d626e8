import { type Static, Type } from '@sinclair/typebox'

/** @see confClasses.yaml */
export const ConfClasses = Type.Object({
  conformsTo: Type.Array(Type.String())
}, { $id: 'ConfClasses' })
export type ConfClasses = Static<typeof ConfClasses>
