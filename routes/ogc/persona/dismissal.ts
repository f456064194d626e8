import type { FastifyReply } from 'fastify'
import type { Dismissal } from '../../../src/jobs/dismissal.ts'
import type { World } from '../../../src/world/world.ts'
import { dialectOf } from '../dialect.ts'
import { factsOf } from '../present.ts'
import type { SpokenPersona } from './persona.ts'
import { respondWithStatusAs } from './status.ts'

/** A dismissal that did something, and where and when. */
export interface DoneDismissal {
  readonly world: World
  readonly dismissal: Extract<Dismissal, { what: 'cancelled' | 'removed' }>
  readonly now: number
  readonly base: string
}

/** How a persona answers a dismissal, by the state in which it met the job. */
export function respondWithDismissalAs (spoken: SpokenPersona, reply: FastifyReply, { world, dismissal: { was, job, kept }, now, base }: DoneDismissal): string {
  const { shows, ...answer } = spoken.dismissal[was]
  const facts = factsOf(world, shows === 'before' ? { ...job, dismissed: undefined } : job, now)
  return respondWithStatusAs(spoken, reply, { dialect: dialectOf(world), facts: { ...facts, before: was }, base, kept, answer })
}
