import t from 'tap'
import { bodyProblems } from '../../../../src/check/tator/refusal.ts'
import { familyOf, familyTable, observe } from '../../../../src/check/tator/family.ts'
import type { DeletionStory } from '../../../../src/check/tator/deletion-story.ts'
import { may2020 } from '../../../../src/check/tator/dialects/may-2020.ts'
import { exchangeOf } from '../ogc/sample-exchange.ts'

const story = (state: DeletionStory['state'], first: number): DeletionStory => ({ state, id: '1', group: '2', first: exchangeOf({ status: first }), second: exchangeOf({ status: 404 }), groupAfter: exchangeOf({ status: 404 }) })

t.test('a deletion follows a dialect by what a first and a second DELETE answer', async t => {
  const family = (...stories: DeletionStory[]) => familyOf(familyTable(observe(stories, 'No group.')))
  t.equal(family(story('Running', 204), story('Succeeded', 404)), '2020-05', 'a 204 is the 200 of its description')
  t.equal(family(story('Succeeded', 200)), '1.5')
  t.equal(family(story('Running', 200)), null, 'both dialects do so')
  t.equal(family(story('Running', 409)), null)
  t.equal(family(), null)
})

t.test('an error without a body is told, and a launch that is no launch has no jobs', async t => {
  t.same(bodyProblems(exchangeOf({ status: 404, body: '' })), ['GET /jobs/1 was answered with 404 and no body; expected a JSON object with a message.'])
  for (const body of ['{}', '{"group_id":"a"}', '[]']) t.equal(may2020.launched(exchangeOf({ body })), undefined, body)
})
