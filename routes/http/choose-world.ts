import type { IncomingMessage } from 'node:http'
import { defaultWorld, worldName, type Worlds } from '../../src/world/worlds.ts'
import { setExchange } from './exchange.ts'

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
      setExchange(raw, { world: worlds.get(name), prefix: `/w/${name}` })
      return rest.startsWith('/') ? rest : `/${rest}`
    }
  }
  const { 'x-test-id': header, authorization } = raw.headers
  // Any text will do: one that did not would put two tests into one world, and nobody would notice.
  const name = typeof header === 'string' && header !== '' ? header : worldsByToken.size > 0 ? worldOfToken(worldsByToken, authorization) : undefined
  setExchange(raw, { world: name === undefined ? worlds.default : worlds.get(name), prefix: '' })
  return url
}

const worldOfToken = (worlds: ReadonlyMap<string, string>, authorization = ''): string =>
  worlds.get(authorization.replace(/^token\s+/i, '').trim()) ?? defaultWorld
