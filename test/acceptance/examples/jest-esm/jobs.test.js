import { createDouble } from 'jobdouble'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
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

test('a job fails when the test says so', async () => {
  const id = await client.start('hold', {})
  await world.jobs.move(id, 'failed')
  expect(await client.status(id)).toBe('failed')
})

test('a job that is held goes on when it is released', async () => {
  const id = await client.start('echo', { message: 'hello', pause: 30 })
  await world.jobs.hold(id)
  await world.clock.advance('1d')
  expect(await client.status(id)).not.toBe('successful')
  await world.jobs.release(id)
  await world.clock.advance('1d')
  expect(await client.status(id)).toBe('successful')
})

test('a cancellation that was answered with 500 had succeeded', async () => {
  world.faults.add({ phase: 'after-commit', match: { method: 'DELETE' }, status: 500, failRequestCount: 1 })
  const id = await client.start('hold', {})
  await expect(client.cancel(id)).rejects.toThrow('500')
  expect(await client.status(id)).toBe('dismissed')
})

test('a server that forgets dismissed jobs makes a repeated cancellation fail', async () => {
  world.configure({ dismiss: 'remove' })
  world.faults.add({ phase: 'after-commit', match: { method: 'DELETE' }, fault: 'CONNECTION_RESET_BY_PEER', failRequestCount: 1 })
  const id = await client.start('hold', {})
  await expect(client.cancel(id)).rejects.toThrow('404')
})

test('a job that nobody ends is found out', async () => {
  const id = await client.start('hold', {})
  await expect(world.expectNoLeakedJobs()).rejects.toThrow(id)
  await client.cancel(id)
})
