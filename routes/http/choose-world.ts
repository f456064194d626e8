import type { IncomingMessage, ServerResponse } from 'node:http'
import type { World } from '../../src/world/world.ts'
import { defaultWorld, worldName, type Worlds } from '../../src/world/worlds.ts'
import { Exchange, setExchange } from './exchange.ts'

const byPath = /^\/w\/([^/?]+)(.*)$/s

/**
 * Finds the world of a request: by its path (`/w/{world}/…`), by `X-Test-Id`, or by a token that belongs to one; else it
 * is the default world. Returns the rest of the path, for routing. The path has priority, since links and `Location`
 * keep it and clients follow them without other headers.
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
  const { 'x-test-id': header } = raw.headers
  // Any other text is hashed to a valid name: falling back to the default world would silently put two tests into one world.
  const name = typeof header === 'string' && header !== '' ? header : worldsByToken.size > 0 ? worldOfToken(worldsByToken, raw.headers, worlds.default.settings.loginHeader) : undefined
  enter(worlds, raw, name ?? defaultWorld, '')
  return url
}

/** A refusal is stored in the exchange, since no façade is chosen yet that could word it. */
function enter (worlds: Worlds, raw: IncomingMessage, name: string, prefix: string): void {
  try {
    setExchange(raw, new Exchange(worlds.get(name), prefix))
  } catch (refusal) {
    setExchange(raw, new Exchange(worlds.default, prefix, refusal as Error))
  }
}

/** Keeps a world while this request is in progress. The default world is always kept. */
export function keepWorld (worlds: Worlds, world: World, response: ServerResponse): void {
  if (world !== worlds.default) response.once('close', worlds.enter(world))
}

/** A token of a seed, in the header of either API: `Token` is Tator's keyword, `Bearer` that of OGC API – Processes. */
function worldOfToken (worlds: ReadonlyMap<string, string>, headers: IncomingMessage['headers'], keyHeader: string): string {
  const token = (headers.authorization ?? '').replace(/^(token|bearer)\s+/i, '').trim()
  return worlds.get(token) ?? worlds.get(String(headers[keyHeader.toLowerCase()])) ?? defaultWorld
}
