import t from 'tap'
import { isoTime } from '../../../routes/http/iso-time.ts'

t.test('a time is written the same however often and after however many others it is asked for', async t => {
  const instants = Array.from({ length: 1500 }, (_, epoch) => epoch)
  for (const round of ['first', 'second']) t.same(instants.filter(epoch => isoTime(epoch) !== new Date(epoch).toISOString()), [], `${round} round`)
})
