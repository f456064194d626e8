import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import type { OpenAPIV3 } from 'openapi-types'
import { version } from '../../src/version.ts'
import { buildSerializer, buildValidator } from './compilers.ts'
import { tidyDocument } from './tidy-document.ts'

/** The routes of an application, with the schemas that they refer to. */
export interface RecordedRoutes {
  readonly routes: readonly RouteOptions[]
  readonly schemas: readonly unknown[]
}

/** Records the routes that are registered after it, to describe them later. */
export function recordRoutes (app: FastifyInstance): void {
  const routes: RouteOptions[] = []
  const instances: FastifyInstance[] = []
  app.addHook('onRoute', route => { routes.push(route) })
  app.addHook('onRegister', instance => { instances.push(instance) })
  app.decorate('recordedRoutes', () => ({ routes, schemas: instances.flatMap(instance => Object.values(instance.getSchemas())) }))
}

/**
 * Describes routes in OpenAPI 3.0. Descriptions are rarely requested, so an application of their own is created on
 * demand, with the same routes, which serves nobody.
 */
export async function describeRoutes (title: string, ...remembered: readonly RecordedRoutes[]): Promise<OpenAPIV3.Document> {
  const app = Fastify({ exposeHeadRoutes: false, schemaController: { compilersFactory: { buildSerializer, buildValidator } } })
  const { default: swagger } = await import('@fastify/swagger')
  await app.register(swagger, options(title))
  for (const schema of new Set(remembered.flatMap(({ schemas }) => schemas))) app.addSchema(schema)
  for (const { method, url, schema, handler } of remembered.flatMap(({ routes }) => routes)) {
    if (method !== 'HEAD' && schema !== undefined && !('hide' in schema)) app.route({ method, url, schema, handler })
  }
  await app.ready()
  return tidyDocument(app.swagger() as OpenAPIV3.Document)
}

const options = (title: string) => ({
  hideUntagged: true,
  openapi: {
    openapi: '3.0.3',
    info: { title, version, description: 'A test double for servers that run jobs: OGC API – Processes and Tator\'s Job API over one job store.', license: { name: 'MIT' } },
    components: { securitySchemes: { TokenAuth: { type: 'apiKey' as const, name: 'Authorization', in: 'header', description: '`Token`, a space and the key.' } } }
  },
  // A component has the name of its schema.
  refResolver: { buildLocalReference: ({ $id }: { $id?: unknown }) => String($id) }
})
