import type { FastifyRequest } from 'fastify'

/**
 * Whether a browser requests a page or a part of one by itself, or a script of the double polls for changes: that is no
 * request of the client under test. Other requests of a page's script are, and so is a submitted form.
 * @see https://www.w3.org/TR/fetch-metadata/: browsers send it to loopback and over https; Upgrade-Insecure-Requests
 * goes everywhere
 */
export function isBrowsersOwn (request: FastifyRequest, servesParts: boolean): boolean {
  const { method, headers } = request
  if (method !== 'GET') return false
  if (headers['x-requested-with'] === ownLook) return true
  const destination = headers['sec-fetch-dest']
  return (destination !== undefined && destination !== 'empty') || headers['upgrade-insecure-requests'] !== undefined || (servesParts && isPartOfPage(request))
}

const ownLook = 'jobdouble'

/** Whether a script of the double's own pages, or `jobdouble health`, looks how things stand: they say so of themselves. */
export const isOwnLook = ({ method, headers }: FastifyRequest): boolean => method === 'GET' && headers['x-requested-with'] === ownLook

const pathsOfParts = /\/(?:assets\/|events)/

/** Fastify makes `routeOptions` anew on each access, so it is read only for such a path. */
function isPartOfPage (request: FastifyRequest): boolean {
  const { url, headers } = request
  if (!pathsOfParts.test(url)) return false
  const { unrecorded } = request.routeOptions.config
  return unrecorded === true || (unrecorded === 'same-origin' && headers['sec-fetch-site'] === 'same-origin')
}
