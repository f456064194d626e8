import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** A name or an address, with an optional port. Stricter than RFC 3986: no real host uses the other characters. */
const hostPattern = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d*)?$/i

/** The name or address in a `Host` header, normalised like a URL's: lower case, IPv6 in brackets, without port and final dot. Undefined for an invalid host. */
export function hostnameOf (host: string): string | undefined {
  return hostPattern.test(host) && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/\.$/, '') : undefined
}

/** Whether the host is this machine alone: `localhost`, or a loopback address, in brackets or not. A name that only begins like one may belong to anybody. */
export function isLoopback (host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  return host === 'localhost' || (isIP(address) !== 0 && ipaddr.process(address).range() === 'loopback')
}
