import { type Static, type TSchema, Type } from '@sinclair/typebox'

/** A reference to a named schema, with that schema's type. */
export const ref = <T extends TSchema>(schema: T) => Type.Unsafe<Static<T>>({ $ref: `${schema.$id}#` })
