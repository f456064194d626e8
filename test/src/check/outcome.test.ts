import t from 'tap'
import { judge, skip, unless } from '../../../src/check/outcome.ts'
import { withoutSecrets } from '../../../src/check/redact.ts'
import { runChecks } from '../../../src/check/run-checks.ts'
import { poll } from '../../../src/check/poll.ts'

t.test('problems fail a check, and the first three of them are told', async t => {
  t.same(judge([], [], '5 jobs.'), { verdict: 'passed', detail: '5 jobs.', exchanges: [] })
  t.same(judge(unless(false, 'It is red.'), []), { verdict: 'failed', detail: 'It is red.', exchanges: [] })
  t.same(judge(unless(true, 'It is red.'), []), { verdict: 'passed', detail: '', exchanges: [] })
  t.equal(judge(['A.', 'B.', 'C.', 'D.', 'E.'], []).detail, 'A. B. C. And 2 more of this kind.')
})

t.test('a check is skipped with a reason: its class is not declared, or it cannot be made', async t => {
  const check = { requirement: '/req', level: 'must', sentence: 'It works' } as const
  const judged = await runChecks([
    { ...check, id: 'a/a', needs: 'html', run: async () => judge([], []) },
    { ...check, id: 'a/b', needs: 'json', run: async () => judge([], []) },
    { ...check, id: 'a/c', run: async () => { throw new Error('No such file.') } }
  ], {}, name => name === 'json' ? undefined : `Nobody asked for ${name}.`)
  t.same(judged.map(({ id, outcome }) => [id, outcome.verdict, outcome.detail]), [
    ['a/a', 'skipped', 'Nobody asked for html.'],
    ['a/b', 'passed', ''],
    ['a/c', 'skipped', 'The check could not run: No such file.']
  ])
  t.same(skip('Why.'), { verdict: 'skipped', detail: 'Why.', exchanges: [] })
})

t.test('secrets in headers are left out', async t => {
  t.same(withoutSecrets({ authorization: 'Bearer abc', 'x-api-key': 'abc', 'set-cookie': 'a=b', accept: '*/*' }), { authorization: '…', 'x-api-key': '…', 'set-cookie': '…', accept: '*/*' })
})

t.test('who polls gets the first answer, or nothing when the time is over', async t => {
  const answers = [undefined, undefined, 'yes']
  t.equal(await poll(60, async () => answers.shift()), 'yes')
  t.equal(await poll(0, async () => undefined), undefined)
})
