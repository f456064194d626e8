import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { defaultWorld, worldName, type Worlds } from '../../src/world/worlds.ts'
import { exchangeOf, setExchange } from './exchange.ts'

const byPath = /^\/w\/([^/?]+)(.*)$/s

/**
 * Finds the world of a request: by its path (`/w/{world}/…`), by `X-Test-Id`, or by a token that belongs to one; else
 * it is the default world. What it returns is the rest of the path, on which routing goes on. The path comes first,
 * since links and `Location` stay in it and clients follow them without headers of their own.
 */
export const chooseWorld = (worlds: Worlds, worldsByToken: ReadonlyMap<string, string>) => (raw: IncomingMessage): string => {
  const url = raw.url!
  if (url.startsWith('/w/')) {
    const [, name = '', rest = ''] = byPath.exec(url) ?? []
    if (worldName.test(name)) {
      enter(worlds, raw, name, `/w/${name}`)
      return rest.startsWith('/') ? rest : `/${rest}`
    }
  }
  const { 'x-test-id': header, authorization } = raw.headers
  // Any text will do: one that did not would put two tests into one world, and nobody would notice.
  const name = typeof header === 'string' && header !== '' ? header : worldsByToken.size > 0 ? worldOfToken(worldsByToken, authorization) : undefined
  enter(worlds, raw, name ?? defaultWorld, '')
  return url
}

/** No façade is chosen yet that could word a refusal: the exchange carries it there. */
function enter (worlds: Worlds, raw: IncomingMessage, name: string, prefix: string): void {
  try {
    const world = worlds.get(name)
    setExchange(raw, { world, prefix, life: world.life })
  } catch (refusal) {
    setExchange(raw, { world: worlds.default, prefix, life: worlds.default.life, refusal: refusal as Error })
  }
}

/** Keeps a world while requests to it are under way. */
export function enterWorlds (app: FastifyInstance, worlds: Worlds): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { world } = exchangeOf(request.raw)
    if (world !== worlds.default) reply.raw.once('close', worlds.enter(world))
    done()
  })
}

const worldOfToken = (worlds: ReadonlyMap<string, string>, authorization = ''): string =>
  worlds.get(authorization.replace(/^token\s+/i, '').trim()) ?? defaultWorld
