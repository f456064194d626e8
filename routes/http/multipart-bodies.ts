import type { FastifyInstance, FastifyRequest } from 'fastify'
import { recordBody } from './journal.ts'
import { UnsupportedMediaType } from './unsupported-media-type.ts'

export const multipartFormType = 'multipart/form-data'

/** Parses forms with files on routes whose config has `uploads`; the body is then a `FormData`. Elsewhere they are refused as before. */
export function addMultipartParser (app: FastifyInstance): void {
  app.addContentTypeParser(multipartFormType, { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    recordBody(request, body, unreadable)
    const type = String(request.headers['content-type'])
    if (request.routeOptions.config.uploads !== true) throw new UnsupportedMediaType(type)
    return new Response(body, { headers: { 'content-type': type } }).formData().catch(() => { throw new IllFormedMultipart(`The body is not ${multipartFormType}, which its Content-Type (${type}) announces.`) })
  })
}

/** The journal parses only JSON and plain forms. */
const unreadable = (): never => { throw new Error(`${multipartFormType} is not parsed.`) }

class IllFormedMultipart extends Error {
  readonly statusCode = 400
}
