import { JobError, jobErrors } from './errors.ts'
import { sizeOfJob } from './input-bytes.ts'
import { refuseInvalidTimes } from './instants.ts'
import type { Job } from './job.ts'
import { JobTable } from './job-table.ts'

/** Jobs that are brought back one by one, in the order of their submission, before they take the place of others. */
export class RestoredJobs {
  readonly table = new JobTable()
  readonly #limit: number
  readonly #now: number
  /** How many bytes of inputs they have. */
  bytes = 0
  /** The first place that is free after them. */
  nextOrdinal = 0

  /**
   * @param limit how many there may be
   * @param now epoch milliseconds
   */
  constructor (limit: number, now: number) {
    this.#limit = limit
    this.#now = now
  }

  /** @throws JobError `id-in-use`, `invalid-time`, `store-full` */
  add (job: Job): void {
    refuseInvalidTimes(job)
    if (this.table.size === this.#limit) throw new JobError('store-full', jobErrors['store-full'](this.#limit))
    if (this.table.has(job.id)) throw new JobError('id-in-use', jobErrors['id-in-use'](job.id))
    // Places are what an order is kept by: whoever made the jobs up may have given them none that are in it.
    const placed = job.ordinal >= this.nextOrdinal ? job : { ...job, ordinal: this.nextOrdinal }
    this.table.add(placed)
    this.table.pending.expect(placed, this.#now)
    this.nextOrdinal = placed.ordinal + 1
    this.bytes += sizeOfJob(placed)
  }
}
