import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { TurnQueue } from '../../../src/world/turn-queue.ts'

t.test('turns come one after another in the order in which they were asked for, whatever becomes of them', async t => {
  const queue = new TurnQueue()
  const events: string[] = []
  const turn = (name: string) => queue.take(async () => {
    events.push(`${name} begins`)
    await setImmediate()
    events.push(`${name} ends`)
    if (name === 'b') throw new Error('b fails')
    return name
  })
  const turns = [turn('a'), turn('b'), turn('c')]
  t.same(events, ['a begins'], 'the first one does not wait')
  t.match(await Promise.allSettled(turns), [{ value: 'a' }, { reason: { message: 'b fails' } }, { value: 'c' }])
  t.same(events, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  t.equal(await turn('d'), 'd')
})

t.test('who waits can be told that nothing comes of it; who is at it goes on', async t => {
  const queue = new TurnQueue()
  const first = queue.take(async () => { await setImmediate(); return 'first' })
  const second = queue.take(async () => 'second')
  queue.end(new Error('over'))
  await t.rejects(second, { message: 'over' })
  t.equal(await first, 'first')
  t.equal(await queue.take(() => 'third'), 'third')
})
