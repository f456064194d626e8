import t from 'tap'
import { axisFor, percentOf } from '../../../../../routes/control/page/world/axis.ts'

t.test('an axis fits what happened lately, is never too short, and can be chosen', async t => {
  const now = 10_000_000
  t.same(axisFor([now - 100_000, now - 5000], now), { from: now - 105_000, until: now + 26_250, now })
  t.same(axisFor([now - 86_400_000, now - 20_000], now), { from: now - 21_000, until: now + 5250, now }, 'a job of yesterday does not stretch it')
  t.same(axisFor([now - 1, now + 50_000], now), { from: now - 15_000, until: now + 3750, now })
  t.same(axisFor([], now), { from: now - 60_000, until: now + 15_000, now })
  t.same(axisFor([now - 5], now, 3_600_000), { from: now - 3_600_000, until: now + 900_000, now })
})

t.test('a place on it is told in percent, and what lies beyond stands at its end', async t => {
  const axis = axisFor([], 80_000, 80_000)
  t.same([-5, 0, 33_333, 80_000, 100_000, Infinity].map(at => percentOf(axis, at)), [0, 0, 33.33, 80, 100, 100])
})
