import t, { type Test } from 'tap'
import { systemClock } from '../../../src/jobs/clock.ts'

t.test('the system clock is the machine\'s', async t => {
  const before = Date.now()
  const now = systemClock.now()
  t.ok(before <= now && now <= Date.now())
})

t.test('the system clock rings when the moment is there, and at once for one that is past', async t => {
  for (const ahead of [5, -1000]) {
    const at = systemClock.now() + ahead
    // The alarm does not keep the process alive, so something else must.
    const alive = setInterval(() => {}, 1000)
    await new Promise<void>(resolve => systemClock.alarm(at, resolve))
    clearInterval(alive)
    t.ok(systemClock.now() >= at)
  }
})

/** A fake machine whose time and timeouts the test controls. */
const machine = (t: Test) => {
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
  return {
    armed,
    cleared,
    /** Lets `ms` pass and fires the latest timeout. */
    fireAfter: (ms: number) => {
      now += ms
      armed.at(-1)?.ring()
    }
  }
}

t.test('an alarm of the system clock that is far away is armed in pieces that a timeout can hold', async t => {
  const { armed, cleared, fireAfter } = machine(t)
  const longest = 2 ** 31 - 1
  const month = 30 * 86_400_000
  let rung = 0
  const callOff = systemClock.alarm(systemClock.now() + month, () => rung++)
  fireAfter(longest)
  t.equal(rung, 0, 'it is not time yet')
  fireAfter(month - longest)
  t.equal(rung, 1)
  t.same(armed.map(({ ms }) => ms), [longest, month - longest])
  callOff()
  t.match(cleared, [{ number: 2 }], 'what is called off is the piece that is armed')
})

t.test('a timeout that fires before the moment is armed again for what is left', async t => {
  const { armed, fireAfter } = machine(t)
  let rung = 0
  systemClock.alarm(systemClock.now() + 5, () => rung++)
  fireAfter(4)
  t.equal(rung, 0, 'it is not time yet')
  fireAfter(1)
  t.equal(rung, 1)
  t.same(armed.map(({ ms }) => ms), [5, 1])
})

t.test('an alarm for the end of time is none', async t => {
  const armed: unknown[] = []
  t.intercept(globalThis, 'setTimeout', { value: (...args: unknown[]) => armed.push(args) })
  const callOff = systemClock.alarm(Infinity, () => t.fail('rang'))
  callOff()
  t.same(armed, [])
})
