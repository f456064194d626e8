import assert from 'node:assert/strict'
import t from 'tap'
import { finish, forEachInSteps, jobsPerStep, sortInSteps, type Steps } from '../../../src/jobs/steps.ts'

function countSteps<T> (steps: Steps<T>): { count: number, value: T } {
  for (let count = 1, step = steps.next(); ; count++, step = steps.next()) if (step.done === true) return { count, value: step.value }
}

t.test('every item is looked at once, some hundred in a step', async t => {
  const items = Array.from({ length: 3 * jobsPerStep }, (_, index) => index)
  const seen: number[] = []
  t.equal(countSteps(forEachInSteps(items, item => { seen.push(item) })).count, 4)
  t.same(seen, items)
})

t.test('what is sorted in steps is sorted as at once, and equals stay in their order', async t => {
  for (const length of [0, 1, 4096, 4097, 20_000]) {
    const items = Array.from({ length }, (_, index) => ({ key: index * 7919 % 101, index }))
    const { count, value } = countSteps(sortInSteps(items, (one, other) => one.key - other.key))
    assert.deepEqual(value, items.toSorted((one, other) => one.key - other.key), `${length} items`)
    t.ok(count > length / 4096)
  }
  t.same(finish(sortInSteps([3, 1, 2], (one, other) => one - other)), [1, 2, 3])
})
