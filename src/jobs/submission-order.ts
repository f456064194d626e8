import type { Job, JobStatus } from './job.ts'
import { JobsSummary } from './jobs-summary.ts'
import type { Steps } from './steps.ts'
import { statusAt } from './timeline.ts'

const chunkSize = 1024

interface Chunk {
  readonly first: number
  live: number
  readonly slots: (Job | undefined)[]
  /** What its jobs have in common; absent until someone looks for some of them. */
  summary: JobsSummary | undefined
  /** Whether the summary was made before one of its jobs changed or went. */
  isLoose: boolean
}

/** How many jobs have each status. */
export type JobCounts = Readonly<Record<JobStatus, number>>

/** Whether jobs that have this in common may be among those that someone looks for. */
export type Admission = (summary: JobsSummary) => boolean

/**
 * Jobs in the order of their submission, by ordinal. It exists beside the map by id because walking a Map whose
 * oldest half was deleted costs hundreds of microseconds before the first entry; here a walk never meets more than
 * one chunk of empty places, and an empty chunk is dropped. Who looks for some of the jobs says which chunks may have
 * them; what a chunk has in common is noted when someone has looked at all of it, and costs nothing before.
 */
export class SubmissionOrder {
  #chunks: Chunk[] = []

  /** Puts a job at its ordinal: a new one at the end, a changed one in its own place. */
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
   * From the job submitted next after `ordinal` to the newest. Jobs may come and go while someone walks: each is met once, or not at all.
   * @param admits chunks that it does not admit are passed over; absent: none is
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

  /** How many of them stand where at `now`, a step for each chunk whose jobs are looked at. */
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

  /** All of them as they are now: a million in some milliseconds. */
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
