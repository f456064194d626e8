import t from 'tap'
import { familyOf, familyTable, matchingPolicies, toObservedAnswers } from '../../../../src/check/ogc/family.ts'
import type { DismissalSequence } from '../../../../src/check/ogc/dismissal-sequence.ts'
import { familySentence } from '../../../../src/check/report/family-sentence.ts'

const staysReadable = '200, then 200 dismissed'
const removed = '200, then 404'

const exchange = (words: string) => ({ status: Number(words.split(' ')[0]), body: JSON.stringify({ status: words.split(' ')[1] }) })

const sequence = (state: DismissalSequence['state'], answers: readonly [first: string, after: string, second: string, afterSecond: string]): DismissalSequence => {
  const [first, after, second, afterSecond] = answers.map(exchange)
  return { state, first, after, second, afterSecond } as unknown as DismissalSequence
}

t.test('what was observed is a cell of the table', async t => {
  const observed = toObservedAnswers([sequence('running', ['200 dismissed', '200 dismissed', '410', '200 dismissed']), sequence('failed', ['200 dismissed', '404', '404', '404'])])
  t.same(observed, { running: staysReadable, failed: removed, dismissed: '410, then 200 dismissed' })
  t.same(toObservedAnswers([sequence('running', ['200 dismissed', '404', '404', '404'])]), { running: removed })
})

t.test('a family is the one that does all of it', async t => {
  t.equal(familyOf({ running: staysReadable, successful: removed, dismissed: removed }), 'retain')
  t.equal(familyOf({ running: removed }), 'remove')
  t.equal(familyOf({ running: staysReadable, successful: staysReadable }), 'gone')
  t.equal(familyOf({ running: staysReadable }), null, 'retain or gone')
  t.equal(familyOf({ running: '202, then 200 running', successful: '400, then 200 successful' }), 'refuse')
  t.equal(familyOf({ accepted: '202, then 200 dismissed' }), 'refuse', 'it had taken effect when it was looked at')
  t.equal(familyOf({ running: '204, then 200 running' }), null)
  t.equal(familyOf({ running: staysReadable, successful: '200, then 410' }), 'retain', 'the draft permits 410 for what was removed')
  t.same(matchingPolicies({}), [])
})

t.test('the table has the families as the double has them', async t => {
  t.same(familyTable({ running: staysReadable }).find(({ state }) => state === 'running'), { state: 'running', subject: staysReadable, retain: staysReadable, remove: removed, gone: staysReadable, refuse: '202, then 200 running' })
  t.same(familyTable({}).at(-1), { state: 'dismissed', subject: '', retain: removed, remove: '', gone: '410, then 200 dismissed', refuse: '400, then 200 dismissed' })
})

t.test('the family is said in a sentence', async t => {
  const sentence = (observed: Parameters<typeof familyTable>[0]) => familySentence({ api: 'ogc', family: familyOf(observed), table: familyTable(observed) })
  t.equal(sentence({ running: removed }), 'A dismissal follows the family "remove".')
  t.equal(sentence({}), 'No dismissal was observed, so its family is unknown.')
  t.equal(sentence({ running: staysReadable }), 'A dismissal follows "retain" or "gone": the observations do not distinguish them.')
  t.equal(sentence({ running: '204, then 200 running' }), 'A dismissal follows none of the families: running 204, then 200 running.')
})
