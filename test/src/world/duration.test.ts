import t from 'tap'
import { parseDuration } from '../../../src/world/duration.ts'

t.test('a duration is a number of milliseconds, or a text for people', async t => {
  for (const [duration, milliseconds] of [[0, 0], [1500, 1500], [0.5, 0.5], ['0', 0], ['250ms', 250], ['30s', 30_000], ['1.5 minutes', 90_000], ['2h', 7_200_000], ['1d', 86_400_000]] as const) {
    t.equal(parseDuration(duration), milliseconds, `${duration}`)
  }
})

t.test('what is no duration is refused, and quoted', async t => {
  for (const duration of [-1, NaN, '', '-5s', 'soon', '5 fortnights', '30s later', '1'.repeat(101)]) {
    t.throws(() => parseDuration(duration), { name: 'RangeError', message: `${JSON.stringify(duration)} is not a duration; expected milliseconds of 0 or more, or a text such as "30s", "5m" or "2h".` })
  }
})
