import t from 'tap'
import { Faults } from '../../../src/faults/faults.ts'
import type { Fault } from '../../../src/faults/fault.ts'
import { ManualClock } from '../../manual-clock.ts'

const target = { method: 'GET', url: '/jobs', headers: {} }
const before = 'before-commit'

t.test('without faults all goes well', async t => {
  const faults = new Faults()
  t.ok(faults.isEmpty)
  t.equal(faults.inject(target, before), undefined)
})

t.test('a fault that is set up is injected before the commit, whatever comes, unless it says otherwise', async t => {
  const faults = new Faults()
  t.same(faults.add({ status: 500 }), { id: 'fault-1', phase: before, match: {}, status: 500, met: 0, injected: 0 })
  t.notOk(faults.isEmpty)
  t.equal(faults.inject(target, 'after-commit'), undefined)
  t.match(faults.inject(target, before), { id: 'fault-1', status: 500 })
  faults.add({ id: 'mine', phase: 'after-commit', match: { method: 'GET' }, fault: 'EMPTY_RESPONSE' })
  t.match(faults.inject(target, 'after-commit'), { id: 'mine' })
  t.equal(faults.inject({ ...target, method: 'PUT' }, 'after-commit'), undefined)
})

t.test('counts say how many go well first, and how many it is injected into', async t => {
  const faults = new Faults()
  faults.add({ status: 500, succeedFirst: 2, failRequestCount: 3, match: { method: 'GET' } })
  const injected = Array.from({ length: 7 }, () => faults.inject(target, before) !== undefined)
  faults.inject({ ...target, method: 'PUT' }, before)
  t.same(injected, [false, false, true, true, true, false, false])
  t.match(faults.list(), [{ met: 5, injected: 3 }])
})

t.test('the fault added last comes first, and the former one when it is over', async t => {
  const faults = new Faults()
  faults.add({ id: 'former', status: 500 })
  faults.add({ id: 'later', status: 503, failRequestCount: 1 })
  t.same(faults.list().map(({ id }) => id), ['later', 'former'])
  t.same([faults.inject(target, before)?.id, faults.inject(target, before)?.id], ['later', 'former'])
})

t.test('a fault is taken back by its id, and all of them together; then they are numbered anew', async t => {
  const faults = new Faults()
  for (let count = 0; count < 3; count++) faults.add({ status: 500 })
  faults.expect('fault-2')
  faults.remove('fault-2')
  t.throws(() => faults.expect('fault-2'), { message: 'There is no fault "fault-2"; there are: fault-3, fault-1.' })
  t.same(faults.list().map(({ id }) => id), ['fault-3', 'fault-1'])
  faults.clear()
  t.ok(faults.isEmpty)
  t.equal(faults.add({ status: 500 }).id, 'fault-1')
})

t.test('a pattern that cannot be read, and one fault too many, are refused', async t => {
  const faults = new Faults()
  t.throws(() => faults.add({ status: 500, match: { urlPathPattern: '(' } }), { message: /"\(" came, .*; expected a regular expression/ })
  t.throws(() => faults.add({ status: 500, match: { job: '\ud800' } }), { name: 'RangeError', message: 'match.job came as "\\ud800", with half of a surrogate pair, which no path can contain.' })
  t.ok(faults.isEmpty)
  for (let count = 0; count < 1000; count++) faults.add({ status: 500 })
  t.throws(() => faults.add({ status: 500 }), { name: 'RangeError', message: /1000 faults at most/ })
})

t.test('a request that a fault delays waits for the clock, or until all faults are taken back', async t => {
  const clock = new ManualClock(0)
  const faults = new Faults()
  const over: string[] = []
  const passed = async () => { await new Promise(resolve => setImmediate(resolve)) }
  for (const [name, ms] of [['short', 100], ['long', 1000]] as const) void faults.wait(clock, ms).then(() => over.push(name))
  clock.advance(99)
  await passed()
  t.same(over, [])
  clock.advance(1)
  await passed()
  t.same(over, ['short'])
  faults.clear()
  await passed()
  t.same(over, ['short', 'long'])
  clock.advance(1e6)
  t.same(over, ['short', 'long'])
})

const refused: [fault: Partial<Fault>, message: RegExp][] = [
  [{ status: 502, body: 'a', jsonBody: {} }, /^A fault: body and jsonBody came together; expected one of them\.$/],
  [{ body: 'a' }, /^A fault: body came without status/],
  [{ fault: 'EMPTY_RESPONSE', headers: { a: 'b' } }, /^A fault: headers came without status/],
  [{ status: 200 }, /^A fault: status came as 200; expected 400 to 599, or a body/],
  [{ status: 302, headers: { location: '/' } }, /^A fault: status came as 302/],
  [{ status: 204, body: 'a' }, /^A fault: body came with status 204, which has none/],
  [{ status: 304, base64Body: 'AAAA' }, /^A fault: base64Body came with status 304/],
  [{ status: 502, headers: { 'Content-Length': '1' } }, /^A fault: headers\/Content-Length came; expected headers other than content-length, transfer-encoding, trailer/],
  [{ status: 502, headers: { 'a b': '1' } }, /^A fault: headers\/a b came as "1"; expected a header of HTTP/],
  [{ status: 502, headers: { a: ['1', 'x\r\ny'] } }, /^A fault: headers\/a came as "1, x\\r\\ny"/],
  [{ status: 502, match: { pathParameters: { a: { equalTo: 'b' } } } }, /^match\/pathParameters came without urlPathTemplate/],
  [{ status: 502, match: { bodyPatterns: [{ equalToJson: '{' }] } }, /^match\/bodyPatterns\/0\/equalToJson: "\{" came; expected JSON/],
  [{ status: 502, body: 'x'.repeat(10_000_000) }, /have 10000000 characters of bodies and headers at most; with this one they would have/]
]

t.test('a fault that could not be honoured is refused, and none is set up', async t => {
  const faults = new Faults()
  for (const [fault, message] of refused) t.throws(() => faults.add(fault), { message }, JSON.stringify(fault).slice(0, 80))
  t.ok(faults.isEmpty)
  t.notOk(faults.readBodies)
  faults.add({ status: 204, body: '', headers: { 'Set-Cookie': ['a=b', 'c=d'] } })
  t.notOk(faults.readBodies)
  faults.add({ status: 200, base64Body: '', match: { bodyPatterns: [{ absent: true }] } })
  t.ok(faults.readBodies)
})
