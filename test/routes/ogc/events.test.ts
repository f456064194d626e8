import t, { type Test } from 'tap'
import { build, draft, plan, type TestDouble } from '../../helper.ts'
import { listen, progressIn, statusIn } from './stream.ts'

async function served (t: Test): Promise<TestDouble> {
  const double = await build(t, { port: 0, seed: {} })
  await double.store.submit([draft()])
  return double
}

t.test('a page hears of every change at its instant, however the clock is turned, and of the end', async t => {
  const double = await served(t)
  const stream = await listen(t, double, 'job')
  t.equal(statusIn((await stream.next())?.data), 'accepted')
  const heard: [string | undefined, number][] = []
  void double.clock.advance('70s')
  for (let event = await stream.next(); event?.event === 'job'; event = await stream.next()) heard.push([statusIn(event.data), progressIn(event.data)])
  t.ok(heard.every(([status]) => status === 'running'))
  t.same(heard.map(([, progress]) => progress), Array.from({ length: 100 }, (_, index) => index))
})

t.test('the last event is what the job became, and then nothing more comes', async t => {
  const double = await served(t)
  const stream = await listen(t, double, 'job')
  await stream.next()
  await double.jobs.move('job', 'failed')
  const end = await stream.next()
  t.same([end?.event, statusIn(end?.data)], ['end', 'failed'])
  t.equal(await stream.next(), undefined)
})

t.test('whoever holds, releases, dismisses or forgets a job is seen', async t => {
  const double = await served(t)
  await double.clock.advance('20s')
  const stream = await listen(t, double, 'job')
  t.equal(progressIn((await stream.next())?.data), 16)
  await double.jobs.hold('job')
  t.notMatch((await stream.next())?.data, 'until 2026-01-01T00:01:10')
  await double.clock.advance('20s')
  await double.jobs.release('job')
  t.equal(progressIn((await stream.next())?.data), 16)
  await double.store.dismiss('job', { policy: 'retain' })
  const end = await stream.next()
  t.same([end?.event, statusIn(end?.data)], ['end', 'dismissed'])
})

t.test('a job that is not there any more is said so, with the button that shows it', async t => {
  const double = await served(t)
  const stream = await listen(t, double, 'job')
  await stream.next()
  await double.reset()
  const end = await stream.next()
  t.equal(end?.event, 'end')
  t.match(end?.data, 'no longer exists')
  t.match(end?.data, '/jobs/job/dismissal')
})

t.test('a job that has ended is said once', async t => {
  const double = await served(t)
  await double.store.dismiss('job', { policy: 'retain' })
  const stream = await listen(t, double, 'job')
  t.equal((await stream.next())?.event, 'end')
  t.equal(await stream.next(), undefined)
})

t.test('who listens changes nothing, and leaves nothing behind', async t => {
  const double = await served(t)
  const before = await double.store.get('job')
  const stream = await listen(t, double, 'job')
  await stream.next()
  stream.close()
  await double.requests.waitFor({ urlPath: '/jobs/job/events' })
  t.equal(await double.store.get('job'), before)
  t.same((await double.clock.advance('70s')).map(({ to }) => to), ['running', 'successful'])
})

t.test('a double that closes ends what pages listen to', async t => {
  const double = await served(t)
  const stream = await listen(t, double, 'job')
  await stream.next()
  await double.close()
  t.equal(await stream.next().catch(() => undefined), undefined)
})

t.test('so many pages are kept informed, and one that leaves makes room', async t => {
  const double = await served(t)
  const streams = await Promise.all(Array.from({ length: 100 }, () => listen(t, double, 'job')))
  const refused = await fetch(`${double.url}/jobs/job/events`)
  t.equal(refused.status, 503)
  t.match(await refused.json(), { type: 'about:blank', detail: /The limit of 200 live pages is reached/ })
  streams[0]?.close()
  await double.requests.waitFor({ urlPath: '/jobs/job/events', method: 'GET', headers: { accept: { equalTo: 'text/event-stream' } } })
  const stream = await listen(t, double, 'job')
  t.equal((await stream.next())?.event, 'job')
})

t.test('nobody can listen to a job that is not there, and the API knows nothing of it', async t => {
  const { app } = await build(t)
  t.equal((await app.inject({ url: '/jobs/nope/events', headers: { accept: 'text/event-stream' } })).statusCode, 404)
  t.equal((await app.inject({ method: 'DELETE', url: '/jobs/running/events' })).statusCode, 405)
  t.notMatch((await app.inject('/api')).payload, '/events')
})

t.test('whatever ends a line in a message, the page hears that message', async t => {
  const double = await build(t, { port: 0, seed: {} })
  const reason = 'one\u2028two\u2029three\r\nfour\rfive\n\nsix'
  await double.store.submit([draft({ plan: { ...plan, outcome: 'failed', reason } })])
  await double.clock.advance('70s')
  const event = await (await listen(t, double, 'job')).next()
  t.match(event?.data, 'one\u2028two\u2029three\nfour\nfive\n\nsix')
})
