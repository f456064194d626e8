import http from 'node:http'
import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { build } from '../../helper.ts'

t.test('whoever leaves while a fault keeps a synchronous execution back leaves no job behind', async t => {
  const double = await build(t, { port: 0, seed: {} })
  double.faults.add({ match: { method: 'POST' }, fixedDelayMilliseconds: 10 })
  const request = http.request(`${double.url}/processes/hold/execution`, { method: 'POST', headers: { 'content-type': 'application/json' } }).on('error', () => {})
  request.end('{}')
  while (double.faults.list()[0]?.injected !== 1) await setImmediate()
  request.destroy()
  await double.requests.waitFor({ method: 'POST' })
  await double.clock.advance(10)
  while (await double.store.size() > 0) await setImmediate()
  await double.expectNoLeakedJobs()
})
