import { Type } from '@sinclair/typebox'

/** One of some strings, as `enum`: OpenAPI 3.0 knows no `const`, and generators make a class of every `anyOf`. */
export const stringEnum = <const T extends readonly string[]>(values: T, options: { default?: T[number], description?: string } = {}) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values, ...options })
