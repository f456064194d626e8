import type { OpenAPIV3 } from 'openapi-types'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { World } from '../../../src/world/world.ts'
import { worldOf } from '../../http/exchange.ts'
import { noSuchResource, OgcProblem } from '../problems.ts'

const ofPackage = /\/processes\/[:{]processID}?\/package$/
const ofDeploymentJobs = /\/deploymentJobs\//
const ofProcesses = /\/processes(\/|\/[:{]processID}?)?$/
const changing = ['POST', 'PUT', 'DELETE']

export const isDeploying = ({ settings: { deploy } }: World): boolean => deploy !== 'off'

/** Whether the persona of a world has deployments as jobs of their own. */
export const hasDeploymentJobs = (world: World): boolean => isDeploying(world) && world.persona?.deployment?.job !== undefined

/** Whether the persona of a world has PATCH for processes. */
const isPatching = (world: World): boolean => isDeploying(world) && world.persona?.deployment?.patched !== undefined

/** The methods of a path for `Allow`, in the world of the request. @throws OgcProblem `not-found` if the world has no such path */
function allowedMethods (request: FastifyRequest, known: string): string {
  const url = request.routeOptions.url!
  const world = worldOf(request)
  const allow = isPatching(world) ? known : known.replace('PATCH, ', '')
  if (ofDeploymentJobs.test(url) && !hasDeploymentJobs(world)) throw noSuchResource(request)
  if (isDeploying(world)) return allow
  if (ofPackage.test(url)) throw noSuchResource(request)
  return ofProcesses.test(url) ? allow.split(', ').filter(method => !changing.includes(method)).join(', ') : allow
}

/** @throws OgcProblem in a world that does not deploy, as if the route did not exist */
export function expectDeploying (request: FastifyRequest, reply: FastifyReply): void {
  if (!isDeploying(worldOf(request))) throw wrongMethod(request, reply, 'GET, HEAD, OPTIONS', ' A world deploys processes only with the setting deploy (--deploy).')
}

/** @throws OgcProblem in a world whose persona has no PATCH for processes, as if the route did not exist */
export function expectPatching (request: FastifyRequest, reply: FastifyReply): void {
  if (!isPatching(worldOf(request))) throw wrongMethod(request, reply, 'GET, PUT, DELETE, HEAD, OPTIONS')
}

/** Sets `Allow`, and returns the problem of a method that the resource does not have. @param known the methods that it may have @param hint a further sentence */
export function wrongMethod (request: FastifyRequest, reply: FastifyReply, known: string, hint = ''): OgcProblem {
  const allow = allowedMethods(request, known)
  reply.header('Allow', allow)
  return new OgcProblem('method-not-allowed', `${request.method} is not a method of this resource; it has: ${allow}.${hint}`)
}

/** The API description for the world: without deployment, or with `mutable` on every summary. */
export function describeDeployment (document: OpenAPIV3.Document, world: World): OpenAPIV3.Document {
  if (isDeploying(world)) return { ...document, components: { ...document.components, schemas: withMutable(document.components?.schemas) } }
  const paths = Object.entries(document.paths).filter(([path]) => !ofPackage.test(path)).map(([path, item]) => {
    if (!ofProcesses.test(path)) return [path, item]
    const { post: _, put: __, delete: ___, ...rest } = item!
    return [path, rest]
  })
  return { ...document, paths: Object.fromEntries(paths) }
}

type Schemas = NonNullable<OpenAPIV3.ComponentsObject['schemas']>

const mutable = { mutable: { type: 'boolean' as const, default: true, description: 'whether the process can be replaced and undeployed' } }

const withMutable = (schemas: Schemas = {}): Schemas => Object.fromEntries(Object.entries(schemas).map(([name, schema]) =>
  [name, (name === 'ProcessSummary' || name === 'Process') && 'properties' in schema ? { ...schema, properties: { ...schema.properties, ...mutable } } : schema]))
