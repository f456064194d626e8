import type { JobList } from '../../schemas/ogc/job-list.ts'
import type { JobQuery } from '../../schemas/ogc/job-query.ts'
import { definedOnly } from '../../src/jobs/defined-only.ts'
import type { JobPage, PageRequest } from '../../src/jobs/store.ts'
import { limitOf } from './job-query.ts'
import type { presentIn } from './present.ts'
import { OgcProblem } from './problems.ts'

/** The requested part of the list: next to a cursor, or after `offset` jobs, which are then read too. @throws OgcProblem `invalid-query-parameter-value` */
export function pageRequestOf (query: JobQuery): PageRequest {
  const { before, after, offset } = query
  if (offset !== undefined && (before ?? after) !== undefined) {
    throw new OgcProblem('invalid-query-parameter-value', `Query parameter: offset came as ${offset} beside ${before === undefined ? 'after' : 'before'}; expected one of them, since each says where the page begins.`)
  }
  return { limit: (offset ?? 0) + limitOf(query), ...definedOnly({ olderThan: before, newerThan: after }) }
}

/** The part of the list that a client sees. */
export interface VisiblePage extends JobPage {
  /** Offsets of the neighbouring pages, if pages are counted. */
  readonly offsets?: { readonly next: number, readonly prev: number }
}

export function pageFrom (page: JobPage, query: JobQuery): VisiblePage {
  const { offset } = query
  if (offset === undefined) return page
  const limit = limitOf(query)
  return { ...page, jobs: page.jobs.slice(offset), hasNewer: offset > 0, offsets: { next: offset + limit, prev: Math.max(0, offset - limit) } }
}

const places = ['before', 'after', 'offset']
const [json, html] = ['application/json', 'text/html']

/** The job list with links that keep the filters: by cursor, which stays valid while jobs come and go, or by offset if the client uses it. */
export function jobList ({ jobs, at, hasNewer, hasOlder, offsets }: VisiblePage, url: string, base: string, present: ReturnType<typeof presentIn>): JobList {
  const linkWith = (changes: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams(url.split('?')[1])
    if (places.some(place => place in changes)) places.forEach(place => query.delete(place))
    for (const [name, value] of Object.entries(changes)) query.set(name, value)
    return query.size === 0 ? `${base}/jobs` : `${base}/jobs?${query}`
  }
  const [first, last] = [jobs[0], jobs.at(-1)]
  const next = offsets === undefined ? last && { before: String(last.ordinal) } : { offset: String(offsets.next) }
  const prev = offsets === undefined ? first && { after: String(first.ordinal) } : { offset: String(offsets.prev) }
  // An address with `f=html` leads to a page, and so do those of the pages beside it.
  const [own, other] = new URLSearchParams(url.split('?')[1]).get('f') === 'html' ? [{ type: html }, { f: 'json', type: json }] : [{ type: json }, { f: 'html', type: html }]
  const links = [
    { href: linkWith(), rel: 'self', ...own },
    { href: linkWith({ f: other.f }), rel: 'alternate', type: other.type },
    ...hasOlder && next !== undefined ? [{ href: linkWith(next), rel: 'next', ...own }] : [],
    ...hasNewer && prev !== undefined ? [{ href: linkWith(prev), rel: 'prev', ...own }] : []
  ]
  return { jobs: jobs.map(job => present(job, at, base)), links }
}
