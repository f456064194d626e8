import type { FastifyInstance } from 'fastify'
import type { OpenAPIV3 } from 'openapi-types'
import { html } from 'ghtml'
import { Type } from '@sinclair/typebox'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { baseOf } from '../base.ts'
import { formatOf } from '../negotiate.ts'
import { answer, failures } from './describe.ts'
import { sendPage } from './respond.ts'

export const apiMediaType = 'application/vnd.oai.openapi+json;version=3.0'

/** `GET /api`: the description of both APIs, made from the schemas that validate and serialise when it is first asked for. */
export function api (app: FastifyInstance): void {
  let description: Omit<OpenAPIV3.Document, 'servers'> | undefined
  const schema = {
    operationId: 'getApi',
    tags: ['Capabilities'],
    summary: 'This description',
    querystring: CommonQuery,
    response: {
      200: answer('An OpenAPI 3.0 document.', Type.Object({}, { additionalProperties: true }), 'application/vnd.oai.openapi+json;version=3.0'),
      ...failures(400, 406, 500)
    }
  }
  app.get('/api', { schema, config: { offers: ['application/vnd.oai.openapi+json', apiMediaType] } }, (request, reply) => {
    description ??= app.swagger() as OpenAPIV3.Document
    const document = { ...description, servers: [{ url: baseOf(request, app.prefix) }] }
    if (formatOf(request, reply.routeOptions.config.offers) === 'html') sendPage(request, reply, 'API', operationsMarkup(document))
    else reply.type(apiMediaType).serializer(JSON.stringify).send(document)
  })
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

function operationsMarkup ({ paths }: Pick<OpenAPIV3.Document, 'paths'>): string {
  return Object.entries(paths).flatMap(([path, item]) => methods.map(method => {
    const operation = item?.[method]
    return operation === undefined ? '' : operationMarkup(method, path, operation)
  })).join('')
}

function operationMarkup (method: string, path: string, { summary, description, responses }: OpenAPIV3.OperationObject): string {
  const answers = Object.entries(responses).map(([status, response]) =>
    html`<dt>${status}</dt><dd>${'description' in response ? response.description : ''}</dd>`)
  return html`<section><h2><code>${method.toUpperCase()} ${path}</code></h2><p>${summary ?? ''} ${description ?? ''}</p><dl>!${answers}</dl></section>`
}
