import type { JobFilter } from './filter.ts'
import { type Job, type JobStatus, jobStatuses } from './job.ts'
import { dismissalInstant, endOf, startOf } from './timeline.ts'

/** With more names than this, any name may be among them. */
const mostNames = 32

const places: Readonly<Record<JobStatus, number>> = { accepted: 0, running: 1, successful: 2, failed: 3, dismissed: 4 }

/**
 * What some jobs have in common at any time, such as the instants between which one of them may have a status. A search
 * can skip a thousand jobs by it, without a timer. It may claim too much after jobs have changed or gone, never too
 * little.
 */
export class JobsSummary {
  // By status, in epoch milliseconds: from when and until when a job may have it.
  readonly #from: number[] = jobStatuses.map(() => Infinity)
  readonly #until: number[] = jobStatuses.map(() => -Infinity)
  #processes: Set<string> | undefined = new Set()
  #projects: Set<number> | undefined = new Set()
  #users: Set<number> | undefined = new Set()
  #firstSubmitted = Infinity
  #lastSubmitted = -Infinity
  #firstStart = Infinity
  #lastStart = -Infinity
  #shortest = Infinity
  #longest = -Infinity

  include (job: Job): void {
    const [start, end, stop] = [startOf(job), endOf(job), dismissalInstant(job)]
    this.#widen('accepted', -Infinity, Math.min(start, stop))
    this.#widen('running', start, Math.min(end, stop))
    this.#widen(job.plan.outcome, end, stop)
    this.#widen('dismissed', stop, Infinity)
    this.#processes = addName(this.#processes, job.process)
    this.#projects = addName(this.#projects, job.project)
    this.#users = addName(this.#users, job.user)
    this.#firstSubmitted = Math.min(this.#firstSubmitted, job.submitted)
    this.#lastSubmitted = Math.max(this.#lastSubmitted, job.submitted)
    if (start <= stop && start < Infinity) this.#includeDuration(start, Math.min(end, stop) - start)
  }

  /** Whether one of the jobs may have this status at `now`. */
  mayBe (status: JobStatus, now: number): boolean {
    return this.#from[places[status]]! <= now && now < this.#until[places[status]]!
  }

  /** The status that all of the jobs have at `now`; undefined if not known. */
  onlyStatusAt (now: number): JobStatus | undefined {
    const [only, ...others] = jobStatuses.filter(status => this.mayBe(status, now))
    return others.length === 0 ? only : undefined
  }

  /** Whether one of the jobs may match the filter, as they stand at `now`. */
  admits ({ status, process, project, user, created, minDuration = -Infinity, maxDuration = Infinity }: JobFilter, now: number): boolean {
    return (status === undefined || status.some(each => this.mayBe(each, now))) &&
      (process === undefined || this.#processes === undefined || process.some(each => this.#processes!.has(each))) &&
      (project === undefined || this.#projects === undefined || this.#projects.has(project)) &&
      (user === undefined || this.#users === undefined || this.#users.has(user)) &&
      (created === undefined || (created.from <= this.#lastSubmitted && this.#firstSubmitted <= created.until)) &&
      minDuration <= Math.min(this.#longest, now - this.#firstStart) / 1000 &&
      maxDuration >= Math.min(this.#shortest, now - this.#lastStart) / 1000
  }

  #widen (status: JobStatus, from: number, until: number): void {
    if (from >= until) return
    const place = places[status]
    if (from < this.#from[place]!) this.#from[place] = from
    if (until > this.#until[place]!) this.#until[place] = until
  }

  #includeDuration (start: number, longest: number): void {
    this.#firstStart = Math.min(this.#firstStart, start)
    this.#lastStart = Math.max(this.#lastStart, start)
    this.#shortest = Math.min(this.#shortest, longest)
    this.#longest = Math.max(this.#longest, longest)
  }
}

function addName<T> (names: Set<T> | undefined, name: T): Set<T> | undefined {
  names?.add(name)
  return names === undefined || names.size > mostNames ? undefined : names
}
