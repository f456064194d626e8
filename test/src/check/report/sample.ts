import type { CheckResult, Report } from '../../../../schemas/check/report.ts'

const exchange = { method: 'DELETE', url: 'http://h.example/jobs/1', requestHeaders: { accept: 'application/json' }, status: 204, headers: { 'content-type': 'text/html' }, body: '<b>&\u0000"', curl: 'curl -i -X DELETE \'http://h.example/jobs/1\'' }

const passed: CheckResult = { id: 'job/schema', requirement: '/req/core/job-success', level: 'must', sentence: 'A job is a statusInfo', verdict: 'passed', detail: '5 answers were read.', exchanges: [] }

/** A report with a check of every kind. */
export const sample: Report = {
  subject: 'http://h.example',
  api: 'ogc',
  summary: { passed: 2, failed: 3, skipped: 3 },
  family: 'remove',
  table: [
    { state: 'running', subject: '200, then 404', retain: '200, then 200 dismissed', remove: '200, then 404', gone: '200, then 200 dismissed', refuse: '202, then 200 running' },
    { state: 'dismissed', subject: '', retain: '200, then 404', remove: '', gone: '410, then 200 dismissed', refuse: '400, then 200 dismissed' }
  ],
  checks: [
    passed,
    { ...passed, id: 'job/id', detail: '' },
    { ...passed, id: 'dismiss/running/status-code', sentence: 'The dismissal is answered with 200', verdict: 'failed', detail: 'It was answered with 204; expected 200.', exchanges: [exchange] },
    { ...passed, id: 'dismiss/links', level: 'should', verdict: 'failed', detail: 'It links to results.', exchanges: [{ ...exchange, status: 0, error: 'connect ECONNREFUSED' }] },
    { ...passed, id: 'dismiss/nothing', level: 'may', verdict: 'failed', detail: 'It is not there.' },
    { ...passed, id: 'dismiss/a', verdict: 'skipped', detail: 'No job was seen.' },
    { ...passed, id: 'dismiss/b', verdict: 'skipped', detail: 'No job was seen.' },
    { ...passed, id: 'dismiss/c', verdict: 'skipped', detail: 'Not declared.' }
  ]
}

/** The same report without failures. */
export const flawless: Report = { ...sample, summary: { passed: 1, failed: 0, skipped: 0 }, checks: [passed], table: [] }

/** A server of Tator. */
export const tatorSample: Report = {
  ...flawless,
  api: 'tator',
  dialect: '2020-09',
  family: '2020-09',
  table: [{ state: 'Succeeded', subject: '200, then 404', '2020-05': '404, then 404', '2020-09': '200, then 404', 1.5: '200, then 404' }]
}
