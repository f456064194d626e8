import { lookup as resolve } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Why an address is refused, as the end of "expected …". */
export class SsrfGuardError extends Error {}

/** Whether the address is public: not loopback, link-local, private or reserved. */
export const isPublic = (address: string): boolean => ipaddr.process(address).range() === 'unicast'

const privateAddress = (host: string) => new SsrfGuardError(`a public address; ${host} is loopback, link-local, private or reserved (see --allow-private-callbacks)`)

/** @throws SsrfGuardError for any scheme but http and https, and for a literal address that is not public */
export function guardUrl (href: string, allowPrivate: boolean): URL {
  if (!URL.canParse(href) || !/^https?:/i.test(href)) throw new SsrfGuardError('an absolute address that begins with http: or https:')
  const url = new URL(href)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!allowPrivate && isIP(host) !== 0 && !isPublic(host)) throw privateAddress(host)
  return url
}

/**
 * Resolves names like the system and refuses those with an address that is not public. It is the connection's own
 * resolver, so that a name cannot resolve differently after the check (DNS rebinding).
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '', 0)
    if (!addresses.every(({ address }) => isPublic(address))) return callback(privateAddress(hostname), '', 0)
    if (options.all === true) callback(null, addresses)
    else callback(null, addresses[0]!.address, addresses[0]!.family)
  })
}
