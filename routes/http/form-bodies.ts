import type { FastifyInstance } from 'fastify'
import { UnsupportedMediaType } from './bodies.ts'
import { recordBody } from './journal.ts'

const formType = 'application/x-www-form-urlencoded'

/** The fields of a form as a browser sends them; as JSON, text by name, or a list where a name came several times. */
export class Form extends URLSearchParams {
  toJSON (): Record<string, string | string[]> {
    return Object.fromEntries([...new Set(this.keys())].map(name => {
      const [first = '', ...more] = this.getAll(name)
      return [name, more.length === 0 ? first : [first, ...more]]
    }))
  }
}

/** Reads forms where a route says in its config that it takes them (`forms`); elsewhere they are refused as before. */
export function addFormParser (app: FastifyInstance): void {
  app.addContentTypeParser<string>(formType, { parseAs: 'string' }, (request, body, done) => {
    recordBody(request, body, text => new Form(text).toJSON())
    if (request.routeOptions.config.forms === true) done(null, new Form(body))
    else done(new UnsupportedMediaType(request.headers['content-type']))
  })
}
