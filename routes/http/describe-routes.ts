import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import type { OpenAPIV3 } from 'openapi-types'
import { version } from '../../src/version.ts'
import { buildSerializer, buildValidator } from './compilers.ts'
import { type Description, tidyDocument } from './descriptions.ts'
import { dialectConstraint } from './dialect-constraint.ts'

/** Remembers the routes that are registered after it and their schemas, of which `app.describe()` makes descriptions: few who start a double ask for one. */
export function rememberRoutes (app: FastifyInstance): void {
  const routes: RouteOptions[] = []
  const instances: FastifyInstance[] = []
  app.addHook('onRoute', route => { routes.push(route) })
  app.addHook('onRegister', instance => { instances.push(instance) })
  app.decorate('describe', description =>
    describe(routes.filter(route => belongsTo(description, route)), instances.flatMap(instance => Object.values(instance.getSchemas())), description))
}

function belongsTo ({ describes }: Description, { method, schema, constraints }: RouteOptions): boolean {
  const { tags = [], hide = false } = (schema ?? {}) as { readonly tags?: readonly string[], readonly hide?: boolean }
  return method !== 'HEAD' && !hide && describes(tags, constraints?.[dialectConstraint] as string | undefined)
}

/** Made by an application of its own, which has the routes and serves nobody. */
async function describe (routes: readonly RouteOptions[], schemas: readonly unknown[], { title }: Description): Promise<OpenAPIV3.Document> {
  const app = Fastify({ exposeHeadRoutes: false, schemaController: { compilersFactory: { buildSerializer, buildValidator } } })
  const { default: swagger } = await import('@fastify/swagger')
  await app.register(swagger, options(title))
  for (const schema of new Set(schemas)) app.addSchema(schema)
  for (const { method, url, schema } of routes) app.route({ method, url, handler: () => {}, ...(schema !== undefined && { schema }) })
  await app.ready()
  return tidyDocument(app.swagger() as OpenAPIV3.Document)
}

const options = (title: string) => ({
  hideUntagged: true,
  openapi: {
    openapi: '3.0.3',
    info: { title, version, description: 'A test double for servers that run jobs: OGC API – Processes and Tator\'s Job API over one job store.', license: { name: 'MIT' } },
    components: { securitySchemes: { TokenAuth: { type: 'apiKey' as const, name: 'Authorization', in: 'header', description: '`Token`, a blank and the key.' } } }
  },
  // Components are called by the schema's own name.
  refResolver: { buildLocalReference: ({ $id }: { $id?: unknown }) => String($id) }
})
