import type { FastifyRequest } from 'fastify'

/**
 * Whether a browser asks for a page, or for what a page is made of, by itself: that is no request of the client that is
 * tested. What a script of a page asks for is, and so is a form that someone sends.
 * @see https://www.w3.org/TR/fetch-metadata/: browsers send it to loopback and over https; Upgrade-Insecure-Requests goes everywhere
 */
export function isBrowsersOwn ({ method, headers, routeOptions: { config } }: FastifyRequest): boolean {
  if (method !== 'GET') return false
  const destination = headers['sec-fetch-dest']
  return config.unrecorded === true || (config.unrecorded === 'same-origin' && headers['sec-fetch-site'] === 'same-origin') ||
    (destination !== undefined && destination !== 'empty') || headers['upgrade-insecure-requests'] !== undefined
}
