import type { IncomingMessage } from 'node:http'
import type { FastifyBodyParser, FastifyInstance, FastifyRequest } from 'fastify'
import { refuseDeepText } from '../../src/bounds/json-depth.ts'
import { findIllFormed, illFormedText } from '../../src/inputs/ill-formed-text.ts'
import { bodyReader } from './body-reader.ts'
import { type Exchange, exchangeOf } from './exchange.ts'
import { recordBody } from './journal.ts'
import { UnsupportedMediaType } from './unsupported-media-type.ts'

/**
 * Ignores the Content-Type of a DELETE: Tator's client of 2020 and Weaver's send `Content-Type: application/json`
 * without a body on every call, which Fastify 5 refuses before any handler.
 */
export function ignoreTypeOfDelete ({ method, headers }: IncomingMessage, exchange: Exchange): void {
  if (method !== 'DELETE' || headers['content-type'] === undefined) return
  exchange.contentType = headers['content-type']
  delete headers['content-type']
}

/**
 * Registers the body parsers. An empty JSON body counts as none; invalid Unicode and media types other than JSON are
 * refused; a body of DELETE is ignored.
 * @param maxDepth maximum nesting of JSON
 */
export function addBodyParsers (app: FastifyInstance, maxDepth: number): void {
  const parseBody = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  // Created outside of the parser: the journal keeps this function, and a closure in the parser would also keep the parsed body.
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

/** JSON can have half of a surrogate pair only as an escape: a body without one need not be searched. */
function illFormedIn (body: string, value: unknown): IllFormedBody | null {
  const pointer = /\\u[dD][89a-fA-F]/.test(body) ? findIllFormed(value) : undefined
  return pointer === undefined ? null : new IllFormedBody(`${illFormedText(pointer)}.`)
}

class IllFormedBody extends Error {
  readonly statusCode = 400
}

/** The error for a body that is too large. */
export const bodyTooLarge = ({ routeOptions: { bodyLimit, config } }: FastifyRequest): string =>
  `The body is larger than ${bodyLimit} bytes; expected at most that many${config.bodyBound ?? ' (--max-body-bytes)'}.`
