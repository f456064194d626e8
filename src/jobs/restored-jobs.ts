import { JobError, jobErrors } from './errors.ts'
import { sizeOfJob } from './input-bytes.ts'
import { refuseInvalidTimes } from './instants.ts'
import type { Job } from './job.ts'
import { JobTable } from './job-table.ts'

/** Jobs that are restored one by one, in order of submission, before they replace the jobs of a store. */
export class RestoredJobs {
  readonly table = new JobTable()
  readonly #limit: number
  readonly #now: number
  /** Bytes of their inputs. */
  bytes = 0
  /** The first free ordinal after them. */
  nextOrdinal = 0

  /** @param limit maximum number of jobs @param now epoch milliseconds */
  constructor (limit: number, now: number) {
    this.#limit = limit
    this.#now = now
  }

  /** @throws JobError `id-in-use`, `invalid-time`, `store-full` */
  add (job: Job): void {
    refuseInvalidTimes(job)
    if (this.table.size === this.#limit) throw new JobError('store-full', jobErrors['store-full'](this.#limit))
    if (this.table.has(job.id)) throw new JobError('id-in-use', jobErrors['id-in-use'](job.id))
    // The order is kept by ordinals: made-up jobs may have ordinals that do not fit in it.
    const placed = job.ordinal >= this.nextOrdinal ? job : { ...job, ordinal: this.nextOrdinal }
    this.table.add(placed)
    this.table.pending.expect(placed, this.#now)
    this.nextOrdinal = placed.ordinal + 1
    this.bytes += sizeOfJob(placed)
  }
}
