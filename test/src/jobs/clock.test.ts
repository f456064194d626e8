import t from 'tap'
import { systemClock } from '../../../src/jobs/clock.ts'

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
