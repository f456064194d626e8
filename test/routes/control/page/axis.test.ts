import t from 'tap'
import { axisFrom, percentOf, relative } from '../../../../routes/control/page/axis.ts'

const distances: [number, string][] = [
  [0, '+0 s'], [-1, '−0 s'], [1500, '+1.5 s'], [-99_940, '−99.9 s'], [100_000, '+1 min 40 s'], [-3_600_000, '−1 h'],
  [3_725_000, '+1 h 2 min'], [90_000_000, '+1 d 1 h'], [86_401_000, '+1 d 1 s']
]
for (const [ms, words] of distances) t.test(`${ms} milliseconds from now are ${words}`, async t => { t.equal(relative(ms), words) })

t.test('an axis reaches from the first beginning to a while after now, and is never too short', async t => {
  t.same(axisFrom([5_000, 60_000], 100_000), { from: 5_000, until: 123_750, now: 100_000 })
  t.same(axisFrom([], 100_000), { from: 90_000, until: 102_500, now: 100_000 })
  t.same(axisFrom([99_999], 100_000), { from: 90_000, until: 102_500, now: 100_000 })
})

t.test('a place on it is told in percent, and what lies beyond stands at its end', async t => {
  const axis = axisFrom([0], 80_000)
  t.same([-5, 0, 33_333, 80_000, 100_000, Infinity].map(at => percentOf(axis, at)), [0, 0, 33.33, 80, 100, 100])
})
