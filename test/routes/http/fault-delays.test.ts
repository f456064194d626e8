import t from 'tap'
import { build } from '../../helper.ts'
import { ask } from '../control/helper.ts'
import { answered } from './answered.ts'

t.test('a fixed delay for every request leaves the faults of single ones as they are', async t => {
  for (const phase of ['before-commit', 'after-commit'] as const) {
    for (const order of ['the delay first', 'the fault first']) {
      const double = await build(t)
      const delay = () => ask(double, 'POST /settings', { fixedDelay: 5 })
      if (order === 'the delay first') await delay()
      double.faults.add({ id: 'broken', phase, status: 500, match: { urlPath: '/jobs' } })
      if (order === 'the fault first') await delay()
      const began = double.clock.now()
      t.equal((await answered(double, '/jobs')).statusCode, 500, `${phase}, ${order}`)
      t.ok(double.clock.now() - began >= 5)
      t.equal((await answered(double, '/processes')).statusCode, 200)
      t.match(double.faults.list().map(({ id, injected }) => ({ id, injected })).sort((one, other) => one.id < other.id ? -1 : 1), [{ id: 'broken', injected: 1 }, { id: 'fixedDelay', injected: 2 }])
    }
  }
})

t.test('a delay adds to what a request itself prefers', async t => {
  const double = await build(t)
  for (const phase of ['before-commit', 'after-commit'] as const) {
    double.faults.clear()
    double.faults.add({ id: 'slow', phase, fixedDelayMilliseconds: 5 })
    double.faults.add({ id: 'slower', phase, fixedDelayMilliseconds: 5 })
    const began = double.clock.now()
    const { statusCode } = await answered(double, { url: '/jobs', headers: { prefer: `code=503, phase=${phase}` } })
    t.equal(statusCode, 503)
    t.ok(double.clock.now() - began >= 10, 'delays add up')
    t.match(double.faults.list(), [{ id: 'slower', injected: 1 }, { id: 'slow', injected: 1 }])
  }
})

t.test('the journal says committed of what a handler did, and of nothing that was refused or that a fault was injected into before', async t => {
  const cases = [
    { what: 'a read', url: '/jobs', status: 200, committed: true },
    { what: 'a fault before the commit', url: '/jobs', fault: { status: 500 }, status: 500, committed: false },
    { what: 'a fault after the commit', url: '/jobs', fault: { phase: 'after-commit' as const, status: 500 }, status: 500, committed: true },
    { what: 'a fault after a refusal', url: '/jobs/nope', fault: { phase: 'after-commit' as const, status: 500 }, status: 500, committed: false },
    { what: 'a delay', url: '/jobs', fault: { fixedDelayMilliseconds: 1 }, status: 200, committed: true },
    { what: 'an unknown job', url: '/jobs/nope', status: 404, committed: false },
    { what: 'a wrong query', url: '/jobs?limit=0', status: 400, committed: false },
    { what: 'a wrong Accept', url: '/jobs', headers: { accept: 'image/png' }, status: 406, committed: false },
    { what: 'a wrong method', url: '/jobs', method: 'PUT' as const, status: 405, committed: false },
    { what: 'no token', url: '/rest/Job/x', method: 'DELETE' as const, status: 403, committed: false },
    { what: 'a job that fails while its client waits', url: '/processes/fail/execution', method: 'POST' as const, payload: { inputs: { after: 0 } }, status: 500, committed: true }
  ]
  for (const { what, fault, status, committed, ...request } of cases) {
    const double = await build(t)
    if (fault !== undefined) double.faults.add(fault)
    t.equal((await answered(double, request)).statusCode, status, what)
    const [entry] = double.requests.list()
    t.equal(entry?.committed !== undefined, committed, what)
    t.ok(entry?.answered !== undefined, what)
  }
})
