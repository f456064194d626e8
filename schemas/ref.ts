import { type Static, type TSchema, Type } from '@sinclair/typebox'

/** A reference to a schema that has a name of its own, typed as what it refers to. */
export const ref = <T extends TSchema>(schema: T) => Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` })
