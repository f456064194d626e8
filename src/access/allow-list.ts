import { isIP } from 'node:net'
import { hostnameOf } from './hostname.ts'

/** An invalid entry of an allow-list; the message is a sentence. */
class AllowListError extends Error {}

/** A host to serve, without a port: all of its ports are allowed. @throws AllowListError */
export function parseHost (text: string): string {
  const written = isIP(text) === 6 ? `[${text}]` : text
  const host = /^(\[.*\]|[^:]*)$/.test(written) ? hostnameOf(written) : undefined
  if (host === undefined) throw new AllowListError(`${JSON.stringify(text)} came; expected a host without a port, such as double.example.`)
  return host
}

/** An origin in the form that browsers send. @throws AllowListError */
export function parseOrigin (text: string): string {
  const origin = /^https?:\/\/[^/]+\/?$/i.test(text) && URL.canParse(text) ? new URL(text).origin : undefined
  if (origin === undefined) throw new AllowListError(`${JSON.stringify(text)} came; expected an origin, such as http://localhost:3000.`)
  return origin
}
