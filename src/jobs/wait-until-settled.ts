import type { Clock } from './clock.ts'
import type { Job } from './job.ts'
import type { JobStore } from './store.ts'
import { endOf } from './timeline.ts'

/** `late`: the time that someone would wait is over · `abandoned`: nobody waits any more */
export type Settlement = 'reached' | 'late' | 'abandoned' | 'dismissed' | 'forgotten'

export interface WaitOptions {
  readonly store: JobStore
  readonly clock: Clock
  /** Aborted when nobody waits any more; who hands none over waits as long as the job is there. */
  readonly signal?: AbortSignal
  /** The instant of the job that is waited for, in epoch milliseconds; its own end if absent. */
  readonly instant?: (job: Job) => number
  /** Until when to wait at the longest, in epoch milliseconds; for ever if absent. */
  readonly until?: number
}

/**
 * Waits until the job reaches an instant of its own, or something else ends the waiting; `at` in the answer is when,
 * and `job` the record as it was then. It leaves no alarm and no listener behind, whichever comes first. Who holds a
 * job, or moves it, moves the instant.
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
