import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, test } from 'node:test'
import { createDouble } from 'jobdouble'
import { JobClient } from './job-client.js'

let double
let world
let client

before(async () => {
  double = await createDouble({ port: 0, clock: 'manual', seed: {} })
  world = double.world('jobs.test') // each test file has a world of its own
  client = new JobClient(world.url)
})
after(() => double.close())
beforeEach(() => world.reset())

afterEach(() => world.expectNoLeakedJobs())

test('a job succeeds after thirty seconds, and no time has passed', async () => {
  const id = await client.start('echo', { message: 'hello', pause: 30 })
  await world.clock.advance('30s')
  assert.equal(await client.status(id), 'successful')
})

test('a job that is held is still running when it is cancelled, however late that is', async () => {
  const id = await client.start('echo', { message: 'hello', pause: 30 })
  await world.clock.advance('10s')
  await world.jobs.hold(id)
  await world.clock.advance('1d')
  assert.equal(await client.cancel(id), 'dismissed')
})

test('a cancellation that was answered with 500 had succeeded', async () => {
  world.faults.add({ phase: 'after-commit', match: { method: 'DELETE' }, status: 500, failRequestCount: 1 })
  const id = await client.start('hold', {})
  await assert.rejects(client.cancel(id), /500/)
  assert.equal(await client.status(id), 'dismissed')
})

test('a cancellation whose answer was lost is repeated, and a server that refuses a second one says 410', async () => {
  world.configure({ dismiss: 'gone' })
  world.faults.add({ phase: 'after-commit', match: { method: 'DELETE' }, fault: 'CONNECTION_RESET_BY_PEER', failRequestCount: 1 })
  const id = await client.start('hold', {})
  await assert.rejects(client.cancel(id), /410/)
  assert.equal(world.requests.count({ method: 'DELETE', url: `/jobs/${id}` }), 2)
})

test('a job that nobody ends is found out', async () => {
  const id = await client.start('hold', {})
  await assert.rejects(world.expectNoLeakedJobs(), new RegExp(id))
  await client.cancel(id)
})
