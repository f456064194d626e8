import type { Clock } from './clock.ts'
import type { Job } from './job.ts'
import type { JobStore } from './store.ts'
import { endOf } from './timeline.ts'

/** `late`: the time that someone would wait is over · `abandoned`: nobody waits any more */
export type Settlement = 'reached' | 'late' | 'abandoned' | 'dismissed' | 'forgotten'

export interface Waiting {
  readonly store: JobStore
  readonly clock: Clock
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal
  /** The instant of the job that is waited for, in epoch milliseconds; its own end if absent. */
  readonly instant?: (job: Job) => number
  /** Until when to wait at the longest, in epoch milliseconds; for ever if absent. */
  readonly until?: number
}

/**
 * Waits until the job reaches an instant of its own, or something else ends the waiting; `job` in the answer is the
 * record as it was then. It leaves no alarm and no listener behind, whichever comes first. Who holds a job, or moves
 * it, moves the instant.
 */
export async function settled (job: Job, waiting: Waiting): Promise<{ settlement: Settlement, job: Job }> {
  let current = job
  for (;;) {
    const settlement = await next(current, waiting)
    if (settlement !== 'amended') return { settlement, job: current }
    const amended = await waiting.store.get(job.id)
    if (amended === undefined) return { settlement: 'forgotten', job: current }
    current = amended
  }
}

async function next (job: Job, { store, clock, signal, instant = endOf, until = Infinity }: Waiting): Promise<Settlement | 'amended'> {
  if (signal.aborted) return 'abandoned'
  const awaited = instant(job)
  const cleanUp: (() => void)[] = []
  try {
    return await new Promise<Settlement | 'amended'>(resolve => {
      const abandon = () => resolve('abandoned')
      signal.addEventListener('abort', abandon, { once: true })
      cleanUp.push(
        () => signal.removeEventListener('abort', abandon),
        store.watch(job.id, resolve),
        clock.alarm(Math.min(awaited, until), () => resolve(until < awaited ? 'late' : 'reached'))
      )
    })
  } finally {
    for (const undo of cleanUp) undo()
  }
}
