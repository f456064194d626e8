import { Type } from '@sinclair/typebox'

/** A string `enum`: OpenAPI 3.0 has no `const`, and generators make a class of every `anyOf`. */
export const stringEnum = <const T extends readonly string[]>(values: T, options: { default?: T[number], description?: string } = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values, ...options })
