import type { FastifyReply } from 'fastify'

/** Aborted when the client hangs up, or when the answer is complete. */
export function hangUpOf (reply: FastifyReply): AbortSignal {
  const hungUp = new AbortController()
  // During a delay fault the client may have left; then no event follows that would say so.
  if (reply.raw.destroyed) hungUp.abort()
  else reply.raw.once('close', () => hungUp.abort())
  return hungUp.signal
}
