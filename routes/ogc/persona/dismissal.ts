import type { FastifyReply } from 'fastify'
import type { Dismissal } from '../../../src/jobs/dismissal.ts'
import type { World } from '../../../src/world/world.ts'
import { dialectOf } from '../dialect.ts'
import { factsOf } from '../present.ts'
import type { PresentedJob } from '../respond-with-status.ts'
import type { CompiledPersona } from './persona.ts'
import { respondWithStatusAs } from './status.ts'

/** A dismissal that was not refused. */
export type AcceptedDismissal = Exclude<Dismissal, { outcome: 'unknown' | 'refused' }>

/** The persona's answer to a dismissal, by the job's status before it. */
export function respondWithDismissalAs (spoken: CompiledPersona, reply: FastifyReply, world: World, { previousStatus }: AcceptedDismissal, { job, now, base, isReadable = true }: PresentedJob): string {
  const { showsBefore, ...answer } = spoken.dismissal[previousStatus]
  const facts = factsOf(world, showsBefore ? { ...job, dismissed: undefined, dismissal: undefined } : job, now)
  return respondWithStatusAs(spoken, reply, { dialect: dialectOf(world), facts: { ...facts, before: previousStatus }, base, isReadable, answer })
}
