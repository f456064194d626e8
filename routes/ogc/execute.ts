import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Execute } from '../../schemas/ogc/execute.ts'
import { andThen } from '../../src/inputs/and-then.ts'
import type { Process } from '../../src/processes/process.ts'
import type { ValidationError } from '../../src/inputs/validation-error.ts'
import type { Job } from '../../src/jobs/job.ts'
import type { World } from '../../src/world/world.ts'
import { baseAddress } from '../http/base-address.ts'
import { exchangeOf, worldOf } from '../http/exchange.ts'
import { isForeign } from '../http/origin-guard.ts'
import type { Preferences } from '../http/preferences.ts'
import { planFromText, invalidProgression } from '../http/progression-header.ts'
import { refuseUnacceptable } from './negotiate-results.ts'
import { type ExecutionMode, executionMode } from './offers.ts'
import { OgcProblem } from './problems.ts'
import { type ParsedExecute, readExecute } from './read-execute.ts'
import { subscribe } from './subscribe.ts'

/** The context of an execute request. */
export interface ExecutionContext {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly process: Process
}

/** The content of an execute request, in whichever form it came. */
export interface ExecutionRequest {
  readonly body: Execute
  readonly preferences: Preferences
  /** The progression in X-Job-Progression. */
  readonly progression: string | string[] | undefined
  /** Known problems of its inputs. */
  readonly unread?: readonly ValidationError[]
}

/** An execute request with a job. */
export interface Execution extends ExecutionMode {
  readonly world: World
  readonly job: Job
  readonly base: string
  readonly preferences: Preferences
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** X-Job-Progression is invalid. */
export class InvalidProgression extends OgcProblem {}

/**
 * Validates the request, submits the job and answers.
 * @throws OgcProblem if it is invalid
 * @param answer called in the same turn in which the job is submitted, so that nothing can happen to it before
 */
export function execute<T> (context: ExecutionContext, executionRequest: ExecutionRequest, answer: (execution: Execution) => T | Promise<T>): T | Promise<T> {
  const { request, process } = context
  const options = { unread: executionRequest.unread, isForeign: isForeign(request) }
  return andThen(readExecute(worldOf(request), process, executionRequest.body, options), read => answer(start(context, executionRequest, read)))
}

const alwaysAsynchronous: ExecutionMode = { asynchronous: true }

/** Submits the job that was read. */
function start ({ request, reply, process }: ExecutionContext, { preferences, progression }: ExecutionRequest, { draft, values, subscription, failure }: ParsedExecute): Execution {
  const world = worldOf(request)
  // Fetching its links may take so long that the world has been reset.
  exchangeOf(request.raw).life.throwIfAborted()
  refuseUnacceptable(request, world, 'execution', draft)
  const [job] = world.submit(() => {
    const plan = failure === undefined ? planFromText(progression, world.planFor(process, values)) : { accepted: 0, running: 0, outcome: 'failed' as const, reason: failure }
    if (plan === undefined) throw new InvalidProgression('bad-request', invalidProgression(progression))
    // Written out: V8 gives each copy of a spread that is added to a hidden class of its own, which slows down whatever reads it.
    const { id, project, inputs, delivery } = draft
    return [{ id, process: process.id, project, user: exchangeOf(request.raw).user?.id ?? draft.user, inputs, delivery, plan }]
  }) as [Job]
  const base = baseAddress(request, request.server.prefix)
  subscribe({ world, job, base, onlyPublic: isForeign(request) }, subscription)
  const { asynchronous, wait } = world.persona?.execution?.mode === 'async' ? alwaysAsynchronous : executionMode(process, preferences)
  return { world, job, base, preferences, asynchronous, wait, request, reply }
}
