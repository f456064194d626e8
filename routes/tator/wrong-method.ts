import type { FastifyReply, FastifyRequest } from 'fastify'
import { worldOf } from '../http/exchange.ts'
import { TatorProblem } from './problems.ts'

/** The server of May 2020 answered OPTIONS everywhere; later ones refuse it unless the resource names it. @throws TatorProblem `method-not-allowed` */
export function answerWrongMethod (request: FastifyRequest, reply: FastifyReply, allow: string): object {
  const answersOptions = worldOf(request).settings.tator === '2020-05'
  reply.header('Allow', answersOptions ? allow : allow.replace(', OPTIONS', ''))
  if (answersOptions && request.method === 'OPTIONS') return { name: 'jobdouble', description: '', renders: ['application/json'], parses: ['application/json'] }
  throw new TatorProblem('method-not-allowed', `Method "${request.method}" not allowed.`)
}
