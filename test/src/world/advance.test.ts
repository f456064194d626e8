import t from 'tap'
import { advanceClock } from '../../../src/world/advance.ts'
import { MemoryJobStore } from '../../../src/jobs/memory-store.ts'
import { createBackground } from '../../../src/outgoing/background.ts'
import { Callbacks } from '../../../src/outgoing/callbacks.ts'
import { draft } from '../../helper.ts'
import { ManualClock } from '../../manual-clock.ts'

/** The parts of a world that advancing needs; a subscriber answers after some turns of the event loop. */
function parts () {
  const clock = new ManualClock(0)
  const instants: number[] = []
  const outgoing = {
    async send () {
      for (let turns = 0; turns < 5; turns++) await new Promise(resolve => setImmediate(resolve))
      instants.push(clock.now())
      return { status: 500, headers: {}, body: Buffer.of() }
    },
    refusalReason: () => undefined
  }
  return { clock, instants, jobs: new MemoryJobStore(clock), callbacks: new Callbacks(clock, outgoing, createBackground({ error () {} })) }
}

t.test('a turn of the clock answers with the steps that jobs took meanwhile, in order', async t => {
  const world = parts()
  await world.jobs.submit([draft({ id: 'a' }), draft({ id: 'b', plan: { accepted: 5000, running: 5000, outcome: 'failed' } })])
  const lines = (steps: Awaited<ReturnType<typeof advanceClock>>) => steps.map(({ job, from, to, at }) => `${at} ${job} ${from} ${to}`)
  t.same(lines(await advanceClock(world, 10_000)), ['5000 b accepted running', '10000 a accepted running', '10000 b running failed'])
  t.same(await advanceClock(world, 0), [])
  t.same(lines(await advanceClock(world, 60_000)), ['70000 a running successful'])
  t.equal(world.clock.now(), 70_000)
})

t.test('a turn of the clock is over when every callback that fell due has been answered, each at its own instant', async t => {
  const world = parts()
  await world.callbacks.notify({ job: 'a', event: 'success', uri: 'http://x', body: {} })
  await advanceClock(world, 10_000)
  t.same(world.instants, [0, 1000, 6000], 'again after a second, and again after five')
  t.same(world.callbacks.attempts.map(({ attempt, at }) => [attempt, at]), [[1, 0], [2, 1000], [3, 6000]])
})

t.test('the clock is never turned back', async t => {
  const world = parts()
  await t.rejects(advanceClock(world, -1), RangeError)
  t.equal(world.clock.now(), 0)
})
