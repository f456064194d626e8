import type { Clock } from './clock.ts'
import type { Job } from './job.ts'
import type { JobStore, Watcher } from './store.ts'
import { endOf } from './timeline.ts'

/** `late`: the time that someone would wait is over · `abandoned`: nobody waits any more */
export type Settlement = 'ended' | 'late' | 'abandoned' | Parameters<Watcher>[0]

export interface Waiting {
  readonly store: JobStore
  readonly clock: Clock
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal
  /** Until when to wait at the longest, in epoch milliseconds; for ever if absent. */
  readonly until?: number
}

/**
 * Waits until the job comes to its own end, or something else ends the waiting. It leaves no alarm and no listener
 * behind, whichever comes first.
 */
export async function settled (job: Job, { store, clock, signal, until = Infinity }: Waiting): Promise<Settlement> {
  if (signal.aborted) return 'abandoned'
  const cleanUp: (() => void)[] = []
  try {
    return await new Promise<Settlement>(resolve => {
      const abandon = () => resolve('abandoned')
      signal.addEventListener('abort', abandon, { once: true })
      cleanUp.push(
        () => signal.removeEventListener('abort', abandon),
        store.watch(job.id, resolve),
        clock.alarm(Math.min(endOf(job), until), () => resolve(until < endOf(job) ? 'late' : 'ended'))
      )
    })
  } finally {
    for (const undo of cleanUp) undo()
  }
}
