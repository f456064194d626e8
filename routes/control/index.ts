import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { AddedCase, CaseBody } from '../../schemas/control/cases.ts'
import { FaultBody, RegisteredFault } from '../../schemas/control/fault.ts'
import { LoggedRequest, ServeEvent } from '../../schemas/control/journal.ts'
import { RequestPattern } from '../../schemas/control/request-pattern.ts'
import { SettingsChange } from '../../schemas/control/settings.ts'
import { assets } from '../pages/assets.ts'
import { noContent } from '../http/empty-answers.ts'
import { collectMethods } from '../http/wrong-methods.ts'
import { cases } from './cases.ts'
import { clock } from './clock.ts'
import { comparison } from './comparison.ts'
import { deployments } from './deployments.ts'
import { describeResponses } from './describe.ts'
import { faults } from './faults.ts'
import { createKeyGuard } from './key.ts'
import { jobs } from './jobs.ts'
import type { ControlOptions } from './options.ts'
import { lifecycle } from './lifecycle.ts'
import { metrics } from './metrics.ts'
import { openapi } from './openapi.ts'
import { demonstrationPage } from './page/demonstration.ts'
import { answerControlError, ControlProblem, keyRequired } from './problems.ts'
import { personas } from './personas.ts'
import { pactStates } from './provider-states.ts'
import { requests } from './requests.ts'
import { reset } from './reset.ts'
import { seed } from './seed.ts'
import { snapshots } from './snapshots.ts'
import { worlds } from './worlds.ts'

/** The control façade, under `/__admin`: controls a world, and reports what happened in it. */
export const control: FastifyPluginAsyncTypebox<ControlOptions> = async (app, options) => {
  app.setErrorHandler(answerControlError(options.log))
  app.setNotFoundHandler(request => { throw new ControlProblem(404, `There is no resource at ${request.method} ${request.url}.`) })
  app.decorate('isControl', true)
  const guard = createKeyGuard(options.key)
  app.addHook('onRequest', (request, _reply, done) => {
    const { public: isPublic } = request.routeOptions.config
    done(isPublic === true || guard.admits(request) ? undefined : new ControlProblem(401, keyRequired))
  })
  for (const schema of [AddedCase, CaseBody, FaultBody, LoggedRequest, RegisteredFault, RequestPattern, ServeEvent, SettingsChange]) app.addSchema(schema)
  describeResponses(app)
  const answerOtherMethods = collectMethods(app)
  for (const resource of [clock, lifecycle, jobs, cases, deployments, faults, requests, snapshots, pactStates, comparison, reset, seed, worlds, metrics, personas, openapi]) resource(app, options)
  demonstrationPage(app, { ...options, guard })
  assets(app, file => new ControlProblem(404, `The pages have no asset ${file}.`))
  answerOtherMethods((request, reply, allow) => {
    reply.header('Allow', allow)
    if (request.method === 'OPTIONS') return noContent(reply)
    throw new ControlProblem(405, `${request.method} is not a method of this resource; it has: ${allow}.`)
  })
}
