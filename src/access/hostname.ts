import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** A name or an address, perhaps a port. Narrower than RFC 3986 where nobody's host has such characters. */
const hostPattern = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d*)?$/i

/**
 * The name or address in a `Host`, as a URL writes it: in lower case, IPv6 in brackets, without port and last dot.
 * Undefined for what is no host.
 */
export function hostnameOf (host: string): string | undefined {
  return hostPattern.test(host) && URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname.replace(/\.$/, '') : undefined
}

/** Whether only this machine is meant: by `localhost`, or by an address of loopback, in brackets or not. A name that begins like one may be anybody's. */
export function isLoopback (host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '')
  return host === 'localhost' || (isIP(address) !== 0 && ipaddr.process(address).range() === 'loopback')
}
