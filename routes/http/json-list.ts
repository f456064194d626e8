import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { batchesInSlices } from '../../src/world/slices.ts'

/** A JSON document that holds a long list: what comes before it and after it as text. */
export interface JsonList<T> {
  readonly items: readonly T[]
  /** What an item looks like. */
  readonly present: (item: T) => object
  readonly before?: string
  readonly after?: string
}

/** A longer list is made and sent bit by bit. */
export const longList = 1000

/**
 * A list as a stream in slices, for a handler to return: all of it is never held as text, and meanwhile everybody else is
 * served. It is of no type that a schema knows.
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
