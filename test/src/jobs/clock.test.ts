import assert from 'node:assert/strict'
import t from 'tap'
import fc from 'fast-check'
import { systemClock } from '../../../src/jobs/clock.ts'
import { ManualClock } from '../../manual-clock.ts'

t.test('a manual clock stands still until it is turned', async t => {
  const clock = new ManualClock(5000)
  t.equal(clock.now(), 5000)
  clock.advance(250)
  clock.advance(0)
  t.equal(clock.now(), 5250)
})

t.test('a manual clock starts at the same moment everywhere', async t => {
  t.equal(new Date(new ManualClock().now()).toISOString(), '2026-01-01T00:00:00.000Z')
})

t.test('a clock is never turned back', async t => {
  const clock = new ManualClock(0)
  for (const ms of [-1, NaN, -Infinity]) t.throws(() => clock.advance(ms), { name: 'RangeError', message: /0 or more, got/ })
  t.equal(clock.now(), 0)
})

t.test('alarms ring once each, in order of time, each at its own instant, however far the clock is turned', async () => {
  fc.assert(fc.property(
    fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 20 }),
    fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 8 }),
    (instants, turns) => {
      const clock = new ManualClock(0)
      const rung: { at: number, now: number }[] = []
      for (const at of instants) clock.alarm(at, () => rung.push({ at, now: clock.now() }))
      for (const ms of turns) clock.advance(ms)
      const due = instants.filter(at => at <= clock.now()).sort((a, b) => a - b)
      assert.deepEqual(rung, due.map(at => ({ at, now: at })))
    }
  ), { numRuns: 100 })
})

t.test('alarms of one instant ring in the order in which they were set', async t => {
  const clock = new ManualClock(0)
  const rung: string[] = []
  for (const name of ['first', 'second', 'third']) clock.alarm(10, () => rung.push(name))
  clock.advance(10)
  t.same(rung, ['first', 'second', 'third'])
})

t.test('an alarm that was called off never rings', async t => {
  const clock = new ManualClock(0)
  const rung: string[] = []
  const callOff = clock.alarm(10, () => rung.push('called off'))
  clock.alarm(10, () => rung.push('kept'))
  callOff()
  callOff()
  clock.advance(20)
  t.same(rung, ['kept'])
})

t.test('a ring may set the next alarm, which rings in the same turn if it is due', async t => {
  const clock = new ManualClock(0)
  const rung: number[] = []
  const ring = () => {
    rung.push(clock.now())
    clock.alarm(clock.now() + 10, ring)
  }
  clock.alarm(10, ring)
  clock.advance(35)
  t.same(rung, [10, 20, 30])
  t.equal(clock.now(), 35)
})

t.test('a ring that turns the clock further does not make it go back', async t => {
  const clock = new ManualClock(0)
  clock.alarm(5, () => clock.advance(100))
  clock.advance(10)
  t.equal(clock.now(), 105)
})

t.test('an alarm for what is due already rings without a turn, but not before whoever sets it is done', async t => {
  const clock = new ManualClock(1000)
  const rung: number[] = []
  clock.alarm(1000, () => rung.push(1000))
  clock.alarm(10, () => rung.push(10))
  clock.alarm(1000, () => rung.push(-1))()
  t.same(rung, [])
  await Promise.resolve()
  t.same(rung, [10, 1000])
  t.equal(clock.now(), 1000)
})

t.test('the system clock is the machine\'s', async t => {
  const before = Date.now()
  const now = systemClock.now()
  t.ok(before <= now && now <= Date.now())
})

t.test('the system clock rings when the moment is there, and at once for one that is past', async t => {
  for (const ahead of [5, -1000]) {
    const at = systemClock.now() + ahead
    // The alarm does not keep the process alive, so something else must while it is waited for.
    const alive = setInterval(() => {}, 1000)
    await new Promise<void>(resolve => systemClock.alarm(at, resolve))
    clearInterval(alive)
    t.ok(systemClock.now() >= at)
  }
})

t.test('an alarm of the system clock that is far away is armed in pieces that a timeout can hold', async t => {
  const day = 86_400_000
  const armed: { ring: () => void, ms: number }[] = []
  const cleared: unknown[] = []
  let now = 1_000_000
  t.intercept(Date, 'now', { value: () => now })
  t.intercept(globalThis, 'setTimeout', {
    value: (ring: () => void, ms: number) => {
      const timer = { unref: () => timer, number: armed.push({ ring, ms }) }
      return timer
    }
  })
  t.intercept(globalThis, 'clearTimeout', { value: (timer: unknown) => cleared.push(timer) })
  let rung = 0
  const callOff = systemClock.alarm(now + 30 * day, () => rung++)
  t.equal(armed[0]?.ms, 2 ** 31 - 1, 'the longest that a timeout takes')
  now += 2 ** 31 - 1
  armed[0]?.ring()
  t.equal(rung, 0, 'it is not time yet')
  t.equal(armed[1]?.ms, 30 * day - (2 ** 31 - 1), 'what is left')
  armed[1]?.ring()
  t.equal(rung, 1)
  callOff()
  t.match(cleared, [{ number: 2 }], 'what is called off is the piece that is armed')
})

t.test('an alarm for the end of time is none', async t => {
  const armed: unknown[] = []
  t.intercept(globalThis, 'setTimeout', { value: (...args: unknown[]) => armed.push(args) })
  const callOff = systemClock.alarm(Infinity, () => t.fail('rang'))
  callOff()
  t.same(armed, [])
})
