import { matchesFilter, type JobFilter } from './filter.ts'
import type { Job } from './job.ts'
import type { JobTable } from './job-table.ts'
import { jobsPerStep, type Steps } from './steps.ts'
import type { JobPage, PageRequest } from './store.ts'
import type { Admission } from './submission-order.ts'

/** A page of the matching jobs, as they stand at `at` (epoch milliseconds). */
export function * listJobs (table: JobTable, filter: JobFilter, { limit, olderThan, newerThan }: PageRequest, at: number): Steps<JobPage> {
  if (filter.group !== undefined && limit === Infinity) return { jobs: (yield * takeMatching(table.membersOf(filter.group), filter, at, limit)).reverse(), at, hasNewer: false, hasOlder: false }
  const { order } = table
  const admits = admissionOf(filter, at)
  const take = (jobs: Iterable<Job>, count: number) => takeMatching(jobs, filter, at, count)
  const found = newerThan === undefined
    ? yield * take(order.before(olderThan ?? Infinity, admits), limit + 1)
    : yield * take(order.after(newerThan, admits), limit + 1)
  const more = found.length > limit
  const jobs = found.slice(0, limit)
  if (newerThan !== undefined) {
    return { jobs: jobs.reverse(), at, hasNewer: more, hasOlder: (yield * take(order.before(newerThan + 1, admits), 1)).length > 0 }
  }
  const hasNewer = olderThan !== undefined && (yield * take(order.after(olderThan - 1, admits), 1)).length > 0
  return { jobs, at, hasOlder: more, hasNewer }
}

/** A test that lets whole chunks of jobs be skipped; undefined for a filter that admits all jobs, or names nothing but a group. */
const admissionOf = ({ group, ...filter }: JobFilter, now: number): Admission | undefined =>
  Object.values(filter).some(value => value !== undefined) ? summary => summary.admits(filter, now) : undefined

function * takeMatching (jobs: Iterable<Job>, filter: JobFilter, now: number, count: number): Steps<Job[]> {
  const matchingJobs: Job[] = []
  let left = jobsPerStep
  for (const job of jobs) {
    if (matchesFilter(filter, job, now) && matchingJobs.push(job) === count) break
    if (--left > 0) continue
    yield
    left = jobsPerStep
  }
  return matchingJobs
}
