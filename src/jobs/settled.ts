import type { Clock } from './clock.ts'
import type { Job } from './job.ts'
import type { JobStore } from './store.ts'
import { endOf } from './timeline.ts'

export type Settlement = 'ended' | 'dismissed' | 'abandoned'

/**
 * Waits until the job comes to its own end, is dismissed, or `signal` says that nobody waits any more.
 * It leaves no alarm and no listener behind, whichever comes first.
 */
export function settled (job: Job, store: JobStore, clock: Clock, signal: AbortSignal): Promise<Settlement> {
  const { promise, resolve } = withResolver<Settlement>()
  const calledOff = clock.alarm(endOf(job), () => resolve('ended'))
  const unwatch = store.watch(job.id, () => resolve('dismissed'))
  const abandon = () => resolve('abandoned')
  signal.addEventListener('abort', abandon, { once: true })
  if (signal.aborted) abandon()
  return promise.finally(() => {
    calledOff()
    unwatch()
    signal.removeEventListener('abort', abandon)
  })
}

function withResolver<T> (): { promise: Promise<T>, resolve: (value: T) => void } {
  let resolve!: (value: T) => void
  const promise = new Promise<T>(_resolve => { resolve = _resolve })
  return { promise, resolve }
}
