import type { FastifyReply } from 'fastify'
import type { Dismissal, DismissPolicy } from '../../src/jobs/dismissal.ts'
import type { JobStatus } from '../../src/jobs/job.ts'
import type { World } from '../../src/world/world.ts'
import { noSuchJob, OgcProblem } from './problems.ts'
import type { PresentedJob } from './respond-with-status.ts'

export interface DismissalContext {
  readonly world: World
  readonly reply: FastifyReply
  /** The base address of links. */
  readonly base: string
}

/**
 * The answer to a dismissal: 200, or 202 if it takes effect later.
 * @throws OgcProblem `no-such-job`, or `gone` for a removed job; `gone`, `not-dismissible` if the policy refuses it
 */
export function answerDismissal ({ world, reply, base }: DismissalContext, id: string, dismissal: Dismissal): PresentedJob {
  const { settings, clock } = world
  const now = clock.now()
  if (dismissal.outcome === 'unknown') throw noSuchJob(world, id)
  if (dismissal.outcome === 'refused') throw refusalOf(settings.dismiss, id, dismissal.previousStatus)
  if (dismissal.outcome === 'unchanged') return { job: dismissal.job, now, base }
  if (dismissal.outcome === 'pending' || dismissal.at > now) reply.code(202)
  return { job: dismissal.job, now, base, isReadable: dismissal.outcome === 'pending' || dismissal.isReadable }
}

const refusalOf = (policy: DismissPolicy, id: string, status: JobStatus): OgcProblem => policy === 'gone'
  ? new OgcProblem('gone', `The job "${id}" was dismissed before; dismissing it again changes nothing.`)
  : new OgcProblem('not-dismissible', `The job "${id}" is ${status}; only a job that is accepted or running can be dismissed.`)
