import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { OpenAPIV3 } from 'openapi-types'
import { html } from 'ghtml'
import { Type } from '@sinclair/typebox'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { stringEnum } from '../../schemas/string-enum.ts'
import type { World } from '../../src/world.ts'
import { baseOf } from '../base.ts'
import { formatOf } from '../negotiate.ts'
import { answer, failures } from './describe.ts'
import { dialectOf } from './dialect.ts'
import { sendPage } from './respond.ts'

type Version = '3.0' | '3.1'

export const apiMediaType = (version: Version): string => `application/vnd.oai.openapi+json;version=${version}`

/** `GET /api`: the description of both APIs, made from the schemas that validate and serialise when it is first asked for. */
export function api (app: FastifyInstance, { world }: { world: World }): void {
  const { openapi: versions } = dialectOf(world)
  const offers = ['application/vnd.oai.openapi+json', ...versions.map(apiMediaType)]
  const schema = {
    operationId: 'getApi',
    tags: ['Capabilities'],
    summary: 'This description',
    querystring: Type.Object({ ...CommonQuery.properties, openapi: Type.Optional(stringEnum(versions, { description: 'the version of OpenAPI; wins over Accept' })) }),
    response: {
      200: answer('An OpenAPI document.', Type.Object({}, { additionalProperties: true }), ...versions.map(apiMediaType)),
      ...failures(400, 406, 500)
    }
  }
  let described: OpenAPIV3.Document | undefined
  app.get<{ Querystring: { openapi?: Version } }>('/api', { schema, config: { offers } }, (request, reply) => {
    described ??= app.swagger() as OpenAPIV3.Document
    const version = versionOf(request, versions)
    const paths = Object.fromEntries(Object.entries(described.paths).map(([path, item]) => [path.slice(app.prefix.length), item]))
    const document = { ...described, paths, openapi: fullVersion[version], servers: [{ url: baseOf(request, app.prefix) }] }
    if (formatOf(request, offers) === 'html') sendPage(request, reply, 'API', operationsMarkup(document))
    else reply.type(apiMediaType(version)).serializer(JSON.stringify).send(document)
  })
}

/** The schemas here use nothing that the two versions read differently, so one description serves both. */
const fullVersion = { '3.0': '3.0.3', 3.1: '3.1.0' } as const

function versionOf ({ query, headers }: FastifyRequest<{ Querystring: { openapi?: Version } }>, versions: readonly Version[]): Version {
  return query.openapi ?? versions.find(version => headers.accept?.includes(`version=${version}`)) ?? '3.0'
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
    html`<dt>${status}</dt><dd>${(response as OpenAPIV3.ResponseObject).description}</dd>`)
  return html`<section><h2><code>${method.toUpperCase()} ${path}</code></h2><p>${[summary, description].join(' ')}</p><dl>!${answers}</dl></section>`
}
