import type { FastifyRequest } from 'fastify'
import type { Draft, Job } from '../../src/jobs/job.ts'
import { worldOf } from '../http/exchange.ts'
import { planFromRequest, invalidProgressionOf } from '../http/progression-header.ts'
import { TatorProblem } from './problems.ts'

/** Submits the jobs of a request, with its progression. @throws the error of `draft`; TatorProblem `bad-request` */
export function submit (request: FastifyRequest, draft: () => readonly Draft[]): readonly Job[] {
  return worldOf(request).submit(() => draft().map(draft => {
    const plan = planFromRequest(request, draft.plan)
    if (plan === undefined) throw new TatorProblem('bad-request', invalidProgressionOf(request))
    return { ...draft, plan }
  }))
}
