import t from 'tap'
import { PendingDismissals } from '../../../src/jobs/pending-dismissals.ts'

t.test('what falls due comes in the order of its instants, and is taken once', async t => {
  const pending = new PendingDismissals()
  t.equal(pending.next, Infinity)
  for (const [id, at] of [['c', 30], ['a', 10], ['b', 20], ['after b', 20]] as const) pending.add(id, at)
  t.same([pending.next, pending.ids], [10, ['a', 'b', 'after b', 'c']])
  t.same([pending.takeDue(9), pending.takeDue(20), pending.takeDue(20), pending.takeDue(20), pending.takeDue(20), pending.next], [undefined, 'a', 'b', 'after b', undefined, 30])
})

t.test('what was taken leaves its place, however much it was', async t => {
  const pending = new PendingDismissals()
  for (let at = 0; at < 1000; at++) pending.add(`${at}`, at)
  const instants = Array.from({ length: 999 }, (_, at) => at)
  t.same(instants.filter(at => pending.takeDue(at) !== `${at}`), [])
  t.same([pending.ids, pending.next], [['999'], 999])
})

t.test('what is known to nobody is forgotten where it has become the most', async t => {
  const pending = new PendingDismissals()
  for (let at = 0; at < 70; at++) pending.add(`${at}`, at)
  pending.prune(3, () => false)
  t.equal(pending.ids.length, 70, 'some may stay')
  pending.prune(2, id => id === '7')
  t.same(pending.ids, ['7'])
})
