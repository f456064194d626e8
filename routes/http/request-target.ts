import { METHODS, type IncomingMessage } from 'node:http'

const absoluteForm = /^https?:\/\/([^/?#]*)([^#]*)/i

/** A request to a proxy has the host in its first line, which has priority over `Host` (RFC 9112, 3.2.2). */
export function toOriginForm (raw: IncomingMessage & { originalUrl?: string }): void {
  const url = raw.url!
  if (url.startsWith('/')) return
  const [, host, path = ''] = absoluteForm.exec(url) ?? []
  if (host === undefined) return
  raw.headers.host = host
  raw.url = raw.originalUrl = path.startsWith('/') ? path : `/${path}`
}

const routed = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const others = new Set(METHODS.filter(method => !routed.includes(method)))

/**
 * Routes HEAD as GET, and a method without any route (TRACE, QUERY, PROPFIND …) as OPTIONS, which every path answers: so
 * a known path differs from an unknown one without a route for each method of Node.
 * @returns the original method, if it was changed
 */
export function routeAsAnother (raw: IncomingMessage): string | undefined {
  const method = raw.method!
  if (method === 'GET' || !others.has(method)) return undefined
  raw.method = method === 'HEAD' ? 'GET' : 'OPTIONS'
  return method
}
