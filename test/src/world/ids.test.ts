import t from 'tap'
import { validate, version } from 'uuid'
import { createIds } from '../../../src/world/ids.ts'
import { ManualClock } from '../../manual-clock.ts'

/** Epoch milliseconds of a version-1 UUID: its 60 bits count 100 ns since 1582-10-15. */
function timeOf (id: string): { ms: number, ticks: number } {
  const [low, middle, high] = id.split('-') as [string, string, string]
  const ticks = BigInt(`0x${high.slice(1)}${middle}${low}`) - 122_192_928_000_000_000n
  return { ms: Number(ticks / 10_000n), ticks: Number(ticks % 10_000n) }
}

t.test('an id is a version-1 UUID whose time is the clock\'s', async t => {
  const clock = new ManualClock(Date.UTC(2020, 4, 17, 12, 30))
  const newId = createIds(clock).next
  for (const ms of [0, 1, 59_999, 86_400_000 * 3650]) {
    clock.advance(ms)
    const id = newId()
    t.ok(validate(id), id)
    t.equal(version(id), 1)
    t.equal(timeOf(id).ms, clock.now())
  }
})

t.test('ids are unique while the clock stands still, also when one millisecond has no room for more', async t => {
  const clock = new ManualClock(0)
  const newId = createIds(clock).next
  const ids = Array.from({ length: 25_000 }, newId)
  t.equal(new Set(ids).size, ids.length)
  t.ok(ids.every(id => timeOf(id).ms === 0), 'and none of them is ahead of the clock')
  t.same([0, 9999, 10_000].map(index => timeOf(ids[index]!).ticks), [0, 9999, 0])
})

t.test('ids go on being unique when the clock is turned', async t => {
  const clock = new ManualClock(0)
  const newId = createIds(clock).next
  const ids = Array.from({ length: 300 }, (_, index) => {
    clock.advance(index % 2)
    return newId()
  })
  t.equal(new Set(ids).size, ids.length)
})

t.test('the same launches at the same times get the same ids', async t => {
  const launches = () => {
    const clock = new ManualClock()
    const newId = createIds(clock).next
    return [0, 0, 1000, 5].map(ms => {
      clock.advance(ms)
      return newId()
    })
  }
  t.same(launches(), launches())
})

t.test('an id names no network card: its node has the multicast bit', async t => {
  const node = createIds(new ManualClock()).next().split('-')[4]
  t.equal(Number.parseInt(String(node).slice(0, 2), 16) & 1, 1)
})

t.test('ids begin anew after a reset, and differ by where they come from', async t => {
  const ids = createIds(new ManualClock(), 'one')
  const first = ids.next()
  t.not(ids.next(), first)
  ids.reset()
  t.equal(ids.next(), first)
  t.not(createIds(new ManualClock(), 'other').next(), first)
})
