import type { Job } from '../../../../src/jobs/job.ts'
import type { JournalEntry } from '../../../../src/world/journal.ts'
import type { World } from '../../../../src/world/world.ts'
import { subjectOf } from './request-mark.ts'

/** A job that was shown, and then removed. */
export interface Ghost {
  readonly job: Job
  /** When it was removed, in epoch milliseconds. */
  readonly since: number
}

interface Memory {
  readonly shownJobs: Map<string, Job>
  readonly removed: Map<string, Ghost>
}

/** Maximum number of jobs and of ghosts. */
const most = 100

/**
 * Remembers the jobs that a page showed, so that the row of a removed job stays in place: a second click then reaches
 * the same job. The memory of a world is cleared when the world is reset or forgotten.
 */
export class Ghosts {
  readonly #memories = new WeakMap<AbortSignal, Memory>()

  /** The ghosts of a world, now that the page shows `shownJobs`. @param basePath the APIs' base path in the addresses of `entries` */
  update ({ jobs, clock, life }: Pick<World, 'jobs' | 'clock' | 'life'>, shownJobs: readonly Job[], entries: readonly JournalEntry[], basePath: string): readonly Ghost[] {
    const memory = this.#memories.get(life) ?? { shownJobs: new Map(), removed: new Map() }
    this.#memories.set(life, memory)
    for (const [id, job] of memory.shownJobs) {
      if (jobs.get(id) !== undefined) continue
      memory.shownJobs.delete(id)
      remember(memory.removed, id, { job, since: removalOf(job, entries, basePath) ?? clock.now() })
    }
    for (const job of shownJobs) remember(memory.shownJobs, job.id, job)
    for (const id of memory.removed.keys()) if (jobs.get(id) !== undefined) memory.removed.delete(id)
    return [...memory.removed.values()]
  }
}

function remember<T> (map: Map<string, T>, id: string, value: T): void {
  map.delete(id)
  map.set(id, value)
  if (map.size > most) map.delete(map.keys().next().value as string)
}

/** When the last request that dismissed it was answered. */
const removalOf = ({ id, group }: Job, entries: readonly JournalEntry[], basePath: string): number | undefined => entries.findLast(entry => {
  const { method, status = 500 } = entry
  const subject = subjectOf(entry, basePath)
  return method === 'DELETE' && status < 300 && (subject.job === id || subject.group === group)
})?.at
