import t from 'tap'
import { FairShare } from '../../../src/bounds/fair-share.ts'

const takeAll = (places: FairShare<string>, owner: string) => {
  const returns: (() => void)[] = []
  for (let place = places.take(owner); place !== undefined; place = places.take(owner)) returns.push(place)
  return returns
}

t.test('a world may hold as many places as are left free, so none takes them all', async t => {
  const places = new FairShare<string>(100)
  t.same(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(owner => takeAll(places, owner).length), [50, 25, 13, 6, 3, 2, 1, 0])
})

t.test('a place that is given back is free again, once', async t => {
  const places = new FairShare<string>(4)
  const [first] = takeAll(places, 'a')
  t.equal(takeAll(places, 'b').length, 1)
  first!()
  first!()
  t.equal(takeAll(places, 'b').length, 1)
  t.equal(takeAll(places, 'c').length, 1)
  t.equal(places.take('a'), undefined)
})
