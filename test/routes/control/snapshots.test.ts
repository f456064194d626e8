import t from 'tap'
import { build, draft } from '../../helper.ts'
import { buildWithJobs } from '../ogc/helper.ts'
import { ask, seen, titles } from './helper.ts'

t.test('jobs that were put aside come back as they were, and go on from where they were', async t => {
  const double = await buildWithJobs(t)
  await double.store.submit([draft()])
  const states = async () => (await ask(double, 'GET /jobs')).json.jobs.map(({ id, status, progress }: { [name: string]: unknown }) => [id, status, progress])
  await double.clock.advance('30s')
  const before = await states()
  t.match(await ask(double, 'PUT /snapshots/here'), { status: 200, json: { name: 'here', jobs: 6 } })
  await double.clock.advance('1d')
  await double.app.inject({ method: 'DELETE', url: '/jobs/running' })
  await double.store.forget('failed')
  for (const time of ['once', 'twice']) {
    t.match(await ask(double, 'POST /snapshots/here/restore'), { status: 200, json: { name: 'here', jobs: 6 } })
    t.same(await states(), before, time)
    await double.clock.advance(39_999)
    t.equal(await seen(double, 'job'), 'running')
    await double.clock.advance(1)
    t.equal(await seen(double, 'job'), 'successful')
  }
})

t.test('a job that was held when it was put aside is held, and goes on as if no time had passed', async t => {
  for (const [seconds, left] of [[4, 66_000], [30, 40_000]] as const) {
    const double = await build(t, { seed: {} })
    await double.store.submit([draft()])
    await double.clock.advance(seconds * 1000)
    await double.jobs.hold('job')
    await ask(double, 'PUT /snapshots/held')
    await double.clock.advance('1d')
    await ask(double, 'POST /snapshots/held/restore')
    await ask(double, 'POST /jobs/job/release')
    await double.clock.advance(left - 1)
    t.equal(await seen(double, 'job'), 'running')
    await double.clock.advance(1)
    t.equal(await seen(double, 'job'), 'successful', `held after ${seconds} s`)
  }
})

t.test('snapshots are listed, survive a reset, are replaced and removed', async t => {
  const double = await buildWithJobs(t)
  t.same((await ask(double, 'GET /snapshots')).json, { snapshots: [] })
  await ask(double, 'PUT /snapshots/a')
  await ask(double, 'PUT /snapshots/b%2Fc')
  await ask(double, 'POST /reset')
  t.same((await ask(double, 'GET /snapshots')).json, { snapshots: ['a', 'b/c'] })
  await double.store.reset()
  t.match((await ask(double, 'PUT /snapshots/a')).json, { jobs: 0 })
  t.match(await ask(double, 'DELETE /snapshots/a'), { status: 200, json: {} })
  t.same((await ask(double, 'GET /snapshots')).json, { snapshots: ['b/c'] })
})

t.test('a snapshot that is not there is a 404', async t => {
  const double = await build(t)
  for (const line of ['POST /snapshots/nope/restore', 'DELETE /snapshots/nope']) {
    t.match(await ask(double, line), { status: 404, json: { errors: [{ code: 404, title: 'There is no snapshot "nope"; there are: none.' }] } })
  }
})

t.test('a world keeps a hundred snapshots, each of which may be taken anew', async t => {
  const double = await build(t)
  for (let count = 0; count < 100; count++) await ask(double, `PUT /snapshots/${count}`)
  const answer = await ask(double, 'PUT /snapshots/more')
  t.equal(answer.status, 400)
  t.match(titles(answer), [/100 snapshots at most/])
  t.equal((await ask(double, 'PUT /snapshots/7')).status, 200)
})
