import type { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { hostnameOf, isLoopback } from '../../src/access/hostname.ts'
import { RefusedRequest } from './refused-request.ts'

/** Why the `Host` of a request is not served; undefined if it is. */
export type HostGuard = (raw: IncomingMessage) => RefusedRequest | undefined

type Verdict = 'served' | 'unknown' | 'malformed'

/** Clients use very few hosts: each is judged once. Bounded, since clients may send anything. */
const mostKnown = 256

/**
 * Guards against DNS rebinding: pages whose name resolves to the double's address. The browser treats them as the same
 * origin, and only `Host` differs. It judges the `Host` of the connection, not X-Forwarded-Host, which such a page can
 * send. Requests without a socket (`app.inject()`) are not judged.
 * @param allowed hosts that are served beside those of loopback, without ports; undefined for every host
 */
export function createHostGuard (allowed: readonly string[] | undefined): HostGuard {
  const names = new Set(allowed)
  const known = new Map<string, Verdict>()
  const judge = (host: string): Verdict => {
    const name = hostnameOf(host)
    if (name === undefined) return 'malformed'
    return allowed === undefined || names.has(name) || isLoopback(name) ? 'served' : 'unknown'
  }
  const remember = (host: string, verdict: Verdict): Verdict => {
    if (known.size === mostKnown) known.clear()
    known.set(host, verdict)
    return verdict
  }
  let last: { readonly host: string, readonly verdict: Verdict } | undefined
  const verdictOf = (host: string): Verdict => {
    if (host !== last?.host) last = { host, verdict: known.get(host) ?? remember(host, judge(host)) }
    return last.verdict
  }
  return raw => raw.socket instanceof Socket ? refusalOf(raw, verdictOf) : undefined
}

/** @see RFC 9112, 3.2: no Host, several, or an invalid one are 400; RFC 9110, 7.4: an unserved one is 421. */
function refusalOf ({ headers: { host }, rawHeaders, httpVersion }: IncomingMessage, verdictOf: (host: string) => Verdict): RefusedRequest | undefined {
  if (host === undefined) return httpVersion === '1.0' ? undefined : new RefusedRequest(400, 'No Host came; expected the header Host.')
  if (hasSeveralHosts(rawHeaders)) return new RefusedRequest(400, 'Several Host headers came; expected one.')
  const verdict = verdictOf(host)
  if (verdict === 'malformed') return new RefusedRequest(400, `Host came as ${JSON.stringify(host)}; expected a name or an address, and perhaps a port.`)
  return verdict === 'served' ? undefined : new RefusedRequest(421, `Host came as ${JSON.stringify(host)}, which is not served here; --allowed-host names more than loopback.`)
}

/** Node silently keeps the first of several. */
function hasSeveralHosts (rawHeaders: readonly string[]): boolean {
  let count = 0
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!
    if (name === 'Host' || (name.length === 4 && name.toLowerCase() === 'host')) count++
  }
  return count > 1
}
