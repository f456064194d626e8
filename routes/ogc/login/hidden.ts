import type { FastifyRequest } from 'fastify'
import { exchangeOf } from '../../http/exchange.ts'
import { OgcProblem } from '../problems.ts'

/** A problem as a world words it that says of what belongs to others that it is forbidden, rather than that it is not there. */
export function wordHidden<P extends Error> (problem: P, request: FastifyRequest): P | OgcProblem {
  const { world, seen } = exchangeOf(request.raw)
  if (seen === world || world.settings.loginOthers !== '403' || !(problem instanceof OgcProblem) || problem.code !== 'no-such-job') return problem
  const { jobId = '' } = request.params as { jobId?: string }
  return world.jobs.get(jobId) === undefined ? problem : new OgcProblem('forbidden', `The job "${jobId}" belongs to another user.`)
}
