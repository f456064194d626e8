import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import t from 'tap'
import { Report } from '../../../../schemas/check/report.ts'
import { toReport } from '../../../../src/check/report/to-report.ts'
import type { Exchange } from '../../../../src/check/exchange.ts'
import { flawless, sample } from './sample.ts'

const exchange: Exchange = { method: 'POST', url: 'http://h.example/x', finalUrl: 'http://h.example/x', requestHeaders: { authorization: 'Bearer abc' }, requestBody: '{}', status: 0, headers: {}, body: 'x'.repeat(5000), error: 'no', start: 0, end: 1 }

t.test('a report has what came of each check, without secrets and without end', async t => {
  const report = toReport({ subject: 'http://h.example', api: 'ogc', family: null, table: [], checks: [{ id: 'a/b', requirement: '/req', level: 'must', sentence: 'It works', outcome: { verdict: 'failed', detail: 'It does not.', exchanges: Array(20).fill(exchange) } }] })
  t.same(report.summary, { passed: 0, failed: 1, skipped: 0 })
  const [{ exchanges }] = report.checks as [typeof report.checks[number]]
  t.equal(exchanges.length, 12)
  t.equal(exchanges[0]?.body.length, 4001)
  t.match(exchanges[0]?.curl, /-H 'authorization: …'[^]*--data-raw '\{\}'/)
  t.notMatch(JSON.stringify(report), 'abc')
  t.ok(new Ajv({ strict: false }).validate(Report, report))
})

t.test('the schema that is published is the one of the reports', async t => {
  const published = JSON.parse(readFileSync(new URL('../../../../dist/check-report.schema.json', import.meta.url), 'utf8'))
  const validate = new Ajv({ strict: false }).compile(published)
  for (const report of [sample, flawless]) t.ok(validate(report), JSON.stringify(validate.errors))
  t.notOk(validate({ ...sample, family: 'keep' }))
})
