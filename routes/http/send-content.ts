import { addAbortSignal, Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Content, ContentState } from '../../src/results/result-value.ts'
import { type ByteRange, byteRangeOf } from './byte-range.ts'
import { exchangeOf } from './exchange.ts'
import { isCurrent } from './is-current.ts'

/** What can be handed over of a content: bytes as they come, nothing where the client has it, or no such part. */
export type SentContent = Readable | undefined | 'unsatisfiable'

/**
 * A content, for a handler to return: whole, or the part that a GET asks for. It stops when the client hangs up, and when
 * its world is reset. @throws Error if the content is there no more
 */
export function sendContent (request: FastifyRequest, reply: FastifyReply, content: Content): SentContent {
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

/** A part is asked for of the content that the client has a part of, by its entity tag or date, or of any (RFC 9110, 13.1.5). */
function rangeOf ({ method, headers: { range, 'if-range': condition } }: FastifyRequest, { size, etag, modified }: ContentState): ByteRange | 'unsatisfiable' | undefined {
  if (method !== 'GET' || range === undefined) return undefined
  const holds = condition === undefined || condition === etag || (modified !== undefined && condition === modified.toUTCString())
  return holds ? byteRangeOf(range, size) : undefined
}
