import t from 'tap'
import { type Clock } from '../../../src/jobs/clock.ts'
import { ManualClock } from '../../manual-clock.ts'
import { createBackground } from '../../../src/outgoing/background.ts'
import { type Callback, Callbacks } from '../../../src/outgoing/callbacks.ts'
import type { OutgoingResponse, OutgoingRequests, OutgoingRequest } from '../../../src/outgoing/outgoing-requests.ts'

const callback: Callback = { job: 'job', event: 'success', uri: 'http://subscriber/', body: { message: 'done' } }

/** Callbacks with a subscriber that answers these statuses in turn; 0 for unreachable. */
function callbacksTo (...statuses: number[]) {
  const manual = new ManualClock(0)
  const alarms: number[] = []
  let calledOff = 0
  const clock: Clock = {
    now: () => manual.now(),
    alarm (at, ring) {
      alarms.push(at)
      const callOff = manual.alarm(at, ring)
      return () => { calledOff++; callOff() }
    }
  }
  const questions: OutgoingRequest[] = []
  const outgoing: OutgoingRequests = {
    refusalReason: () => undefined,
    async send (question): Promise<OutgoingResponse> {
      questions.push(question)
      const status = statuses[Math.min(questions.length, statuses.length) - 1]
      if (status === 0) throw new Error('an address that answers (ECONNREFUSED)')
      return { status: status ?? 200, headers: {}, body: Buffer.alloc(0) }
    }
  }
  return { manual, alarms, questions, calledOff: () => calledOff, callbacks: new Callbacks(clock, outgoing, createBackground({ error () {} })) }
}

/** Lets everything in progress finish. */
const quiet = () => new Promise(resolve => setImmediate(resolve))

t.test('a subscriber is notified once, if it answers well', async t => {
  for (const status of [200, 201, 202, 204, 299]) {
    const { callbacks, questions, alarms } = callbacksTo(status)
    await callbacks.notify(callback)
    t.same(questions, [{ method: 'POST', href: 'http://subscriber/', headers: { 'content-type': 'application/json' }, body: '{"message":"done"}', onlyPublic: false }])
    t.same(callbacks.attempts, [{ job: 'job', event: 'success', uri: 'http://subscriber/', attempt: 1, at: 0, status }])
    t.same(alarms, [])
  }
})

t.test('a subscriber that does not answer well is notified three times in all, with pauses', async t => {
  for (const { status, says } of [
    { status: 0, says: { error: 'an address that answers (ECONNREFUSED)' } },
    { status: 199, says: { status: 199, error: 'a status of 2xx' } },
    { status: 303, says: { status: 303, error: 'a status of 2xx' } },
    { status: 503, says: { status: 503, error: 'a status of 2xx' } }
  ]) {
    const { callbacks, manual, alarms } = callbacksTo(status)
    await callbacks.notify(callback)
    manual.advance(999)
    await quiet()
    t.equal(callbacks.attempts.length, 1)
    manual.advance(1)
    await quiet()
    t.equal(callbacks.attempts.length, 2)
    manual.advance(5000)
    await quiet()
    manual.advance(1e9)
    await quiet()
    t.match(callbacks.attempts, [{ attempt: 1, at: 0, ...says }, { attempt: 2, at: 1000, ...says }, { attempt: 3, at: 6000, ...says }])
    t.equal(callbacks.attempts.length, 3)
    t.same(alarms, [1000, 6000])
  }
})

t.test('a subscriber that comes back is notified, and then no more', async t => {
  const { callbacks, manual } = callbacksTo(0, 200)
  await callbacks.notify(callback)
  manual.advance(1000)
  await quiet()
  manual.advance(1e9)
  await quiet()
  t.match(callbacks.attempts, [{ attempt: 1, error: String }, { attempt: 2, status: 200 }])
  t.equal(callbacks.attempts.length, 2)
})

t.test('only the last thousand attempts are remembered', async t => {
  const { callbacks } = callbacksTo()
  for (let job = 0; job <= 1000; job++) await callbacks.notify({ ...callback, job: String(job) })
  t.equal(callbacks.attempts.length, 1000)
  t.equal(callbacks.attempts[0]?.job, '1')
  t.equal(callbacks.attempts.at(-1)?.job, '1000')
})

/** Callbacks with a subscriber that answers on demand. */
function heldCallbacks () {
  const answers: ((answer: OutgoingResponse) => void)[] = []
  const clock = new ManualClock(0)
  const outgoing: OutgoingRequests = { refusalReason: () => undefined, send: () => new Promise(resolve => answers.push(resolve)) }
  const release = (status: number) => { for (const answer of answers.splice(0)) answer({ status, headers: {}, body: Buffer.alloc(0) }) }
  return { callbacks: new Callbacks(clock, outgoing, createBackground({ error () {} })), clock, answers, release }
}

t.test('a hundred may be notified at once, and the others later', async t => {
  const { callbacks, clock, answers, release } = heldCallbacks()
  for (let job = 0; job < 101; job++) void callbacks.notify({ ...callback, job: String(job) })
  await quiet()
  t.equal(answers.length, 100)
  t.match(callbacks.attempts, [{ job: '100', attempt: 1, error: /^fewer callbacks at the same time: a world may use as many of the 200/ }])
  release(200)
  await quiet()
  t.equal(callbacks.attempts.length, 101)
  clock.advance(1000)
  t.equal(answers.length, 1)
  release(200)
  await quiet()
  t.match(callbacks.attempts.at(-1), { job: '100', attempt: 2, status: 200 })
})

t.test('what is forgotten is not tried again', async t => {
  const { callbacks, manual, questions, calledOff } = callbacksTo(500)
  await callbacks.notify(callback)
  callbacks.clear()
  t.equal(calledOff(), 1)
  manual.advance(1e9)
  await quiet()
  t.equal(questions.length, 1)
  t.same(callbacks.attempts, [])
})

t.test('what was under way when everything was forgotten is not spoken of, and not tried again', async t => {
  const { callbacks, clock, answers, release } = heldCallbacks()
  void callbacks.notify(callback)
  callbacks.clear()
  release(500)
  await quiet()
  clock.advance(1e9)
  t.same(callbacks.attempts, [])
  t.same(answers, [])
  void callbacks.notify({ ...callback, job: 'next' })
  release(200)
  await quiet()
  t.match(callbacks.attempts, [{ job: 'next', status: 200 }])
})
