import assert from 'node:assert/strict'
import t from 'tap'
import fc from 'fast-check'
import { type Clock, systemClock } from '../../../src/jobs/clock.ts'
import { WorldClock } from '../../../src/world/world-clock.ts'
import { ManualClock } from '../../manual-clock.ts'

/** A clock that runs with one that the test turns. */
function running (start = 0) {
  const source = new ManualClock(start)
  return { source, clock: new WorldClock({ source }) }
}

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

t.test('a clock runs with its source until it is stopped', async t => {
  const { source, clock } = running(5000)
  t.same([clock.now(), clock.frozen, clock.scale], [5000, false, 1])
  source.advance(250)
  t.equal(clock.now(), 5250)
  clock.freeze()
  source.advance(1000)
  t.same([clock.now(), clock.frozen], [5250, true])
  clock.run()
  source.advance(50)
  t.same([clock.now(), clock.frozen], [5300, false], 'it goes on from where it stood')
})

t.test('a clock on the machine\'s may be stopped at any time', async t => {
  let now = 1000
  // Time goes on between any two looks at it.
  const clock = new WorldClock({ source: { ...systemClock, now: () => now++ } })
  clock.freeze()
  const stopped = clock.now()
  t.ok(stopped >= 1000 && stopped < now)
  t.equal(clock.now(), stopped)
  clock.run()
  const instant = now + 1
  clock.freeze(instant)
  t.ok(clock.now() >= instant, 'an instant that passes meanwhile is no mistake')
})

t.test('a clock may be stopped at a later instant, and what falls due until then rings', async t => {
  const { source, clock } = running()
  const rung: number[] = []
  for (const at of [10, 20, 30]) clock.alarm(at, () => rung.push(clock.now()))
  clock.freeze(20)
  t.same([clock.now(), rung], [20, [10, 20]])
  source.advance(1000)
  t.same(rung, [10, 20], 'a clock that stands still rings nothing')
  clock.run()
  source.advance(10)
  t.same(rung, [10, 20, 30])
})

t.test('a clock is not stopped at an instant that is past, and runs on as it did', async t => {
  const { source, clock } = running(100)
  for (const instant of [99, NaN, -Infinity]) t.throws(() => clock.freeze(instant), { name: 'RangeError', message: /from 100 on, got/ })
  t.notOk(clock.frozen)
  source.advance(1)
  t.equal(clock.now(), 101)
})

t.test('a clock runs at the pace that it is told', async t => {
  const { source, clock } = running()
  clock.run(60)
  source.advance(1000)
  t.same([clock.now(), clock.scale], [60_000, 60])
  clock.run(0.5)
  source.advance(1001)
  t.equal(clock.now(), 60_500, 'in whole milliseconds')
  clock.run()
  source.advance(1)
  t.equal(clock.now(), 60_501, 'though parts of one add up')
})

t.test('a clock runs forward only, and not faster than anybody could follow', async t => {
  const { clock } = running()
  for (const scale of [0, -1, NaN, Infinity, 1e6 + 1]) t.throws(() => clock.run(scale), { name: 'RangeError', message: /above 0/ })
  t.equal(clock.scale, 1)
})

t.test('a clock is not turned beyond the last instant that has a date', async t => {
  const clock = new ManualClock()
  const now = clock.now()
  for (const ms of [8.64e15, Infinity]) t.throws(() => clock.advance(ms), { name: 'RangeError', message: /\+275760-09-13/ })
  t.throws(() => clock.move(Infinity, async () => {}), RangeError)
  t.equal(clock.now(), now)
})

t.test('however often a slow clock is touched, it comes as far as one that is left alone', async () => {
  fc.assert(fc.property(
    fc.constantFrom(0.01, 0.3, 0.5, 1, 2.5, 7), fc.array(fc.tuple(fc.nat(20), fc.constantFrom('alarm', 'advance', 'run', 'read')), { maxLength: 30 }),
    (scale, steps) => {
      const [left, touched] = [running(), running()]
      left.clock.run(scale)
      touched.clock.run(scale)
      for (const [ms, touch] of steps) {
        left.source.advance(ms)
        touched.source.advance(ms)
        if (touch === 'alarm') touched.clock.alarm(touched.clock.now(), () => {})()
        else if (touch === 'advance') touched.clock.advance(0)
        else if (touch === 'run') touched.clock.run(scale)
        assert.ok(Math.abs(touched.clock.now() - left.clock.now()) <= 1e-6 || Math.abs(left.clock.now() - touched.clock.now()) === 1)
      }
      const total = steps.reduce((sum, [ms]) => sum + ms, 0) * scale
      assert.ok(Math.abs(touched.clock.now() - total) <= 1, `${touched.clock.now()}, after ${total}`)
    }
  ), { numRuns: 100 })
})

t.test('alarms of a clock that runs ring when its source says so, never early, and once', async () => {
  fc.assert(fc.property(
    fc.constantFrom(0.5, 1, 3, 60), fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 10 }), fc.array(fc.nat(200), { maxLength: 10 }),
    (scale, instants, turns) => {
      const { source, clock } = running()
      clock.run(scale)
      const rung: number[] = []
      for (const at of instants) {
        clock.alarm(at, () => {
          rung.push(at)
          assert.ok(clock.now() >= at && clock.now() < at + scale + 1, `${at} rang at ${clock.now()}`)
        })
      }
      for (const ms of turns) source.advance(ms)
      assert.deepEqual(rung, instants.filter(at => at <= clock.now()).sort((a, b) => a - b))
    }
  ), { numRuns: 100 })
})

t.test('a clock that runs has one alarm at its source at most, for what falls due next', async t => {
  const manual = new ManualClock(0)
  const armed = new Map<symbol, number>()
  const source: Clock = {
    now: () => manual.now(),
    alarm (at, ring) {
      const key = Symbol('alarm')
      armed.set(key, at)
      const callOff = manual.alarm(at, () => { armed.delete(key); ring() })
      return () => { armed.delete(key); callOff() }
    }
  }
  const clock = new WorldClock({ source })
  const next = () => [...armed.values()]
  const late = clock.alarm(300, () => {})
  t.same(next(), [300])
  const early = clock.alarm(100, () => {})
  t.same(next(), [100])
  clock.alarm(200, () => {})
  t.same(next(), [100])
  early()
  t.same(next(), [200])
  late()
  t.same(next(), [200])
  clock.run(2)
  t.same(next(), [100], 'twice as fast')
  clock.freeze()
  t.same(next(), [])
  clock.run(1)
  manual.advance(200)
  t.same(next(), [])
  clock.alarm(Infinity, () => {})
  t.same(next(), [], 'the end of time needs no alarm')
})

t.test('an alarm for a part of a millisecond rings when that is over', async t => {
  const clock = new ManualClock(0)
  const rung: number[] = []
  clock.alarm(10.25, () => rung.push(clock.now()))
  clock.advance(10.5)
  t.same([rung, clock.now()], [[], 10])
  clock.advance(0.5)
  t.same([rung, clock.now()], [[11], 11])
})

t.test('who turns a clock may wait after each instant for what it set off', async t => {
  const clock = new ManualClock(0)
  const events: string[] = []
  const slow = (name: string) => () => { void Promise.resolve().then(() => events.push(`${name} done at ${clock.now()}`)) }
  clock.alarm(10, slow('first'))
  clock.alarm(20, slow('second'))
  await clock.move(30, async () => {
    await new Promise(resolve => setImmediate(resolve))
    events.push(`settled at ${clock.now()}`)
  })
  t.same(events, ['first done at 10', 'settled at 10', 'second done at 20', 'settled at 20'])
  t.equal(clock.now(), 30)
})

t.test('what is set off while a clock is turned may set alarms that ring in the same turn', async t => {
  const clock = new ManualClock(0)
  const rung: number[] = []
  clock.alarm(10, () => { void Promise.resolve().then(() => clock.alarm(15, () => rung.push(clock.now()))) })
  await clock.move(20, async () => { await new Promise(resolve => setImmediate(resolve)) })
  t.same(rung, [15])
})

t.test('time that passes while a clock is turned is not taken back', async t => {
  const { source, clock } = running()
  clock.alarm(10, () => {})
  t.match(await clock.move(10, async () => { source.advance(50) }), { from: 0, until: 60 })
  t.equal(clock.now(), 60, 'ten milliseconds of the move, and fifty that passed')
})

t.test('a move during which nothing rings is over at once', async t => {
  const clock = new ManualClock(0)
  const moved = clock.move(10, async () => {})
  t.equal(clock.now(), 10)
  t.match(moved, { from: 0, until: 10 })
})

t.test('a reset brings a clock back to where and how it was at first', async t => {
  const still = new ManualClock(1000)
  still.advance(500)
  still.run(3)
  still.reset()
  t.same([still.now(), still.frozen, still.scale], [1000, true, 1])
  const { source, clock } = running(1000)
  clock.run(3)
  clock.advance(1e6)
  source.advance(10)
  clock.freeze()
  clock.reset()
  t.same([clock.now(), clock.frozen, clock.scale], [1010, false, 1])
})

t.test('who waits for an instant goes on waiting for it over a reset', async t => {
  const clock = new ManualClock(0)
  const rung: number[] = []
  clock.alarm(100, () => rung.push(clock.now()))
  clock.advance(50)
  clock.reset()
  clock.advance(99)
  t.same(rung, [])
  clock.advance(1)
  t.same(rung, [100])
})

t.test('a clock that is reset while someone turns it stays where it was reset to', async t => {
  const clock = new ManualClock(0)
  const rung: number[] = []
  for (const at of [10, 20]) clock.alarm(at, () => rung.push(at))
  const { wasReset } = await clock.move(1000, async () => { clock.reset() })
  t.ok(wasReset())
  t.same([clock.now(), rung], [0, [10]])
})

t.test('an alarm that is due while the clock runs leaves the next one armed', async t => {
  const { source, clock } = running()
  const rung: string[] = []
  clock.alarm(50, () => rung.push('later'))
  clock.alarm(0, () => rung.push('due'))
  await Promise.resolve()
  t.same(rung, ['due'])
  source.advance(50)
  t.same(rung, ['due', 'later'])
})
