import type { FastifyInstance } from 'fastify'

/**
 * Makes every instance the prototype of an object. V8 keeps the members of an instance in a hash table, since Fastify
 * adds more than twelve by computed names, unless it is a prototype: a request that asks its `server` for anything cost a fifth more.
 */
export function keepInstancesFast (app: FastifyInstance): void {
  app.addHook('onRegister', instance => { Object.create(instance) })
}
