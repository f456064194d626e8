import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Execute } from '../../schemas/ogc/execute.ts'
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
import { readExecute } from './read-execute.ts'
import { subscribe } from './subscribe.ts'

/** Where an execute request came in. */
export interface ExecutionContext {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly process: Process
}

/** What it asks for, however it said it. */
export interface ExecutionRequest {
  readonly body: Execute
  readonly preferences: Preferences
  /** How the job is to go on, as X-Job-Progression says it. */
  readonly progression: string | string[] | undefined
  /** What is known to be wrong with its inputs already. */
  readonly unread?: readonly ValidationError[]
}

/** One execute request on its way. */
export interface Execution extends ExecutionMode {
  readonly world: World
  readonly job: Job
  readonly base: string
  readonly preferences: Preferences
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** X-Job-Progression says nothing that can be understood. */
export class InvalidProgression extends OgcProblem {}

/**
 * Checks what was asked for, submits the job and answers. @throws OgcProblem if it cannot be
 * @param answer called in the very turn in which the job is there, so that nothing happens to it unseen
 */
export async function execute<T> ({ request, reply, process }: ExecutionContext, { body, preferences, progression, unread }: ExecutionRequest, answer: (execution: Execution) => T): Promise<Awaited<T>> {
  const world = worldOf(request)
  const { draft, values, subscription } = await readExecute(world, process, body, { ...(unread !== undefined && { unread }), isForeign: isForeign(request) })
  // What it refers to may have been so long on its way that the world is another one by now.
  exchangeOf(request.raw).life.throwIfAborted()
  refuseUnacceptable(request, world, 'execution', draft)
  const [job] = world.submit(() => {
    const plan = planFromText(progression, world.planFor(process, values))
    if (plan === undefined) throw new InvalidProgression('bad-request', invalidProgression(progression))
    return [{ ...draft, plan }]
  }) as [Job]
  const base = baseAddress(request, request.server.prefix)
  subscribe({ world, job, base, onlyPublic: isForeign(request) }, subscription)
  return await answer({ world, job, base, preferences, ...executionMode(process, preferences), request, reply })
}
