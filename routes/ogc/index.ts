import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ogcSchemas } from '../../schemas/ogc/all.ts'
import { assets } from '../pages/assets.ts'
import type { ErrorLog } from '../http/error-log.ts'
import { worldOf } from '../http/exchange.ts'
import { offeredFormatOf } from '../http/negotiate.ts'
import { noContent } from '../http/empty-answers.ts'
import { collectMethods } from '../http/wrong-methods.ts'
import { api } from './api.ts'
import { cancel, expectCancelPath } from './cancel.ts'
import { conformance } from './conformance.ts'
import { wrongMethod } from './deploy/deploy-routes.ts'
import { deploymentPages } from './deploy/deployment-pages.ts'
import { deployment } from './deploy/index.ts'
import { dismissal } from './dismissal.ts'
import { answerOgcError } from './errors.ts'
import { events } from './events.ts'
import { execution } from './execution.ts'
import { jobs } from './jobs.ts'
import { landing } from './landing.ts'
import { admit } from './login/admit.ts'
import { loginPages } from './login/pages.ts'
import { expectLoginPath } from './login/paths.ts'
import { token } from './login/token.ts'
import type { OgcOptions } from './options.ts'
import { applyPersona } from './persona/negotiate.ts'
import { personaOf } from './persona/persona.ts'
import { noSuchResource, OgcProblem } from './problems.ts'
import { processes } from './processes.ts'
import { results } from './results.ts'

/** What the client of almost every test asks for. */
const everydayResources = [landing, processes, execution, jobs, results]

/** The resources of almost every test, without the answers to other methods: `ogc` has them all. */
export const everydayOgc: FastifyPluginAsyncTypebox<Pick<OgcOptions, 'log'>> = async (app, { log }) => {
  prepare(app, log)
  const answerOtherMethods = collectMethods(app, [])
  for (const resource of everydayResources) resource(app)
  answerOtherMethods(answerOtherMethod)
}

/** The OGC façade: OGC API – Processes as dialect 1.0 has it. */
export const ogc: FastifyPluginAsyncTypebox<OgcOptions> = async (app, options) => {
  prepare(app, options.log)
  app.setNotFoundHandler(request => { throw noSuchResource(request) })
  const answerOtherMethods = collectMethods(app)
  for (const resource of [...everydayResources, conformance, api, events, dismissal, deploymentPages, cancel, token, loginPages]) resource(app, options)
  await app.register(deployment)
  assets(app, file => new OgcProblem('not-found', `The pages have no asset ${file}.`))
  answerOtherMethods(answerOtherMethod)
}

function prepare (app: FastifyInstance, log: ErrorLog): void {
  app.setErrorHandler(answerOgcError(log, app.prefix))
  app.addHook('onRequest', (request, reply, done) => done(unacceptable(request, reply) ?? refuseAdmission(request, reply)))
  for (const schema of ogcSchemas) app.addSchema(schema)
}

/** Answers a method that the path does not have. @throws OgcProblem unless it is OPTIONS */
function answerOtherMethod (request: FastifyRequest, reply: FastifyReply, known: string): unknown {
  expectCancelPath(request)
  expectLoginPath(request)
  const problem = wrongMethod(request, reply, known)
  if (request.method === 'OPTIONS') return noContent(reply)
  throw problem
}

/** Authentication, in a world where users log in, comes before the body is read, and before the answer discloses anything. */
const refuseAdmission = (request: FastifyRequest, reply: FastifyReply): OgcProblem | undefined =>
  worldOf(request).settings.login === 'off' ? undefined : admit(request, reply)

/** A request whose Accept cannot be satisfied is refused before anything changes. */
function unacceptable (request: FastifyRequest, reply: FastifyReply): OgcProblem | undefined {
  const persona = personaOf(worldOf(request))
  const refusal = persona && applyPersona(persona, request, reply)
  if (refusal !== undefined) return refusal
  const { f } = request.query as { f?: unknown }
  if (f !== undefined && f !== 'json' && f !== 'html') {
    return new OgcProblem('invalid-query-parameter-value', `Query parameter: f came as ${JSON.stringify(f)}; expected json or html.`)
  }
  if (offeredFormatOf(request) !== undefined || request.routeOptions.config.negotiates === true) return undefined
  return new OgcProblem('not-acceptable', `Accept came as "${request.headers.accept}"; this resource has application/json and text/html.`)
}
