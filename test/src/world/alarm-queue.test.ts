import t from 'tap'
import { AlarmQueue } from '../../../src/world/alarm-queue.ts'

const ring = () => {}

t.test('alarms come by their instant, those of the same one in the order in which they were set', async t => {
  const queue = new AlarmQueue()
  const rung: string[] = []
  for (const [name, at] of [['c', 20], ['a', 10], ['d', 20], ['b', 10], ['e', 30]] as const) queue.add({ at, ring: () => rung.push(name) })
  for (let due = queue.takeDue(25); due !== undefined; due = queue.takeDue(25)) due.ring()
  t.same(rung, ['a', 'b', 'c', 'd'])
  t.equal(queue.next?.at, 30)
})

t.test('what was called off never comes, and calling off says whether it was still to come', async t => {
  const queue = new AlarmQueue()
  const [callOffFirst, callOffSecond] = [queue.add({ at: 1, ring }), queue.add({ at: 2, ring })]
  t.same([callOffFirst(), callOffFirst()], [true, false])
  t.equal(queue.takeDue(5)?.at, 2)
  t.equal(callOffSecond(), false, 'it has come')
  t.same([queue.next, queue.takeDue(5), queue.size], [undefined, undefined, 0])
})

t.test('of alarms that were called off no more stay than of those that are to ring', async t => {
  const queue = new AlarmQueue()
  const callOffs = Array.from({ length: 10_000 }, (_, at) => queue.add({ at, ring }))
  for (const callOff of callOffs.slice(100).reverse()) callOff()
  t.ok(queue.size <= 2 * 100 + 64, `${queue.size} places for 100 alarms`)
  t.same(Array.from({ length: 101 }, () => queue.takeDue(Infinity)?.at), [...Array(100).keys(), undefined])
})
