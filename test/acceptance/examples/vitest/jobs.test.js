import { createDouble } from 'jobdouble'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { JobClient } from './job-client.js'

let double
let world
let client

beforeAll(async () => {
  double = await createDouble({ port: 0, clock: 'manual', seed: {} })
  world = double.world('jobs.test') // each test file has a world of its own
  client = new JobClient(world.url)
})
afterAll(() => double.close())
beforeEach(() => world.reset())

afterEach(() => world.expectNoLeakedJobs())

test('a job succeeds after thirty seconds, and no time has passed', async () => {
  const id = await client.start('echo', { message: 'hello', pause: 30 })
  const steps = await world.clock.advance('30s')
  expect(steps.at(-1)).toMatchObject({ job: id, to: 'successful' })
  expect(await client.status(id)).toBe('successful')
})

test('a job that is held is still running when it is cancelled, however late that is', async () => {
  const id = await client.start('echo', { message: 'hello', pause: 30 })
  await world.clock.advance('10s')
  await world.jobs.hold(id)
  await world.clock.advance('1d')
  expect(await client.status(id)).toBe('running')
  expect(await client.cancel(id)).toBe('dismissed')
})

test('a cancellation that was answered with 500 had succeeded', async () => {
  world.faults.add({ phase: 'after-commit', match: { method: 'DELETE' }, status: 500, failRequestCount: 1 })
  const id = await client.start('hold', {})
  await expect(client.cancel(id)).rejects.toThrow('500')
  expect(await client.status(id)).toBe('dismissed')
})

test('a cancellation whose connection was reset is repeated', async () => {
  world.faults.add({ phase: 'before-commit', match: { method: 'DELETE' }, fault: 'CONNECTION_RESET_BY_PEER', failRequestCount: 1 })
  const id = await client.start('hold', {})
  expect(await client.cancel(id)).toBe('dismissed')
  expect(world.requests.count({ method: 'DELETE', url: `/jobs/${id}` })).toBe(2)
})

test('a job that nobody ends is found out', async () => {
  const id = await client.start('hold', {})
  await expect(world.expectNoLeakedJobs()).rejects.toThrow(id)
  await client.cancel(id)
})
