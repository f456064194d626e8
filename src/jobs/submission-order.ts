import type { Job } from './job.ts'

const chunkSize = 1024

interface Chunk { readonly first: number, live: number, readonly slots: (Job | undefined)[] }

/**
 * Jobs in the order of their submission, by ordinal. It exists beside the map by id because walking a Map whose
 * oldest half was deleted costs hundreds of microseconds before the first entry; here a walk never meets more than
 * one chunk of empty places, and an empty chunk is dropped.
 */
export class SubmissionOrder {
  #chunks: Chunk[] = []

  /** Puts a job at its ordinal: a new one at the end, a changed one in its own place. */
  put (job: Job): void {
    const chunk = this.#chunkOf(job.ordinal) ?? this.#addChunk(job.ordinal)
    if (chunk.slots[job.ordinal - chunk.first] === undefined) chunk.live++
    chunk.slots[job.ordinal - chunk.first] = job
  }

  remove (ordinal: number): void {
    const index = this.#indexOf(ordinal)
    const chunk = this.#chunks[index]!
    chunk.slots[ordinal - chunk.first] = undefined
    if (--chunk.live === 0) this.#chunks.splice(index, 1)
  }

  /** From the job submitted next after `ordinal` to the newest. Jobs may come and go while someone walks: each is met once, or not at all. */
  * after (ordinal: number): Generator<Job> {
    const start = Math.max(this.#indexOf(ordinal), 0)
    for (let chunk = this.#chunks[start]; chunk !== undefined; chunk = this.#chunks[this.#indexOf(chunk.first) + 1]) {
      const { first, slots } = chunk
      for (let slot = Math.max(ordinal + 1 - first, 0); slot < chunkSize; slot++) {
        const job = slots[slot]
        if (job !== undefined) yield job
      }
    }
  }

  /** From the job submitted last before `ordinal` to the oldest, likewise. */
  * before (ordinal: number): Generator<Job> {
    for (let chunk = this.#chunks[this.#indexOf(ordinal)]; chunk !== undefined; chunk = this.#chunks[this.#indexOf(chunk.first - 1)]) {
      const { first, slots } = chunk
      for (let slot = Math.min(ordinal - 1 - first, chunkSize - 1); slot >= 0; slot--) {
        const job = slots[slot]
        if (job !== undefined) yield job
      }
    }
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
    const chunk = { first: ordinal - ordinal % chunkSize, live: 0, slots: new Array<Job | undefined>(chunkSize) }
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
