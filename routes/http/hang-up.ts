import type { FastifyReply } from 'fastify'

/** Aborted when the client of the answer hangs up, or when it has been answered. */
export function hangUpOf (reply: FastifyReply): AbortSignal {
  const hungUp = new AbortController()
  // Whoever was kept waiting by a fault may have left: then nobody says again that they leave.
  if (reply.raw.destroyed) hungUp.abort()
  else reply.raw.once('close', () => hungUp.abort())
  return hungUp.signal
}
