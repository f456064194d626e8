import { setImmediate } from 'node:timers/promises'
import { forEachInSteps, jobsPerStep, type Steps } from '../jobs/steps.ts'

/** How long one slice of long work may take, in milliseconds of real time. */
const longestSlice = 10

/** The slices of all long work that is under way: one at a time in each turn of the event loop, so that others wait for one at most. */
let lastPause = Promise.resolve()

/** A slice that begins now; what it returns is asked between the steps, and waits for the next slice when this one is over. */
function startSlice (): () => Promise<void> | undefined {
  let end = performance.now() + longestSlice
  return () => {
    if (performance.now() < end) return undefined
    lastPause = lastPause.then(() => setImmediate())
    return lastPause.then(() => { end = performance.now() + longestSlice })
  }
}

/** Does long work in slices of a few milliseconds: meanwhile everybody else is served. */
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

/** The items that are wanted. */
export async function filterInSlices<T> (items: readonly T[], wanted: (item: T) => boolean): Promise<T[]> {
  const found: T[] = []
  await finishInSlices(forEachInSteps(items, item => { if (wanted(item)) found.push(item) }))
  return found
}

/** The same for what is handed on in pieces: some hundred items at a time. */
export async function * batchesInSlices<T> (items: readonly T[]): AsyncGenerator<readonly T[]> {
  const pause = startSlice()
  for (let start = 0; start < items.length; start += jobsPerStep) {
    yield items.slice(start, start + jobsPerStep)
    await pause()
  }
}
