import type { IncomingMessage } from 'node:http'
import type { FastifyBodyParser, FastifyInstance, FastifyRequest } from 'fastify'
import { refuseDeepText } from '../../src/bounds/json-depth.ts'
import { findIllFormed, illFormedText } from '../../src/inputs/ill-formed-text.ts'
import { bodyReader } from './body-reader.ts'
import { type Exchange, exchangeOf } from './exchange.ts'
import { recordBody } from './journal.ts'
import { UnsupportedMediaType } from './unsupported-media-type.ts'

/**
 * A DELETE has no body, whatever its Content-Type says: Tator's client of 2020 and Weaver's send `Content-Type:
 * application/json` without a body on every call, which Fastify 5 refuses before any handler runs.
 */
export function ignoreTypeOfDelete ({ method, headers }: IncomingMessage, exchange: Exchange): void {
  if (method !== 'DELETE' || headers['content-type'] === undefined) return
  exchange.contentType = headers['content-type']
  delete headers['content-type']
}

/**
 * How bodies are read. An empty JSON body is no body, text in it that is no Unicode is refused, and so is a media type
 * other than JSON; of DELETE a body is not looked at.
 * @param maxDepth how deep JSON may be nested
 */
export function addBodyParsers (app: FastifyInstance, maxDepth: number): void {
  const parseBody = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  // Made outside of what reads a body: the journal keeps it, and would keep what that has at hand, the whole parsed body too.
  const parseAgain = bodyReader(undefined, maxDepth)
  const readJson: FastifyBodyParser<string> = (request, body, done) => {
    if (body === '') return done(null, undefined)
    recordBody(request, body, parseAgain)
    try {
      refuseDeepText(body, maxDepth)
    } catch (error) {
      return done(error as Error)
    }
    parseBody(request, body, (error, value) => done(error ?? illFormedIn(body, value), value))
  }
  app.addContentTypeParser('application/json', { parseAs: 'string' }, readJson)
  app.addContentTypeParser(/^application\/[\w.-]+\+json\b/, { parseAs: 'string' }, readJson)
  app.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length > 0) recordBody(request, body, bodyReader(exchangeOf(request.raw).contentType, maxDepth))
    if (request.method === 'DELETE') done(null, undefined)
    else done(new UnsupportedMediaType(request.headers['content-type']))
  })
}

/** Half of a surrogate pair comes into JSON by an escape alone: what has none need not be looked through. */
function illFormedIn (body: string, value: unknown): IllFormedBody | null {
  const pointer = /\\u[dD][89a-fA-F]/.test(body) ? findIllFormed(value) : undefined
  return pointer === undefined ? null : new IllFormedBody(`${illFormedText(pointer)}.`)
}

class IllFormedBody extends Error {
  readonly statusCode = 400
}

/** What is said of a body that is too large. */
export const bodyTooLarge = ({ routeOptions: { bodyLimit, config } }: FastifyRequest): string =>
  `The body is larger than ${bodyLimit} bytes; expected at most that many${config.bodyBound ?? ' (--max-body-bytes)'}.`
