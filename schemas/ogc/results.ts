import { type Static, Type } from '@sinclair/typebox'

/**
 * @see results.yaml, which does not say either that it is an object: what an execution asks for bare is whatever that
 * output is. Nothing but a description, since the serializer adds a type to every schema from which it can guess one.
 */
export const Results = Type.Unsafe<Record<string, unknown>>({
  $id: 'Results',
  description: 'Outputs by id, each a value, a qualified value or a link; or the value of the only output, where it was asked for as it is.'
})
export type Results = Static<typeof Results>
