import t from 'tap'
import { RemovedIds } from '../../../src/jobs/removed-ids.ts'

t.test('the latest removed ids are known, and never more than the limit', async t => {
  const ids = new RemovedIds(10)
  for (let count = 0; count < 23; count++) ids.add(`job-${count}`)
  const known = Array.from({ length: 23 }, (_, count) => count).filter(count => ids.has(`job-${count}`))
  t.same(known, [15, 16, 17, 18, 19, 20, 21, 22])
  ids.clear()
  t.notOk(ids.has('job-22'))
  const one = new RemovedIds(1)
  one.add('first')
  one.add('second')
  t.same([one.has('second'), one.has('third')], [true, false])
})
