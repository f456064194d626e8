import t from 'tap'
import { duration, relative, timeMarkup } from '../../../routes/pages/relative-time.ts'

const distances: [number, string][] = [
  [0, '+0 s'], [-1, '−0 s'], [1500, '+1.5 s'], [-99_940, '−99.9 s'], [100_000, '+1 min 40 s'], [-3_600_000, '−1 h'],
  [3_725_000, '+1 h 2 min'], [90_000_000, '+1 d 1 h'], [86_401_000, '+1 d 1 s']
]
for (const [ms, words] of distances) t.test(`${ms} milliseconds from now are ${words}`, async t => { t.equal(relative(ms), words) })

t.test('what has no end says so', async t => { t.equal(duration(Infinity), 'without end') })

t.test('an instant is said from now, and carries its time', async t => {
  t.equal(timeMarkup(0, 2000), '<time datetime="1970-01-01T00:00:00.000Z" title="1970-01-01T00:00:00.000Z">−2 s</time>')
  t.match(timeMarkup(5, 5), '>now</time>')
})
