import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../../src/world/world.ts'
import type { Exchange } from './exchange.ts'

/** An application that answers for another; a promise while it is being made. */
export type FindDeputy = (world: World) => FastifyInstance | Promise<FastifyInstance>

/** An application that is made when it is first asked for, and closed with another: few who start a double ask for each of its façades. */
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

/** Leaves whatever comes for a path, and below it, to a deputy. */
export function leaveTo (app: FastifyInstance, path: string, find: FindDeputy): void {
  app.register(async app => {
    app.decorate('findDeputy', find)
    for (const url of [path, `${path}/*`]) app.all(url, { schema: { hide: true } }, () => {})
  })
}

/** Lets the deputy of a path route a request as if it had come there. @returns whether there is one, so that nothing is left to do */
export function handOver (request: FastifyRequest, reply: FastifyReply, exchange: Exchange): boolean {
  const { raw, server: { findDeputy } } = request
  if (findDeputy === undefined) return false
  exchange.unrouted = request
  reply.hijack()
  const deputy = findDeputy(exchange.world)
  if (deputy instanceof Promise) exchange.world.runInBackground(deputy.then(({ routing }) => routing(raw, reply.raw)))
  else deputy.routing(raw, reply.raw)
  return true
}
