import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../../src/world/world.ts'
import { decodeAscii } from './decode-ascii.ts'
import type { Exchange } from './exchange.ts'

/** Returns the application that answers for another; a promise while it is being created. */
export type FindDeputy = (world: World) => FastifyInstance | Promise<FastifyInstance>

/** Creates an application on first use, and closes it together with `app`: most users need only one of the façades. */
export function createDeputy (app: FastifyInstance, make: () => Promise<FastifyInstance>): () => FastifyInstance | Promise<FastifyInstance> {
  let deputy: FastifyInstance | Promise<FastifyInstance> | undefined
  app.addHook('preClose', async () => (await deputy)?.close())
  const makeReady = async (): Promise<FastifyInstance> => {
    const made = await make()
    await made.ready()
    return (deputy = made)
  }
  return () => (deputy ??= makeReady())
}

/** Deputies by the path that they serve, with all paths below it. */
export type Deputies = ReadonlyMap<string, FindDeputy>

/** Lets a deputy route a request that no route answers. @returns whether there is one */
export function handOver (deputies: Deputies, request: FastifyRequest, reply: FastifyReply, exchange: Exchange): boolean {
  const { raw } = request
  const find = findByPath(deputies, raw.url!)
  if (find === undefined) return false
  exchange.unrouted = request
  reply.hijack()
  const deputy = find(exchange.world)
  if (deputy instanceof Promise) exchange.world.runInBackground(deputy.then(({ routing }) => routing(raw, reply.raw)))
  else deputy.routing(raw, reply.raw)
  return true
}

export function findByPath (deputies: Deputies, url: string): FindDeputy | undefined {
  const decoded = decodeAscii(url)
  for (const [path, find] of deputies) if (decoded.startsWith(path) && ['/', '?', undefined].includes(decoded[path.length])) return find
  return undefined
}
