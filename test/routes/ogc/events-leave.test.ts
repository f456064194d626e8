import http from 'node:http'
import { setImmediate } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { WorldClock } from '../../../src/world/world-clock.ts'
import { build, draft, type TestDouble } from '../../helper.ts'
import { listen } from './stream.ts'

/** The number of open alarms of clocks, and watches of jobs. */
function countOpen (t: Test, { store: jobs }: TestDouble): () => number {
  const open = new Set<object>()
  const counted = (undo: () => void) => {
    const one = {}
    open.add(one)
    return () => {
      open.delete(one)
      undo()
    }
  }
  const alarm = WorldClock.prototype.alarm
  t.intercept(WorldClock.prototype, 'alarm', { value (this: WorldClock, ...args: Parameters<typeof alarm>) { return counted(alarm.apply(this, args)) } })
  const watch = jobs.watch.bind(jobs)
  t.intercept(jobs, 'watch', { value: (...args: Parameters<typeof watch>) => counted(watch(...args)) })
  return () => open.size
}

/** Waits until pending work is done. */
async function settle (): Promise<void> {
  for (let turn = 0; turn < 30; turn++) await setImmediate()
}

async function served (t: Test): Promise<{ double: TestDouble, open: () => number }> {
  const double = await build(t, { port: 0, seed: {} })
  await double.store.submit([draft()])
  return { double, open: countOpen(t, double) }
}

/** The methods of completed requests. */
const over = ({ requests }: TestDouble) => requests.list({ urlPath: '/jobs/job/events' }).map(({ method }) => method)

t.test('whoever leaves leaves neither alarm nor watch behind, and the journal has that it is over', async t => {
  const { double, open } = await served(t)
  const streams = [await listen(t, double, 'job'), await listen(t, double, 'job')]
  for (const stream of streams) await stream.next()
  await settle()
  t.equal(open(), 4, 'an alarm and a watch for each')
  t.same(over(double), [])
  streams[0]?.close()
  while (over(double).length < 1) await setImmediate()
  await settle()
  t.equal(open(), 2)
  streams[1]?.close()
  while (over(double).length < 2) await setImmediate()
  await settle()
  t.equal(open(), 0)
})

t.test('a stream to which a page of the double listens is not among the requests of a client', async t => {
  const { double, open } = await served(t)
  const streams = [await listen(t, double, 'job', { 'sec-fetch-site': 'same-origin' }), await listen(t, double, 'job', { 'sec-fetch-site': 'cross-site' })]
  for (const stream of streams) await stream.next()
  for (const stream of streams) stream.close()
  while (open() > 0) await setImmediate()
  while (over(double).length < 1) await setImmediate()
  t.equal(double.requests.count(), 1)
})

t.test('a stream that came to its end leaves nothing behind', async t => {
  const { double, open } = await served(t)
  const stream = await listen(t, double, 'job')
  await stream.next()
  await double.store.dismiss('job', { policy: 'remove' })
  t.equal((await stream.next())?.event, 'end')
  t.equal(await stream.next(), undefined)
  await settle()
  t.equal(open(), 0)
  t.same(over(double), ['GET'])
})

t.test('a double that closes leaves nothing behind', async t => {
  const { double, open } = await served(t)
  const stream = await listen(t, double, 'job')
  await stream.next()
  await settle()
  t.not(open(), 0)
  await double.close()
  await settle()
  t.equal(open(), 0)
})

t.test('HEAD is answered, and waits for nothing', async t => {
  const { double, open } = await served(t)
  t.equal((await double.app.inject({ method: 'HEAD', url: '/jobs/job/events' })).statusCode, 200)
  t.equal((await fetch(`${double.url}/jobs/job/events`, { method: 'HEAD' })).status, 200)
  await settle()
  t.equal(open(), 0)
  t.same(over(double), ['HEAD', 'HEAD'])
})

/** Requests the events, and closes the connection before the fault releases the request. */
async function hangUpWhileWaiting (double: TestDouble): Promise<void> {
  const { url, clock, faults } = double
  const injected = () => faults.list().reduce((sum, fault) => sum + fault.injected, 0)
  const before = { injected: injected(), over: over(double).length }
  const request = http.get(`${url}/jobs/job/events`).on('error', () => {})
  while (injected() === before.injected) await setImmediate()
  request.destroy()
  while (over(double).length === before.over) await setImmediate()
  await clock.advance(10)
}

t.test('whoever hangs up while a fault keeps the answer back takes no place', async t => {
  const { double, open } = await served(t)
  const { id } = double.faults.add({ match: { urlPathPattern: '.*/events' }, fixedDelayMilliseconds: 10 })
  for (let time = 0; time < 100; time++) await hangUpWhileWaiting(double)
  double.faults.remove(id)
  await settle()
  t.equal(open(), 0)
  const stream = await listen(t, double, 'job')
  t.equal((await stream.next())?.event, 'job')
})
