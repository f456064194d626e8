import t from 'tap'
import { byteRangeOf } from '../../../routes/http/byte-range.ts'

t.test('a part is told by its first and its last byte; what is not understood is all of it', t => {
  const rows = [
    ['bytes=0-0', { start: 0, end: 0 }], ['bytes=2-', { start: 2, end: 9 }], ['bytes=-3', { start: 7, end: 9 }], ['BYTES=0-100', { start: 0, end: 9 }], ['bytes= 1-2 ', { start: 1, end: 2 }],
    ['bytes=-100', { start: 0, end: 9 }], ['bytes=10-', 'unsatisfiable'], ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', undefined], ['bytes=0-1,3-4', undefined], ['bytes=-', undefined], ['bytes', undefined], ['', undefined], ['items=0-1', undefined], ['bytes=1e1-2', undefined]
  ] as const
  for (const [header, range] of rows) t.same(byteRangeOf(header, 10), range, header)
  t.equal(byteRangeOf('bytes=0-', 0), 'unsatisfiable')
  t.end()
})
