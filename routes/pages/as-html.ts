import type { FastifyReply } from 'fastify'

/**
 * All content comes from the double itself: no inline script or style, nothing from elsewhere, no page in a frame. A
 * client's text is escaped; if that ever failed, this policy would still keep it from running.
 */
const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
  "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"
].join('; ')

/** Sets the headers of a page, security headers included; returns the page, for a handler to return. */
export function asHtml (reply: FastifyReply, page: string): string {
  reply.type('text/html; charset=utf-8').header('Content-Security-Policy', policy)
  return page
}
