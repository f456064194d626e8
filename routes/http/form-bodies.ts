import type { FastifyInstance } from 'fastify'
import { Form, formType, readForm } from './form.ts'
import { recordBody } from './journal.ts'
import { UnsupportedMediaType } from './unsupported-media-type.ts'

/** Reads forms where a route says in its config that it takes them (`forms`); elsewhere they are refused as before. */
export function addFormParser (app: FastifyInstance): void {
  app.addContentTypeParser<string>(formType, { parseAs: 'string' }, (request, body, done) => {
    recordBody(request, body, readForm)
    if (request.routeOptions.config.forms !== undefined) done(null, new Form(body))
    else done(new UnsupportedMediaType(request.headers['content-type']))
  })
}
