import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { EventLoopDelay } from '../../../src/metrics/event-loop-delay.ts'

function block (milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;);
}

t.test('the delay is that since it was read before; nothing is measured before that, nor when nobody reads', async t => {
  const delay = new EventLoopDelay(600)
  t.teardown(() => delay.stop())
  t.notOk(delay.measures)
  t.same(delay.read(), { mean: 0, p99: 0, max: 0 })
  t.same(delay.read(), { mean: 0, p99: 0, max: 0 }, 'too soon to say')
  await wait(50)
  block(120)
  await wait(40)
  const { mean, p99, max } = delay.read()
  t.ok(max > 0.05 && p99 > 0.05 && mean < max, `${mean} ${p99} ${max}`)
  t.ok(delay.measures)
  while (delay.measures) await wait(10)
  t.same(delay.read(), { mean: 0, p99: 0, max: 0 })
})
