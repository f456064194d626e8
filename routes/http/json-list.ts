import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { batchesInSlices } from '../../src/world/slices.ts'

/** A JSON document with a long list, and the text before and after it. */
export interface JsonList<T> {
  readonly items: readonly T[]
  /** Converts an item to its JSON. */
  readonly present: (item: T) => object
  readonly before?: string
  readonly after?: string
}

/** A longer list is sent as a stream. */
export const longList = 1000

/**
 * Sends a list as a stream in slices, for a handler to return: it is never held as one text, and other requests are
 * served meanwhile. Typed as never, since no schema describes a stream.
 */
export function jsonList<T> (reply: FastifyReply, list: JsonList<T>): never {
  reply.type('application/json; charset=utf-8')
  return Readable.from(textOf(list), { objectMode: false }) as never
}

async function * textOf <T> ({ items, present, before = '[', after = ']' }: JsonList<T>): AsyncGenerator<string> {
  yield before
  let separator = ''
  for await (const batch of batchesInSlices(items)) {
    yield separator + batch.map(item => JSON.stringify(present(item))).join(',')
    separator = ','
  }
  yield after
}
