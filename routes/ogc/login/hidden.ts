import type { FastifyRequest } from 'fastify'
import { isDeployedByOthers } from '../../../src/world/user-view.ts'
import { exchangeOf } from '../../http/exchange.ts'
import { OgcProblem } from '../problems.ts'

/** Whether a process was deployed or queued by another user than the sender, and is hidden. */
export function isOfOthers ({ raw }: FastifyRequest, processID: string): boolean {
  const { world, seen, user } = exchangeOf(raw)
  return seen !== world && isDeployedByOthers(world, processID, user)
}

export const ofOtherUser = (kind: 'job' | 'process', id: string): OgcProblem => new OgcProblem('of-another-user', `The ${kind} "${id}" belongs to another user.`)

/** The problem of a request that names something of another user; undefined if it does not. */
export function refuseOfOthers ({ params, raw }: FastifyRequest): OgcProblem | undefined {
  const { world, user } = exchangeOf(raw)
  const { jobId = '', processID = '' } = params as { jobId?: string, processID?: string }
  const job = world.jobs.get(jobId)
  if (job !== undefined && job.user !== (user?.id ?? 0)) return ofOtherUser('job', jobId)
  return isDeployedByOthers(world, processID, user) ? ofOtherUser('process', processID) : undefined
}

/** A problem in a world that answers 403, not 404, for resources of others. */
export function wordHidden<P extends Error> (problem: P, request: FastifyRequest): P | OgcProblem {
  const { world, seen } = exchangeOf(request.raw)
  if (seen === world || world.settings.loginOthers !== '403' || !(problem instanceof OgcProblem)) return problem
  const { jobId = '', processID = '' } = request.params as { jobId?: string, processID?: string }
  if (problem.code === 'no-such-job' && world.jobs.get(jobId) !== undefined) return ofOtherUser('job', jobId)
  return problem.code === 'no-such-process' && isOfOthers(request, processID) ? ofOtherUser('process', processID) : problem
}
