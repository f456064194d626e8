import type { FastifyInstance } from 'fastify'
import { Form, formType, readForm } from './form.ts'
import { recordBody } from './journal.ts'
import { UnsupportedMediaType } from './unsupported-media-type.ts'

/** Parses forms on routes whose config has `forms`; elsewhere they are refused as before. */
export function addFormParser (app: FastifyInstance): void {
  app.addContentTypeParser<string>(formType, { parseAs: 'string' }, (request, body, done) => {
    recordBody(request, body, readForm)
    if (request.routeOptions.config.forms !== undefined) done(null, new Form(body))
    else done(new UnsupportedMediaType(request.headers['content-type']))
  })
}
