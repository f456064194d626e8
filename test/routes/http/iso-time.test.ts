import t from 'tap'
import { isoTime } from '../../../routes/http/iso-time.ts'

t.test('a time is written the same however often and after however many others it is asked for', async t => {
  for (let round = 0; round < 2; round++) {
    for (let epoch = 0; epoch < 1500; epoch++) t.equal(isoTime(epoch), new Date(epoch).toISOString())
  }
})
