import t from 'tap'
import type { Segment } from '../../../src/jobs/segments.ts'
import { axisOf, laneMarkup, lifeInWords, placeOf } from '../../../routes/pages/lane.ts'

const segments: Segment[] = [
  { status: 'accepted', from: 0, until: 2000, planned: false },
  { status: 'running', from: 2000, until: 10_000, planned: true },
  { status: 'successful', from: 10_000, until: Infinity, planned: true }
]

t.test('an instant stands where it lies on the axis, and what lies beyond at its end', async t => {
  const axis = { from: 1000, until: 2000 }
  t.same([0, 1000, 1500, 2000, Infinity].map(at => placeOf(axis, at)), [0, 0, 500, 1000, 1000])
})

t.test('an axis shows all that is finite, with room behind it', async t => {
  t.same(axisOf(segments, 2000), { from: 0, until: 11_000 })
  t.same(axisOf(segments, 20_000), { from: 0, until: 22_000 })
  t.same(axisOf([{ status: 'failed', from: 5, until: Infinity, planned: false }], 5), { from: 5, until: 1005 }, 'never nothing')
})

t.test('a lane draws each stretch in its place, what is planned as such, and now', async t => {
  const drawn = laneMarkup(segments, { from: 0, until: 10_000 }, 2000, 'a "life"')
  t.match(drawn, 'aria-label="a &#34;life&#34;"')
  t.match(drawn, '<rect class="accepted past" x="0" y="4" width="200" height="16">')
  t.match(drawn, '<rect class="running planned" x="200" y="4" width="800" height="16">')
  t.match(drawn, '<rect class="successful planned" x="1000" y="9" width="1" height="6">')
  t.match(drawn, '<line class="now" x1="200" x2="200" y1="0" y2="24"/>')
  t.notMatch(drawn, 'style=')
})

t.test('a life can be read', async t => {
  t.equal(lifeInWords(segments), 'accepted from 1970-01-01T00:00:00.000Z until 1970-01-01T00:00:02.000Z, then running from 1970-01-01T00:00:02.000Z until 1970-01-01T00:00:10.000Z (planned), then successful from 1970-01-01T00:00:10.000Z on (planned)')
  t.match(lifeInWords([{ status: 'running', from: 0, until: 9e15, planned: true }]), 'until the end of the supported time range')
})
