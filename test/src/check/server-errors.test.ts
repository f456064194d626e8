import t from 'tap'
import { judgeServerErrors, sendMalformedRequests } from '../../../src/check/server-errors.ts'
import { exchangeOf } from './ogc/sample-exchange.ts'

const json = { 'content-type': 'application/json' }
const page = { 'content-type': 'text/html' }

t.test('a server that fails answers in the form that was asked for', async t => {
  const failing = (accept: string, headers: Record<string, string>) => exchangeOf({ status: 500, requestHeaders: { accept }, headers })
  t.match(judgeServerErrors([exchangeOf({ status: 404, headers: page })]), { verdict: 'passed', detail: 'The server did not fail.' })
  t.match(judgeServerErrors([failing('application/json', json), failing('text/html', page), failing('text/html', json)]), { verdict: 'passed', detail: 'The server failed 3 times.' })
  t.match(judgeServerErrors([failing('application/json', page)]), { verdict: 'failed', detail: 'GET /jobs/1 with the Accept application/json was answered with 500, text/html; expected JSON.' })
})

t.test('a malformed request is the fault of the client', async t => {
  t.match(await sendMalformedRequests(async () => exchangeOf({ status: 404 })), { verdict: 'passed' })
  t.match((await sendMalformedRequests(async id => exchangeOf({ status: id === '%00' ? 500 : 400 }))).detail, /^A DELETE with a NUL in the id was answered with 500;/)
})
