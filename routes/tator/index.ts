import type { FastifyInstance, FastifyRequest } from 'fastify'
import { tatorSchemas } from '../../schemas/tator/all.ts'
import type { TatorDialect } from '../../src/settings.ts'
import type { World } from '../../src/world.ts'
import { formatOf } from '../negotiate.ts'
import { collectMethods } from '../wrong-methods.ts'
import { algorithmLaunch } from './algorithm-launch.ts'
import { authenticate, authorise } from './authenticate.ts'
import { answerError } from './errors.ts'
import { job15 } from './job-15.ts'
import { job } from './job.ts'
import { jobs15 } from './jobs-15.ts'
import { TatorProblem } from './problems.ts'
import { projectOf, type ProjectParams } from './project.ts'
import { token } from './token.ts'
import { transcode } from './transcode.ts'

/** What each dialect has. */
const resources = {
  '2020-05': [token, algorithmLaunch, transcode, job],
  1.5: [token, job15, jobs15]
} as const satisfies Record<TatorDialect, unknown>

/** The Tator façade: its Job API, as of May 2020 or as of 1.5. */
export async function tator (app: FastifyInstance, { world }: { world: World }): Promise<void> {
  app.setErrorHandler(answerError(world.settings))
  app.setNotFoundHandler(() => { throw new TatorProblem('not-found', 'Not found.') })
  app.decorateRequest('user', null)
  app.addHook('onRequest', async request => admit(world, request))
  for (const schema of tatorSchemas[world.settings.tator]) app.addSchema(schema)
  const answerOtherMethods = collectMethods(app)
  for (const resource of resources[world.settings.tator]) resource(app, { world })
  answerOtherMethods((request, reply, allow) => {
    const served = world.settings.tator === '2020-05' ? allow : allow.replace(', OPTIONS', '')
    reply.header('Allow', served)
    if (request.method === 'OPTIONS' && served === allow) return reply.send({ name: 'jobdouble', description: '', renders: ['application/json'], parses: ['application/json'] })
    throw new TatorProblem('method-not-allowed', `Method "${request.method}" not allowed.`)
  })
}

/**
 * In the order of the real server: content negotiation, who it is, what they may. All of it before the body is read,
 * so nobody learns from an error about a body what they may not send. The answer is JSON, even to a browser.
 */
function admit (world: World, request: FastifyRequest): void {
  // What a DELETE says of a body is ignored, even where it is no media type at all.
  if (request.method === 'DELETE') delete request.headers['content-type']
  if (formatOf(request) === undefined) throw new TatorProblem('not-acceptable', 'Could not satisfy the request Accept header.')
  const { level, public: isPublic } = request.routeOptions.config
  if (isPublic === true || request.is404) return
  // A path that ends where the id should begin is no path of the real server.
  if (Object.values(request.params as object).includes('')) throw new TatorProblem('not-found', 'Not found.')
  const user = authenticate(world, request.headers.authorization)
  request.setDecorator('user', user)
  if (level !== undefined) authorise(user, projectOf(world, request.params as ProjectParams).id, level)
}
