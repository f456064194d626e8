import type { FastifyContextConfig, FastifyInstance, FastifyRequest } from 'fastify'
import { Type } from '@sinclair/typebox'
import { CommonQuery } from '../../../schemas/ogc/job-query.ts'
import { mostPackageBytes } from '../../../src/bounds/body-bytes.ts'
import { packageTypes } from '../../../src/deploy/package-media-types.ts'
import { expectPackageType, readRequest } from './read-request.ts'

const anyPackage = Type.Unsafe<unknown>({ description: 'An application package, or a CWL document' })

/** The description of a route that accepts a package. */
export const acceptPackage = {
  tags: ['Deployment'],
  querystring: Type.Object({ ...CommonQuery.properties, w: Type.Optional(Type.String({ description: 'which workflow of a CWL document that has several, by its id' })) }),
  body: { content: Object.fromEntries(packageTypes.map(type => [type, { schema: anyPackage }])) }
}

/** The body limit of such a route. */
export function packageBound (app: FastifyInstance): { readonly bodyLimit: number, readonly config: FastifyContextConfig } {
  const bodyLimit = Math.min(mostPackageBytes, app.initialConfig.bodyLimit!)
  return { bodyLimit, config: bodyLimit === mostPackageBytes ? { bodyBound: ', as of a package' } : {} }
}

/** Hooks of such a route: the handler gets the parsed package as its body, and invalid packages are refused before a fault is injected. */
export const readPackageBody = {
  onRequest: async (request: FastifyRequest) => expectPackageType(request),
  async preValidation (request: FastifyRequest) { request.body = await readRequest(request) }
}
