import t, { type Test } from 'tap'
import { build } from '../../helper.ts'

type Double = Awaited<ReturnType<typeof build>>

/** The metrics by name and labels, as in a monitoring system. */
async function read (t: Test, { app }: Pick<Double, 'app'>, headers = {}): Promise<Record<string, number>> {
  const { statusCode, headers: answered, payload } = await app.inject({ url: '/__admin/metrics', headers })
  t.equal(statusCode, 200, payload)
  t.match(answered['content-type'], /^text\/plain; version=0\.0\.4; charset=utf-8$/)
  return Object.fromEntries(payload.split('\n').filter(line => line !== '' && !line.startsWith('#')).map(line => {
    const end = line.lastIndexOf(' ')
    return [line.slice(0, end), Number(line.slice(end + 1))]
  }))
}

t.test('metrics say what was answered, how the jobs of all worlds stand, and what they take', async t => {
  const double = await build(t, { clock: 'manual', seed: { jobs: [{ id: 'a', process: 'hold' }, { id: 'b', process: 'echo', age: 60 }, { id: 'c', process: 'fail', age: 60 }] } })
  for (const url of ['/jobs', '/jobs/a', '/jobs/nowhere', '/w/other/jobs/a', '/rest/Nothing/1', '/__admin/jobs', '/__admin/nothing']) await double.app.inject(url)
  await double.app.inject({ method: 'DELETE', url: '/w/other/jobs/a' })
  await double.app.inject({ method: 'PATCH', url: '/jobs' })
  const metrics = await read(t, double)
  t.match(metrics, {
    'jobdouble_requests_total{facade="ogc",status="200"}': 4,
    'jobdouble_requests_total{facade="ogc",status="404"}': 1,
    'jobdouble_requests_total{facade="ogc",status="405"}': 1,
    'jobdouble_requests_total{facade="tator",status="404"}': 1,
    'jobdouble_requests_total{facade="control",status="200"}': 1,
    'jobdouble_requests_total{facade="control",status="404"}': 1,
    'jobdouble_jobs{status="accepted"}': 0,
    'jobdouble_jobs{status="running"}': 1,
    'jobdouble_jobs{status="successful"}': 2,
    'jobdouble_jobs{status="failed"}': 2,
    'jobdouble_jobs{status="dismissed"}': 1,
    jobdouble_worlds: 2,
    nodejs_eventloop_lag_mean_seconds: 0,
    nodejs_eventloop_lag_p99_seconds: 0,
    nodejs_eventloop_lag_max_seconds: 0
  })
  t.ok(metrics['jobdouble_journal_bytes']! > 1000)
  const later = await read(t, double)
  t.equal(later['jobdouble_requests_total{facade="control",status="200"}'], 2, 'to read them is a request, too')
})

t.test('who reads metrics brings the control key', async t => {
  const double = await build(t, { controlKey: 'secret' })
  t.equal((await double.app.inject('/__admin/metrics')).statusCode, 401)
  t.match(await read(t, double, { authorization: 'Bearer secret' }), { jobdouble_worlds: 1 })
})
