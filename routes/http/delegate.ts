import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../../src/world/world.ts'
import { decodeAscii } from './decode-ascii.ts'
import type { Exchange } from './exchange.ts'

/** Returns the application that answers for another; a promise while it is being created. */
export type FindDelegate = (world: World) => FastifyInstance | Promise<FastifyInstance>

/** Creates an application on first use, and closes it together with `app`: most users need only one of the façades. */
export function createDelegate (app: FastifyInstance, make: () => Promise<FastifyInstance>): () => FastifyInstance | Promise<FastifyInstance> {
  let delegate: FastifyInstance | Promise<FastifyInstance> | undefined
  app.addHook('preClose', async () => (await delegate)?.close())
  const makeReady = async (): Promise<FastifyInstance> => {
    const made = await make()
    await made.ready()
    return (delegate = made)
  }
  return () => (delegate ??= makeReady())
}

/** Delegates by the path that they serve, with all paths below it; the first that fits serves. */
export type Delegates = ReadonlyMap<string, FindDelegate>

/** Lets a delegate route a request that no route answers. @returns whether there is one */
export function routeToDelegate (delegates: Delegates, request: FastifyRequest, reply: FastifyReply, exchange: Exchange): boolean {
  const { raw } = request
  const find = findByPath(delegates, raw.url!)
  if (find === undefined) return false
  exchange.unrouted = request
  reply.hijack()
  const delegate = find(exchange.world)
  if (delegate instanceof Promise) exchange.world.runInBackground(delegate.then(({ routing }) => routing(raw, reply.raw)))
  else delegate.routing(raw, reply.raw)
  return true
}

export function findByPath (delegates: Delegates, url: string): FindDelegate | undefined {
  const decoded = decodeAscii(url)
  for (const [path, find] of delegates) if (path === '' || (decoded.startsWith(path) && ['/', '?', undefined].includes(decoded[path.length]))) return find
  return undefined
}
