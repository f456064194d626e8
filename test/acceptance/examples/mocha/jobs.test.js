/* global after, afterEach, before, beforeEach, it */
const assert = require('node:assert/strict')
const { createDouble } = require('jobdouble')
const { JobClient } = require('./job-client.js')

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

it('ends a job after thirty seconds, and no time has passed', async () => {
  const id = await client.start('echo', { message: 'hello', pause: 30 })
  await world.clock.advance('30s')
  assert.equal(await client.status(id), 'successful')
})

it('shows a job that failed when the test said so', async () => {
  const id = await client.start('hold', {})
  await world.jobs.move(id, 'failed')
  assert.equal(await client.status(id), 'failed')
})

it('repeats a cancellation whose connection was reset', async () => {
  world.faults.add({ phase: 'before-commit', match: { method: 'DELETE' }, fault: 'CONNECTION_RESET_BY_PEER', failRequestCount: 1 })
  const id = await client.start('hold', {})
  assert.equal(await client.cancel(id), 'dismissed')
  assert.equal(world.requests.count({ method: 'DELETE', url: `/jobs/${id}` }), 2)
})

it('finds out a job that nobody ends', async () => {
  const id = await client.start('hold', {})
  await assert.rejects(world.expectNoLeakedJobs(), new RegExp(id))
  await client.cancel(id)
})
