import t from 'tap'
import { toHtml } from '../../../../src/check/report/html.ts'
import { flawless, sample, tatorSample } from './sample.ts'

t.test('a report as a page says all of it, and loads nothing', async t => {
  const page = toHtml(sample)
  for (const text of ['<b>3</b> failed', 'It was answered with 204; expected 200.', 'A dismissal follows the family', 'not seen', 'connect ECONNREFUSED', 'curl -i -X DELETE', 'dismiss: 0 of 6 passed', '<th scope="col" class="match">remove</th>']) t.match(page, text)
  t.notMatch(page, /\b(src|href)="(?!data:)/)
  t.notMatch(page, '<b>&\u0000')
})

t.test('a page without failures says so', async t => {
  t.match(toHtml(flawless), 'No check failed.')
  t.match(toHtml(flawless), '<li class="skipped"><b>0</b> failed</li>')
  t.notMatch(toHtml(flawless), '<table>')
})

t.test('a page about a server of Tator names its dialect and the command', async t => {
  const page = toHtml(tatorSample)
  for (const text of ['The server speaks the dialect 2020-09 of Tator.', 'jobdouble check http://h.example --api tator --project ID --algorithm NAME --token KEY', '<th scope="col" class="match">2020-09</th>']) t.match(page, text)
})

t.test('what stands in backticks in the sentence of a check is code on the page, and all else is only text', async t => {
  const [passed] = flawless.checks
  const page = toHtml({ ...flawless, checks: [{ ...passed!, sentence: 'An answer with `Prefer: <b>` & more' }] })
  t.match(page, 'An answer with <code>Prefer: &#60;b&#62;</code> &#38; more')
})
