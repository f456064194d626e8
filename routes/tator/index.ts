import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { tatorSchemas } from '../../schemas/tator/all.ts'
import type { TatorDialect } from '../../src/world/settings.ts'
import type { World } from '../../src/world/world.ts'
import type { ErrorLog } from '../http/error-log.ts'
import { worldOf } from '../http/exchange.ts'
import { formatOf } from '../http/negotiate.ts'
import { collectMethods } from '../http/wrong-methods.ts'
import { algorithmLaunch } from './algorithm-launch.ts'
import { authenticate, authorise } from './authenticate.ts'
import { answerTatorError } from './errors.ts'
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

/** The Tator façade: its Job API, as of May 2020 or as of 1.5. It is there for the worlds that speak this dialect. */
export const tator: FastifyPluginAsyncTypebox<{ readonly log: ErrorLog, readonly dialect: TatorDialect }> = async (app, { log, dialect }) => {
  app.setErrorHandler(answerTatorError(log))
  app.setNotFoundHandler(() => { throw new TatorProblem('not-found', 'Not found.') })
  app.decorateRequest('user', null)
  app.addHook('onRequest', async request => admit(worldOf(request), request))
  for (const schema of tatorSchemas) app.addSchema(schema)
  const answerOtherMethods = collectMethods(app)
  for (const resource of resources[dialect]) resource(app, dialect)
  answerOtherMethods((request, reply, allow) => {
    const served = dialect === '2020-05' ? allow : allow.replace(', OPTIONS', '')
    reply.header('Allow', served)
    if (request.method === 'OPTIONS' && served === allow) return { name: 'jobdouble', description: '', renders: ['application/json'], parses: ['application/json'] }
    throw new TatorProblem('method-not-allowed', `Method "${request.method}" not allowed.`)
  })
}

/**
 * In the order of the real server: content negotiation, who it is, what they may. All of it before the body is read,
 * so nobody learns from an error about a body what they may not send. The answer is JSON, even to a browser.
 */
function admit (world: World, request: FastifyRequest): void {
  if (formatOf(request) === undefined) throw new TatorProblem('not-acceptable', 'Could not satisfy the request Accept header.')
  const { level, public: isPublic } = request.routeOptions.config
  if (isPublic === true || request.is404) return
  // A path that ends where the id should begin is no path of the real server.
  if (Object.values(request.params as object).includes('')) throw new TatorProblem('not-found', 'Not found.')
  const user = authenticate(world, request.headers.authorization)
  request.setDecorator('user', user)
  if (level !== undefined) authorise(user, projectOf(world, request.params as ProjectParams).id, level)
}
