import t from 'tap'
import { findJob } from '../../../../src/check/ogc/launch.ts'
import { declaredClasses, isDraftOnly, schemaFor } from '../../../../src/check/ogc/subject.ts'
import type { Exchange } from '../../../../src/check/exchange.ts'

const jobsUrl = 'http://h.example/ogc/jobs'

const exchange = (more: Partial<Exchange>): Exchange =>
  ({ method: 'POST', url: 'http://h.example/ogc/processes/a/execution', finalUrl: 'http://h.example/ogc/processes/a/execution', requestHeaders: {}, status: 201, headers: {}, body: '', start: 0, end: 1, ...more })

const addressOf = (more: Partial<Exchange>) => findJob(exchange(more), jobsUrl)?.url

t.test('a job is where its Location says, or its link, or where jobs are', async t => {
  t.equal(addressOf({ headers: { location: 'http://h.example/ogc/jobs/1' } }), 'http://h.example/ogc/jobs/1')
  t.equal(addressOf({ headers: { location: '/ogc/jobs/1?f=json' } }), 'http://h.example/ogc/jobs/1')
  t.equal(addressOf({ body: '{"jobID":"1","links":[{"href":"/ogc/work/1","rel":"monitor"},{"href":"/x"}]}' }), 'http://h.example/ogc/work/1')
  t.equal(addressOf({ body: '{"id":"a b"}' }), 'http://h.example/ogc/jobs/a%20b')
  t.equal(addressOf({ headers: { location: 'http://internal.example/jobs/1' }, body: '{"jobID":"1"}' }), 'http://h.example/ogc/jobs/1')
  t.equal(findJob(exchange({ headers: { location: '/ogc/jobs/a%20b' } }), jobsUrl)?.id, 'a b')
  t.equal(findJob(exchange({ headers: { location: '/ogc/jobs/%FF' } }), jobsUrl)?.id, '%FF', 'as it is, where it is no UTF-8')
})

t.test('an answer without a job is none', async t => {
  t.equal(addressOf({ status: 400, body: '{"jobID":"1"}' }), undefined)
  t.equal(addressOf({ status: 0 }), undefined)
  t.equal(addressOf({ status: 200, body: '{"a":1}' }), undefined)
  t.equal(addressOf({ headers: { location: 'http://' } }), undefined)
})

t.test('the version is what the conformance classes say', async t => {
  const declaring = (...conformsTo: unknown[]) => ({ conformance: exchange({ body: JSON.stringify({ conformsTo }) }) })
  const [old, draft] = ['1.0', '2.0'].map(version => `http://www.opengis.net/spec/ogcapi-processes-1/${version}/conf/dismiss`)
  t.same([...declaredClasses(declaring(old, 'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core', 5))], ['dismiss'])
  t.same([isDraftOnly(declaring(old)), isDraftOnly(declaring(draft)), isDraftOnly(declaring(old, draft))], [false, true, false])
  t.same([schemaFor(declaring(old), 'StatusInfo'), schemaFor(declaring(draft), 'JobList')], ['StatusInfo', 'JobList20'])
  t.same([...declaredClasses({ conformance: exchange({ body: '{"conformsTo":"all"}' }) })], [])
})
