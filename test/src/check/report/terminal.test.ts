import t from 'tap'
import { toTerminal } from '../../../../src/check/report/terminal.ts'
import { flawless, sample, tatorSample } from './sample.ts'

t.test('a report at a terminal shows failures, reasons, the table and the sums', async t => {
  t.equal(toTerminal(sample, { colours: false }), `MUST dismiss/running/status-code (/req/core/job-success)
  Expected: The dismissal is answered with 200.
  It was answered with 204; expected 200.
  curl -i -X DELETE 'http://h.example/jobs/1'

SHOULD dismiss/links (/req/core/job-success)
  Expected: A job is a statusInfo.
  It links to results.
  curl -i -X DELETE 'http://h.example/jobs/1'

MAY dismiss/nothing (/req/core/job-success)
  Expected: A job is a statusInfo.
  It is not there.

Skipped:
  2 checks (dismiss/a, …): No job was seen.
  dismiss/c: Not declared.

What a dismissal leaves: DELETE, then GET
state      this server    retain                   remove         gone                     refuse
running    200, then 404  200, then 200 dismissed  200, then 404  200, then 200 dismissed  202, then 200 running
dismissed  not seen       200, then 404            –              410, then 200 dismissed  400, then 200 dismissed

A dismissal follows the family "remove".
http://h.example: 2 passed, 3 failed, 3 skipped
`)
})

t.test('where all is well there is little to read, and colours are only colours', async t => {
  t.equal(toTerminal(flawless, { colours: false }), 'A dismissal follows the family "remove".\nhttp://h.example: 1 passed, 0 failed, 0 skipped\n')
  const plain = (text: string) => text.replaceAll(/\u001B\[\d+m/g, '') // eslint-disable-line no-control-regex
  for (const report of [sample, flawless]) t.equal(plain(toTerminal(report, { colours: true })), toTerminal(report, { colours: false }))
  t.match(toTerminal(sample, { colours: true }), '\u001B[31mMUST')
})

t.test('of a server of Tator the dialect is said', async t => {
  t.equal(toTerminal(tatorSample, { colours: false }), `What a deletion leaves: DELETE, then DELETE again
state      this server    2020-05        2020-09        1.5
Succeeded  200, then 404  404, then 404  200, then 404  200, then 404

A deletion follows the dialect "2020-09".
The server speaks the dialect 2020-09 of Tator.
http://h.example: 1 passed, 0 failed, 0 skipped
`)
})

t.test('what a terminal would obey is shown, and stays in its line', async t => {
  const hostile = 'It said "\u001B[2J\u009B31m\u202E".\nMUST forged'
  const [first, ...others] = sample.checks
  const text = toTerminal({ ...sample, checks: [{ ...first!, verdict: 'failed', detail: hostile }, ...others] }, { colours: false })
  t.match(text, '  It said "\\u001b[2J\\u009b31m\\u202e".\\nMUST forged\n')
})
