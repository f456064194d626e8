import t from 'tap'
import { bodyProblems } from '../../../../src/check/tator/refusal.ts'
import { familyOf, familyTable, toObservedAnswers } from '../../../../src/check/tator/family.ts'
import type { DeletionSequence } from '../../../../src/check/tator/deletion-sequence.ts'
import { type dialectNames, dialects } from '../../../../src/check/tator/dialects/all.ts'
import { exchangeOf } from '../ogc/sample-exchange.ts'

const sequence = (state: DeletionSequence['state'], first: number): DeletionSequence => ({ state, id: '1', group: '2', first: exchangeOf({ status: first }), second: exchangeOf({ status: 404 }), groupAfter: exchangeOf({ status: 404 }) })

t.test('a deletion follows a dialect by what a first and a second DELETE answer', async t => {
  const family = (spoken: typeof dialectNames[number], ...sequences: DeletionSequence[]) => familyOf(familyTable(toObservedAnswers(sequences, 'No group.')), spoken)
  t.equal(family('2020-05', sequence('Running', 204), sequence('Succeeded', 404)), '2020-05', 'a 204 is the 200 of its description')
  t.equal(family('1.5', sequence('Succeeded', 404)), '2020-05', 'it speaks one and deletes as another')
  for (const spoken of ['2020-09', '1.5'] as const) t.equal(family(spoken, sequence('Succeeded', 200)), spoken, 'both delete so')
  t.equal(family('2020-05', sequence('Succeeded', 200)), null, 'two others delete so')
  t.equal(family('1.5', sequence('Running', 409)), null)
  t.equal(family('1.5'), null, 'nothing was seen')
})

t.test('an error without a body is told, and a launch that is no launch has no jobs', async t => {
  t.same(bodyProblems(exchangeOf({ status: 404, body: '' })), ['GET /jobs/1 was answered with 404 and no body; expected a JSON object with a message.'])
  for (const body of ['{}', '{"group_id":"a"}', '{"run_uids":[]}', '{"gid":"a"}', '{"uid":[]}', '[]']) for (const dialect of dialects) t.equal(dialect.readLaunch(exchangeOf({ body })), undefined, `${dialect.name}: ${body}`)
})
