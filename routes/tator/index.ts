import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { tatorSchemas } from '../../schemas/tator/all.ts'
import type { TatorDialect } from '../../src/world/settings.ts'
import type { World } from '../../src/world/world.ts'
import type { ErrorLog } from '../http/error-log.ts'
import { worldOf } from '../http/exchange.ts'
import { formatOf } from '../http/negotiate.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { collectMethods } from '../http/wrong-methods.ts'
import { algorithmLaunch } from './algorithm-launch.ts'
import { authenticate, authorise } from './authenticate.ts'
import { answerTatorError } from './errors.ts'
import { jobByRunUid } from './job-by-run-uid.ts'
import { jobByUid } from './job-by-uid.ts'
import { jobLaunch } from './job-launch.ts'
import { jobsOfProject } from './jobs-of-project.ts'
import { TatorProblem } from './problems.ts'
import { projectOf, type ProjectParams } from './project.ts'
import { token } from './token.ts'
import { transcode } from './transcode.ts'
import { answerWrongMethod } from './wrong-method.ts'

/** The resources of each dialect beside tokens. */
const resources = {
  '2020-05' (app) {
    algorithmLaunch(app, '2020-05')
    transcode(app, '2020-05')
    jobByRunUid(app)
  },
  '2020-09' (app) {
    algorithmLaunch(app, '2020-09')
    transcode(app, '2020-09')
    jobByUid(app, '2020-09')
    jobsOfProject(app, '2020-09')
  },
  1.5 (app) {
    jobByUid(app, '1.5')
    jobsOfProject(app, '1.5')
    jobLaunch(app)
  }
} as const satisfies Readonly<Record<TatorDialect, (app: TypedInstance) => void>>

/** The Tator façade: its Job API of May 2020, of September 2020 or of 1.5, for the worlds with this dialect. */
export const tator: FastifyPluginAsyncTypebox<{ readonly log: ErrorLog, readonly dialect: TatorDialect }> = async (app, { log, dialect }) => {
  app.setErrorHandler(answerTatorError(log))
  app.setNotFoundHandler(() => { throw new TatorProblem('not-found', 'Not found.') })
  app.decorateRequest('user', null)
  app.addHook('onRequest', async request => admit(worldOf(request), request))
  for (const schema of tatorSchemas) app.addSchema(schema)
  const answerOtherMethods = collectMethods(app)
  token(app, dialect)
  resources[dialect](app)
  answerOtherMethods(answerWrongMethod)
}

/**
 * In the order of the real server: content negotiation, authentication, permission. All of it happens before the body is
 * read, so that an error about a body discloses nothing. The answer is JSON, even to a browser.
 */
function admit (world: World, request: FastifyRequest): void {
  if (formatOf(request) === undefined) throw new TatorProblem('not-acceptable', 'Could not satisfy the request Accept header.')
  const { level, public: isPublic } = request.routeOptions.config
  if (isPublic === true || request.is404) return
  // A path that ends before the id does not exist on the real server.
  if (Object.values(request.params as object).includes('')) throw new TatorProblem('not-found', 'Not found.')
  const user = authenticate(world, request.headers.authorization)
  request.setDecorator('user', user)
  if (level !== undefined) authorise(user, projectOf(world, request.params as ProjectParams).id, level)
}
