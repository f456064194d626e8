import type { FastifyBodyParser, FastifyInstance } from 'fastify'

/**
 * How bodies are read. DELETE: not at all, whatever its Content-Type says; Tator's client of 2020 and Weaver's send
 * `Content-Type: application/json` without a body on every call, which Fastify 5 refuses before any handler runs.
 * Elsewhere an empty JSON body is no body, and a media type other than JSON is refused.
 */
export function addBodyParsers (app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.method === 'DELETE' && request.headers['content-type'] !== undefined) delete request.headers['content-type']
    done()
  })
  const readJson: FastifyBodyParser<string> = (request, body, done) => {
    if (body === '') done(null, undefined)
    else parseJson(request, body, done)
  }
  app.addContentTypeParser('application/json', { parseAs: 'string' }, readJson)
  app.addContentTypeParser(/^application\/[\w.-]+\+json\b/, { parseAs: 'string' }, readJson)
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, _body, done) => {
    if (request.method === 'DELETE') done(null, undefined)
    else done(new UnsupportedMediaType(request.headers['content-type']))
  })
}

export class UnsupportedMediaType extends Error {
  readonly statusCode = 415

  constructor (came: string | undefined) {
    super(`The body came ${came === undefined ? 'without a Content-Type' : `as ${came}`}; expected Content-Type: application/json.`)
  }
}
