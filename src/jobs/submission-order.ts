import type { Job, JobStatus } from './job.ts'
import { JobsSummary } from './jobs-summary.ts'
import type { Steps } from './steps.ts'
import { statusAt } from './timeline.ts'

const chunkSize = 1024

interface Chunk {
  readonly first: number
  live: number
  readonly slots: (Job | undefined)[]
  /** What its jobs have in common; absent until a search has looked at all of them. */
  summary: JobsSummary | undefined
  /** Whether the summary is older than the last change of one of its jobs. */
  isLoose: boolean
}

/** Number of jobs by status. */
export type JobCounts = Readonly<Record<JobStatus, number>>

/** Whether jobs with this summary may match a search. */
export type Admission = (summary: JobsSummary) => boolean

/**
 * Jobs in the order of their submission, by ordinal. It exists beside the map by id because iterating a Map whose oldest
 * half was deleted costs hundreds of microseconds before the first entry; here an iteration meets at most one chunk of
 * empty places, and an empty chunk is dropped. A search skips chunks by their summaries; a summary is made when a search
 * has looked at the whole chunk, and costs nothing before.
 */
export class SubmissionOrder {
  #chunks: Chunk[] = []

  /** Puts a job at its ordinal: a new job at the end, a changed one in its own place. */
  put (job: Job): void {
    const chunk = this.#chunkOf(job.ordinal) ?? this.#addChunk(job.ordinal)
    const slot = job.ordinal - chunk.first
    if (chunk.slots[slot] === undefined) chunk.live++
    else chunk.isLoose = true
    chunk.slots[slot] = job
    chunk.summary?.include(job)
  }

  remove (ordinal: number): void {
    const index = this.#indexOf(ordinal)
    const chunk = this.#chunks[index]!
    chunk.slots[ordinal - chunk.first] = undefined
    chunk.isLoose = true
    if (--chunk.live === 0) this.#chunks.splice(index, 1)
  }

  /**
   * From the job submitted next after `ordinal` to the newest. Jobs may come and go during the iteration: each is met
   * once, or not at all.
   * @param admits chunks that it rejects are skipped; none if absent
   */
  * after (ordinal: number, admits?: Admission): Generator<Job> {
    const start = Math.max(this.#indexOf(ordinal), 0)
    for (let chunk = this.#chunks[start]; chunk !== undefined; chunk = this.#chunks[this.#indexOf(chunk.first) + 1]) {
      if (isPassedOver(chunk, admits)) continue
      const { first, slots } = chunk
      for (let slot = Math.max(ordinal + 1 - first, 0); slot < chunkSize; slot++) {
        const job = slots[slot]
        if (job !== undefined) yield job
      }
      if (admits !== undefined) summarise(chunk)
    }
  }

  /** From the job submitted last before `ordinal` to the oldest, likewise. */
  * before (ordinal: number, admits?: Admission): Generator<Job> {
    for (let chunk = this.#chunks[this.#indexOf(ordinal)]; chunk !== undefined; chunk = this.#chunks[this.#indexOf(chunk.first - 1)]) {
      if (isPassedOver(chunk, admits)) continue
      const { first, slots } = chunk
      for (let slot = Math.min(ordinal - 1 - first, chunkSize - 1); slot >= 0; slot--) {
        const job = slots[slot]
        if (job !== undefined) yield job
      }
      if (admits !== undefined) summarise(chunk)
    }
  }

  /** Number of jobs by status at `now`, one step for each chunk. */
  * countByStatus (now: number): Steps<JobCounts> {
    const counts = { accepted: 0, running: 0, successful: 0, failed: 0, dismissed: 0 }
    for (let chunk = this.#chunks[0]; chunk !== undefined; chunk = this.#chunks[this.#indexOf(chunk.first) + 1]) {
      const only = chunk.summary?.onlyStatusAt(now)
      if (only === undefined) {
        for (const job of chunk.slots) if (job !== undefined) counts[statusAt(job, now)]++
        summarise(chunk)
        yield
      } else counts[only] += chunk.live
    }
    return counts
  }

  /** All jobs as an array: some milliseconds for a million. */
  toArray (): Job[] {
    const jobs: Job[] = []
    for (const { slots } of this.#chunks) {
      for (const job of slots) if (job !== undefined) jobs.push(job)
    }
    return jobs
  }

  #chunkOf (ordinal: number): Chunk | undefined {
    const chunk = this.#chunks[this.#indexOf(ordinal)]
    return chunk !== undefined && ordinal < chunk.first + chunkSize ? chunk : undefined
  }

  #addChunk (ordinal: number): Chunk {
    const chunk = { first: ordinal - ordinal % chunkSize, live: 0, slots: new Array<Job | undefined>(chunkSize), summary: undefined, isLoose: false }
    this.#chunks.push(chunk)
    return chunk
  }

  /** The last chunk that begins at or before `ordinal`; -1 if none does. */
  #indexOf (ordinal: number): number {
    let low = 0
    let high = this.#chunks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#chunks[middle]!.first <= ordinal) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

const isPassedOver = ({ summary }: Chunk, admits: Admission | undefined): boolean => admits !== undefined && summary !== undefined && !admits(summary)

function summarise (chunk: Chunk): void {
  if (chunk.summary !== undefined && !chunk.isLoose) return
  const summary = new JobsSummary()
  for (const job of chunk.slots) if (job !== undefined) summary.include(job)
  chunk.summary = summary
  chunk.isLoose = false
}
