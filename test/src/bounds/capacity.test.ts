import t from 'tap'
import { Capacity, CapacityError, SharedPlaces } from '../../../src/bounds/capacity.ts'

const sentence = (limit: number) => `at most ${limit}`

t.test('of a capacity no more is taken than there is, and what is given back can be taken again', async t => {
  const capacity = new Capacity(10, sentence)
  capacity.take(10)
  t.throws(() => capacity.take(1), new CapacityError('at most 10'))
  t.equal(capacity.used, 10)
  capacity.giveBack(4)
  capacity.take(-2)
  capacity.take(6)
  t.equal(capacity.used, 10)
})

t.test('an owner has as many places as are free: half of them alone, and one is left for the next', async t => {
  const places = new SharedPlaces(4, sentence)
  const ends: (() => void)[] = []
  const take = (owner: string) => places.use(owner, () => new Promise<void>(resolve => ends.push(resolve)))
  const used = [take('a'), take('a')]
  await t.rejects(take('a'), new CapacityError('at most 4'))
  used.push(take('b'))
  await t.rejects(take('b'), new CapacityError('at most 4'))
  used.push(take('c'))
  await t.rejects(take('d'), new CapacityError('at most 4'), 'all are taken')
  ends.forEach(end => end())
  await Promise.all(used)
  await t.rejects(places.use('a', () => Promise.reject(new Error('failed'))), { message: 'failed' })
  t.equal(await places.use('a', async () => 'free again'), 'free again')
})
