import type { Clock } from './clock.ts'
import type { Job } from './job.ts'
import type { JobStore } from './store.ts'
import { endOf } from './timeline.ts'

/** `late`: the time limit is over · `abandoned`: nobody waits any more */
export type Settlement = 'reached' | 'late' | 'abandoned' | 'dismissed' | 'forgotten'

export interface WaitOptions {
  readonly store: JobStore
  readonly clock: Clock
  /** Aborted when nobody waits any more; if absent, the wait lasts as long as the job exists. */
  readonly signal?: AbortSignal
  /** The instant of the job to wait for, in epoch milliseconds; its end if absent. */
  readonly instant?: (job: Job) => number
  /** Time limit, in epoch milliseconds; none if absent. */
  readonly until?: number
}

/**
 * Waits until the job reaches an instant of its own, or until something else ends the wait; `at` in the result is when,
 * and `job` is the record at that time. It leaves no alarm and no listener behind. Holding or moving the job moves the
 * instant.
 */
export async function waitUntilSettled (job: Job, { store, clock, signal, instant = endOf, until = Infinity }: WaitOptions): Promise<{ settlement: Settlement, job: Job, at: number }> {
  if (signal?.aborted === true) return { settlement: 'abandoned', job, at: clock.now() }
  let current = job
  const cleanUp: (() => void)[] = []
  try {
    return await new Promise(resolve => {
      const settle = (settlement: Settlement) => resolve({ settlement, job: current, at: clock.now() })
      const setAlarm = () => {
        const awaited = instant(current)
        return clock.alarm(Math.min(awaited, until), () => settle(until < awaited ? 'late' : 'reached'))
      }
      let callOff = setAlarm()
      const abandon = () => settle('abandoned')
      signal?.addEventListener('abort', abandon, { once: true })
      cleanUp.push(
        () => callOff(),
        () => signal?.removeEventListener('abort', abandon),
        store.watch(job.id, news => {
          if (typeof news === 'string') return settle(news)
          callOff()
          current = news
          callOff = setAlarm()
        })
      )
    })
  } finally {
    for (const undo of cleanUp) undo()
  }
}
