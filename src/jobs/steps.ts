/** Long work that can pause between its steps: the caller decides when it goes on. */
export type Steps<T> = Generator<undefined, T, undefined>

/** Jobs per step: some tens of microseconds. */
export const jobsPerStep = 256

/** Runs all steps at once. */
export function finish<T> (steps: Steps<T>): T {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

/** Calls `look` with each item, in steps of a few hundred. */
export function * forEachInSteps<T> (items: Iterable<T>, look: (item: T) => void): Steps<void> {
  let left = jobsPerStep
  for (const item of items) {
    look(item)
    if (--left > 0) continue
    yield
    left = jobsPerStep
  }
}

const sortedAtOnce = 4096

/** Like `toSorted`, in steps; the sort is stable. */
export function * sortInSteps<T> (items: readonly T[], compare: (one: T, other: T) => number): Steps<T[]> {
  let runs: T[][] = []
  for (let start = 0; start < items.length; start += sortedAtOnce) {
    runs.push(items.slice(start, start + sortedAtOnce).sort(compare))
    yield
  }
  while (runs.length > 1) {
    const merged: T[][] = []
    for (let run = 0; run < runs.length; run += 2) merged.push(yield * merge(runs[run]!, runs[run + 1] ?? [], compare))
    runs = merged
  }
  return runs[0] ?? []
}

function * merge<T> (ones: readonly T[], others: readonly T[], compare: (one: T, other: T) => number): Steps<T[]> {
  const merged: T[] = []
  for (let [one, other] = [0, 0]; one < ones.length || other < others.length;) {
    const takesOne = other === others.length || (one < ones.length && compare(ones[one]!, others[other]!) <= 0)
    merged.push(takesOne ? ones[one++]! : others[other++]!)
    if (merged.length % sortedAtOnce === 0) yield
  }
  return merged
}
