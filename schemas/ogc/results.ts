import { type Static, Type } from '@sinclair/typebox'

/**
 * @see results.yaml, which does not require an object either: a raw result is the output itself. It has no type of its
 * own, since the serialiser converts values of every schema whose type it can guess.
 */
export const Results = Type.Unsafe<Record<string, unknown>>({
  $id: 'Results',
  description: 'Outputs by id, each a value, a qualified value or a link; or the value of the only output, where it was requested as it is.'
})
export type Results = Static<typeof Results>
