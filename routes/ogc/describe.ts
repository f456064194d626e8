import { type TSchema, type TString, Type } from '@sinclair/typebox'
import { Exception } from '../../schemas/ogc/exception.ts'
import { ref } from '../../schemas/ref.ts'

const asPage = { schema: Type.String() }

/** The description of an answer that exists as JSON and as a page. */
export function answer<const S extends TSchema> (description: string, schema: S, ...types: string[]) {
  const content: Record<string, { readonly schema: S | TString }> = Object.fromEntries((types.length === 0 ? ['application/json'] : types).map(type => [type, { schema }]))
  return { description, content: { ...content, 'text/html': asPage } as typeof content }
}

/** An answer without a body. */
export const emptyAnswer = (description: string) => Type.Null({ description })

/**
 * The description of an exception as JSON and as a page. application/problem+json, for clients that ask for it, is left
 * out: generated clients would add it to the Accept header of every call. Exceptions are thrown, so handlers cannot
 * return them.
 */
const exception = (description: string) => answer(description, Type.Unsafe<never>(ref(Exception)))

const descriptions = {
  400: 'A parameter or the body is wrong.',
  403: 'The process is immutable.',
  404: 'The requested URI was not found.',
  405: 'The resource does not have this method; Allow lists its methods.',
  406: 'The resource has none of the media types that Accept names.',
  409: 'The status of the job does not allow this.',
  410: 'The job was dismissed and is gone.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  416: 'The requested range is outside of the result.',
  422: 'The document cannot be read.',
  500: 'A server error occurred.',
  503: 'There is no room for more jobs.'
} as const

/** The descriptions of a resource's errors, by status. */
export const failures = <const T extends keyof typeof descriptions>(...statuses: T[]) =>
  Object.fromEntries(statuses.map(status => [status, exception(descriptions[status])])) as Record<T, ReturnType<typeof exception>>
