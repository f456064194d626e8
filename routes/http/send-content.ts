import { addAbortSignal, Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Content, ContentState } from '../../src/results/result-value.ts'
import { type ByteRange, byteRangeOf } from './byte-range.ts'
import { exchangeOf } from './exchange.ts'
import { isCurrent } from './is-current.ts'

/** The body for a content: bytes, nothing if the client's copy is current, or no such range. */
export type ContentBody = Readable | undefined | 'unsatisfiable'

/**
 * A content, for a handler to return: whole, or the range that a GET requests. It stops when the client hangs up, and
 * when its world is reset.
 * @throws Error if the content no longer exists
 */
export function sendContent (request: FastifyRequest, reply: FastifyReply, content: Content): ContentBody {
  const state = content.stat()
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (isRead) {
    reply.header('ETag', state.etag).header('Accept-Ranges', 'bytes')
    if (state.modified !== undefined) reply.header('Last-Modified', state.modified.toUTCString())
    if (isCurrent(request, state)) {
      reply.code(304)
      return undefined
    }
  }
  const range = isRead ? rangeOf(request, state) : undefined
  if (range === 'unsatisfiable') {
    reply.header('Content-Range', `bytes */${state.size}`)
    return range
  }
  if (range !== undefined) reply.code(206).header('Content-Range', `bytes ${range.start}-${range.end}/${state.size}`)
  const { start, end } = range ?? { start: 0, end: state.size - 1 }
  reply.header('Content-Type', content.type).header('Content-Length', String(end - start + 1))
  if (request.method === 'HEAD' || end < start) return Readable.from([])
  return addAbortSignal(exchangeOf(request.raw).life, content.open(start, end))
}

/** The requested range, if the client's copy is current by entity tag or date, or unconditionally (RFC 9110, 13.1.5). */
function rangeOf ({ method, headers: { range, 'if-range': condition } }: FastifyRequest, { size, etag, modified }: ContentState): ByteRange | 'unsatisfiable' | undefined {
  if (method !== 'GET' || range === undefined) return undefined
  const holds = condition === undefined || condition === etag || (modified !== undefined && condition === modified.toUTCString())
  return holds ? byteRangeOf(range, size) : undefined
}
