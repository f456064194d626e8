import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { batchesInSlices, filterInSlices, finishInSlices } from '../../../src/world/slices.ts'

/** Work that takes real time in each of its steps, as long work does. */
function * busy (steps: number): Generator<undefined, string, undefined> {
  for (let step = 0; step < steps; step++) {
    for (const end = performance.now() + 6; performance.now() < end;);
    yield
  }
  return 'done'
}

t.test('others have their turn between the slices of long work, of several at once too', async t => {
  const over = new AbortController()
  let turns = 0
  const others = (async () => { while (!over.signal.aborted) { turns++; await setImmediate() } })()
  t.same(await Promise.all([finishInSlices(busy(6)), finishInSlices(busy(6))]), ['done', 'done'])
  over.abort()
  await others
  t.ok(turns >= 4, `${turns} turns`)
})

t.test('short work is done at once', async t => {
  let turns = 0
  const other = setImmediate().then(() => { turns++ })
  t.equal(await finishInSlices(busy(0)), 'done')
  t.equal(turns, 0)
  await other
})

t.test('nothing of a long list is lost on the way', async t => {
  const items = Array.from({ length: 1000 }, (_, index) => index)
  const batches: (readonly number[])[] = []
  for await (const batch of batchesInSlices(items)) batches.push(batch)
  t.same(batches.flat(), items)
  t.ok(batches.length > 1)
  t.same(await filterInSlices(items, item => item % 100 === 0), [0, 100, 200, 300, 400, 500, 600, 700, 800, 900])
})
