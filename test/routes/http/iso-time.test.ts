import t from 'tap'
import { isoTime } from '../../../routes/http/iso-time.ts'

t.test('a time is written the same however often and after however many others it is asked for', async t => {
  const instants = [
    ...Array.from({ length: 1500 }, (_, index) => index * 1000 + index % 1000),
    0, -0, 1, -1, -999, -1000, -1001, 0.5, -0.5, 999.9, 1767225600000, 253402300799999, 253402300800000, 8.64e15, -8.64e15
  ]
  for (const round of ['first', 'second']) t.same(instants.filter(epoch => isoTime(epoch) !== new Date(epoch).toISOString()), [], `${round} round`)
})

t.test('what is no time is not written as one', async t => {
  for (const epoch of [NaN, Infinity, -Infinity, 9e15]) t.throws(() => isoTime(epoch), RangeError)
})
