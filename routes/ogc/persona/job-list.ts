import type { FastifyReply } from 'fastify'
import type { JobQuery } from '../../../schemas/ogc/job-query.ts'
import type { Persona } from '../../../schemas/persona.ts'
import type { Job } from '../../../src/jobs/job.ts'
import type { World } from '../../../src/world/world.ts'
import { finishInSlices } from '../../../src/world/slices.ts'
import { dialectOf } from '../dialect.ts'
import { filterOf } from '../job-query.ts'
import { factsOf } from '../present.ts'
import { OgcProblem } from '../problems.ts'
import { answerAs, plainAnswer } from './answer.ts'
import type { CompiledPersona } from './persona.ts'
import { presentAs, setLinkHeader } from './status.ts'

/** A request for the job list. */
export interface ListRequest {
  readonly world: World
  readonly base: string
  /** Path and query as received. */
  readonly url: string
  readonly query: JobQuery
}

interface ListedPage { readonly jobs: object[], readonly links: object[] }

/** The job list of a persona: by `offset`, in its order. */
export async function listJobsAs (spoken: CompiledPersona, { world, base, url, query }: ListRequest): Promise<object> {
  const { job_list: { absent = false, order = 'newest' } = {} } = spoken.persona
  if (absent) throw new OgcProblem('not-found', 'This server has no list of jobs.')
  const { limit, offset = 0 } = query as { limit: number, offset?: number }
  const { jobs: all, at } = await finishInSlices(world.jobs.listInSteps(filterOf(query), { limit: Infinity }))
  const pageJobs = pageOf(all, order, offset, limit)
  const page = pageJobs.map(job => presentAs(spoken, dialectOf(world), factsOf(world, job, at), base))
  const total = all.length
  const rest = new URLSearchParams(url.split('?')[1])
  for (const name of ['f', 'offset']) rest.delete(name)
  const values = {
    jobs: page,
    ids: pageJobs.map(({ id }) => id),
    count: page.length,
    total,
    limit,
    offset,
    next_offset: offset + limit < total ? offset + limit : undefined,
    prev_offset: offset > 0 ? Math.max(0, offset - limit) : undefined,
    query: rest.size === 0 ? '' : `&${rest}`,
    base,
    self: `${base}/jobs${url.includes('?') ? url.slice(url.indexOf('?')) : ''}`
  }
  return spoken.jobList === undefined ? usualList(values) : spoken.jobList(values) as object
}

const pageOf = (newestFirst: readonly Job[], order: NonNullable<NonNullable<Persona['job_list']>['order']>, offset: number, limit: number): readonly Job[] => {
  if (order === 'newest') return newestFirst.slice(offset, offset + limit)
  const page = newestFirst.toReversed().slice(offset, offset + limit)
  return order === 'oldest' ? page : page.reverse()
}

interface ListValues { readonly jobs: object[], readonly next_offset: number | undefined, readonly prev_offset: number | undefined, readonly query: string, readonly base: string, readonly self: string }

const usualList = ({ jobs, next_offset: next, prev_offset: previous, query, base, self }: ListValues): ListedPage => ({
  jobs,
  links: [
    { href: self, rel: 'self', type: 'application/json' },
    ...next === undefined ? [] : [{ href: `${base}/jobs?offset=${next}${query}`, rel: 'next', type: 'application/json' }],
    ...previous === undefined ? [] : [{ href: `${base}/jobs?offset=${previous}${query}`, rel: 'prev', type: 'application/json' }]
  ]
})

export function respondWithListAs (spoken: CompiledPersona, reply: FastifyReply, list: object): string {
  setLinkHeader(spoken, reply, list)
  return answerAs(reply, spoken, plainAnswer, {}, () => list)
}
