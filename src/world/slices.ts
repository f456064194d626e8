import { setImmediate } from 'node:timers/promises'
import { forEachInSteps, jobsPerStep, type Steps } from '../jobs/steps.ts'

/** The longest slice of long work, in milliseconds of real time. */
const longestSlice = 10

/** The slices of all long work in progress: one in each turn of the event loop, so that a request waits for one at most. */
let lastPause = Promise.resolve()

/** Starts a slice. The returned function is called between steps; when the slice is over it returns a promise for the next one. */
function startSlice (): () => Promise<void> | undefined {
  let end = performance.now() + longestSlice
  return () => {
    if (performance.now() < end) return undefined
    lastPause = lastPause.then(() => setImmediate())
    return lastPause.then(() => { end = performance.now() + longestSlice })
  }
}

/** Does long work in slices of a few milliseconds, so that other requests are served meanwhile. */
export async function finishInSlices<T> (steps: Steps<T>): Promise<T> {
  const pause = startSlice()
  let step = steps.next()
  while (step.done !== true) {
    const pausing = pause()
    if (pausing !== undefined) await pausing
    step = steps.next()
  }
  return step.value
}

/** The items that match. */
export async function filterInSlices<T> (items: readonly T[], matches: (item: T) => boolean): Promise<T[]> {
  const found: T[] = []
  await finishInSlices(forEachInSteps(items, item => { if (matches(item)) found.push(item) }))
  return found
}

/** The items in batches of some hundred. */
export async function * batchesInSlices<T> (items: readonly T[]): AsyncGenerator<readonly T[]> {
  const pause = startSlice()
  for (let start = 0; start < items.length; start += jobsPerStep) {
    yield items.slice(start, start + jobsPerStep)
    await pause()
  }
}
