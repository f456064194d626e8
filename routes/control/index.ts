import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { FaultBody } from '../../schemas/control/fault.ts'
import { RequestPattern } from '../../schemas/control/request-pattern.ts'
import { Settings } from '../../schemas/control/settings.ts'
import type { Apis } from '../../src/comparison.ts'
import type { Worlds } from '../../src/worlds.ts'
import { assets } from '../assets.ts'
import type { ErrorLog } from '../error-log.ts'
import { collectMethods } from '../wrong-methods.ts'
import { clock } from './clock.ts'
import { comparison } from './comparison.ts'
import { faults } from './faults.ts'
import { jobs } from './jobs.ts'
import { lifecycle } from './lifecycle.ts'
import { openapi } from './openapi.ts'
import { answerError, ControlProblem } from './problems.ts'
import { pactStates } from './provider-states.ts'
import { requests } from './requests.ts'
import { reset } from './reset.ts'
import { snapshots } from './snapshots.ts'
import { worlds } from './worlds.ts'

export interface ControlOptions {
  readonly worlds: Worlds
  /** Where both APIs are. */
  readonly apis: Apis
  readonly log: ErrorLog
  /** What `X-Control-Key`, or `Authorization: Bearer`, must bring; absent: nothing is asked for. */
  readonly key?: string
}

/** The control façade, under `/__admin`: decides what happens in a world, and tells what did. */
export async function control (app: FastifyInstance, options: ControlOptions): Promise<void> {
  app.setErrorHandler(answerError(options.log))
  app.setNotFoundHandler(request => { throw new ControlProblem(404, `There is nothing at ${request.method} ${request.url}.`) })
  app.addHook('onRequest', (request, _reply, done) => done(admit(request, options.key)))
  for (const schema of [FaultBody, RequestPattern, Settings]) app.addSchema(schema)
  const answerOtherMethods = collectMethods(app)
  for (const resource of [clock, lifecycle, jobs, faults, requests, snapshots, pactStates, comparison, reset, worlds, openapi]) resource(app, options)
  assets(app, file => new ControlProblem(404, `The pages have no asset ${file}.`))
  answerOtherMethods((request, reply, allow) => {
    reply.header('Allow', allow)
    if (request.method === 'OPTIONS') return reply.code(204).send()
    throw new ControlProblem(405, `${request.method} is not a method of this resource; it has: ${allow}.`)
  })
}

/** Whether the double is well is no secret: a container's health check has no key. Nor is what pages look like. */
const open = new Set(['/__admin/health', '/__admin/version', '/__admin/assets/:file'])

function admit (request: FastifyRequest, key: string | undefined): ControlProblem | undefined {
  if (key === undefined || open.has(request.routeOptions.url ?? '')) return undefined
  const { 'x-control-key': header, authorization = '' } = request.headers
  const came = typeof header === 'string' ? header : authorization.replace(/^bearer\s+/i, '')
  return sameText(came, key) ? undefined : new ControlProblem(401, 'The control façade asks for its key: send it as X-Control-Key, or as Authorization: Bearer.')
}

function sameText (one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
