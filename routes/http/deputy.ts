import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Exchange } from './exchange.ts'

/**
 * Leaves what lies at and below a path to another application. It is made when the first request for it comes: its
 * routes are most of those that there are, and few who start a double ask for them.
 */
export function leaveToDeputy (app: FastifyInstance, path: string, make: () => Promise<FastifyInstance>): void {
  let deputy: Promise<FastifyInstance> | undefined
  const makeReady = async (): Promise<FastifyInstance> => {
    const made = await make()
    await made.ready()
    return made
  }
  app.register(async app => {
    app.decorate('deputy', () => (deputy ??= makeReady()))
    for (const url of [path, `${path}/*`]) app.all(url, { schema: { hide: true } }, () => {})
  })
  app.addHook('preClose', async () => (await deputy)?.close())
}

/** Lets the deputy route a request that is left to it, as if it had come there. @returns whether it was, so that nothing is left to do */
export function handOver (request: FastifyRequest, reply: FastifyReply, exchange: Exchange): boolean {
  const { raw, server: { deputy } } = request
  if (deputy === undefined) return false
  exchange.unrouted = request
  reply.hijack()
  exchange.world.runInBackground(deputy().then(({ routing }) => routing(raw, reply.raw)))
  return true
}
