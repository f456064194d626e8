import t from 'tap'
import { build } from '../../helper.ts'
import { listen } from '../../src/outgoing/listener.ts'
import { ask, titles } from './helper.ts'

const start = Date.UTC(2026, 0, 1)
const iso = (seconds: number) => new Date(start + seconds * 1000).toISOString()
const seed = { jobs: [{ id: 'one', plan: { accepted: 5, running: 10 } }, { id: 'two', plan: { running: 5, outcome: 'failed' as const } }, { id: 'three', plan: { running: 'forever' as const } }] }

t.test('the clock says where it stands, whether it does, and at what pace it runs', async t => {
  const double = await build(t)
  t.same(await ask(double, 'GET /clock').then(({ json }) => json), { currentInstant: iso(0), currentEpochMillis: start, frozen: true, scale: 1 })
})

t.test('advance turns it, and answers with the steps that the jobs took, in their order', async t => {
  const double = await build(t, { seed })
  const { status, json } = await ask(double, 'PUT /clock', { action: 'advance', durationMillis: 20_000 })
  t.equal(status, 200)
  t.same(json, {
    currentInstant: iso(20),
    currentEpochMillis: start + 20_000,
    frozen: true,
    scale: 1,
    transitions: [
      { job: 'one', from: 'accepted', to: 'running', at: iso(5) },
      { job: 'two', from: 'running', to: 'failed', at: iso(5) },
      { job: 'one', from: 'running', to: 'successful', at: iso(15) }
    ]
  })
  t.same((await ask(double, 'PUT /clock', { action: 'advance', durationMillis: 1e6 })).json.transitions, [], 'and none twice')
})

const durations: [string | number, number][] = [[0, 0], [1500, 1.5], ['30s', 30], ['5m', 300], ['2h', 7200], ['1d', 86_400], ['250', 0.25], ['1.5 hours', 5400]]
for (const [duration, seconds] of durations) {
  t.test(`advance takes ${JSON.stringify(duration)} as ${seconds} s`, async t => {
    const double = await build(t)
    const { json } = await ask(double, 'PUT /clock', { action: 'advance', ...(typeof duration === 'number' ? { durationMillis: duration } : { duration }) })
    t.equal(json.currentInstant, iso(seconds))
  })
}

t.test('next turns it to the next step of a job, and says what happened; where none lies ahead it says so and stays', async t => {
  const double = await build(t, { seed })
  const next = () => ask(double, 'PUT /clock', { action: 'next' })
  t.match((await next()).json, { currentInstant: iso(5), transitions: [{ job: 'one', to: 'running' }, { job: 'two', to: 'failed' }] })
  t.match((await next()).json, { currentInstant: iso(15), transitions: [{ job: 'one', to: 'successful' }] })
  const nothing = await next()
  t.equal(nothing.status, 409)
  t.same(titles(nothing), ['No next event: no job of this world has a planned transition.'])
  t.match((await ask(double, 'GET /clock')).json, { currentInstant: iso(15) })
})

t.test('freeze stops it, where it is or at a later instant, and says what happened on the way', async t => {
  const double = await build(t, { seed })
  const later = await ask(double, 'PUT /clock', { action: 'freeze', instant: '2026-01-01T01:00:05+01:00' })
  t.match(later.json, { currentInstant: iso(5), frozen: true })
  t.equal(later.json.transitions.length, 2)
  await ask(double, 'PUT /clock', { action: 'run', scale: 1000 })
  const answer = await ask(double, 'PUT /clock', { action: 'freeze' })
  t.equal(answer.json.frozen, true)
  t.notOk('transitions' in answer.json)
  t.equal((await ask(double, 'GET /clock')).json.currentEpochMillis, answer.json.currentEpochMillis)
  t.equal((await ask(double, 'PUT /clock', { action: 'freeze', instant: answer.json.currentInstant })).status, 200, 'now is not past')
})

t.test('run lets it go on at a pace, reset brings it back to where it began', async t => {
  const double = await build(t)
  t.match((await ask(double, 'PUT /clock', { action: 'run', scale: 60 })).json, { frozen: false, scale: 60 })
  t.equal(double.clock.scale, 60)
  t.match((await ask(double, 'PUT /clock', { action: 'run' })).json, { frozen: false, scale: 1 })
  t.match((await ask(double, 'PUT /clock', { action: 'reset' })).json, { currentEpochMillis: start, frozen: true, scale: 1 })
})

const wrong: [string, unknown, RegExp][] = [
  ['no body', undefined, /nothing came; expected object/],
  ['no action', {}, /action/],
  ['an action that there is not', { action: 'rewind' }, /\/action: "rewind" came; expected one of freeze, advance, next, run, reset/],
  ['a member that there is not', { action: 'reset', hours: 2 }, /hours/],
  ['a way back', { action: 'advance', durationMillis: -1 }, /\/durationMillis: -1 came; expected >= 0/],
  ['a way back in words', { action: 'advance', duration: '-5s' }, /"-5s" is not a duration; expected .*"30s"/],
  ['words that are no duration', { action: 'advance', duration: 'soon' }, /"soon" is not a duration/],
  ['no words', { action: 'advance', duration: '' }, /"" is not a duration/],
  ['many words', { action: 'advance', duration: 's'.repeat(1000) }, /is not a duration/],
  ['a number as text', { action: 'advance', durationMillis: '5' }, /\/durationMillis: "5" came; expected number/],
  ['neither', { action: 'advance' }, /expected durationMillis, or duration such as "30s"; neither came/],
  ['the end of time', { action: 'advance', durationMillis: 1e300 }, /ends at \+275760/],
  ['an instant that is past', { action: 'freeze', instant: '2025-12-31T23:59:59Z' }, /"2025-12-31T23:59:59Z" came; expected an RFC 3339 instant that is not past/],
  ['an instant that is none', { action: 'freeze', instant: 'noon' }, /"noon" came; expected an RFC 3339 instant/],
  ['standing still as a pace', { action: 'run', scale: 0 }, /\/scale: 0 came; expected > 0/],
  ['a pace beyond measure', { action: 'run', scale: 1e300 }, /expected a scale above 0 and up to 1000000, got 1e\+300/]
]

t.test('what is wrong is a 400 that says what came or what was expected, and the clock is as it was', async t => {
  const double = await build(t)
  await ask(double, 'PUT /clock', { action: 'advance', duration: '1s' })
  for (const [what, body, title] of wrong) {
    const answer = await ask(double, 'PUT /clock', body)
    t.equal(answer.status, 400, what)
    t.match(titles(answer).join(), title, what)
    t.match((await ask(double, 'GET /clock')).json, { currentInstant: iso(1), frozen: true, scale: 1 }, what)
  }
  await ask(double, 'PUT /clock', { action: 'run' })
  await ask(double, 'PUT /clock', { action: 'freeze', instant: 'noon' })
  t.equal((await ask(double, 'GET /clock')).json.frozen, false, 'a freeze that is refused stops nothing')
})

t.test('who waited for an execution has the answer when advance does', async t => {
  const double = await build(t, { port: 0 })
  const submitted = new Promise<void>(resolve => {
    const { submit } = double.store
    double.store.submit = drafts => {
      double.store.submit = submit
      try { return submit.call(double.store, drafts) } finally { setImmediate(resolve) }
    }
  })
  const waiting = fetch(`${double.url}/processes/echo/execution`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ inputs: { message: 'there', pause: 60 } }) })
  await submitted
  await ask(double, 'PUT /clock', { action: 'advance', duration: '59s' })
  t.equal(double.requests.count(), 0, 'not before its time')
  const { json } = await ask(double, 'PUT /clock', { action: 'advance', duration: '1s' })
  t.equal(json.currentInstant, iso(60))
  t.match(double.requests.list(), [{ method: 'POST', status: 200, answered: Number }])
  t.equal((await waiting).status, 200)
})

t.test('a subscriber has been told when advance answers, also one that had to be told again', async t => {
  const double = await build(t, { seed: {} })
  let refusals = 2
  const { url, heard } = await listen(t, response => response.writeHead(refusals-- > 0 ? 503 : 200).end())
  await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { message: 'told', pause: 10 }, subscriber: { successUri: `${url}/done` } } })
  await ask(double, 'PUT /clock', { action: 'advance', duration: '10s' })
  t.equal(heard.length, 1)
  await ask(double, 'PUT /clock', { action: 'advance', duration: '1m' })
  t.same(heard.map(({ body }) => JSON.parse(body).message), ['told', 'told', 'told'])
  t.match((await ask(double, 'GET /callbacks')).json.callbacks, [{ attempt: 1, status: 503 }, { attempt: 2, status: 503 }, { attempt: 3, status: 200, at: start + 16_000 }])
})

t.test('who waits for an instant goes on waiting for it when the clock is reset', async t => {
  const double = await build(t)
  await ask(double, 'PUT /clock', { action: 'advance', duration: '5s' })
  double.faults.add({ fixedDelayMilliseconds: 10_000 })
  const waiting = double.app.inject('/jobs')
  await new Promise(resolve => setImmediate(resolve))
  await ask(double, 'PUT /clock', { action: 'reset' })
  await ask(double, 'PUT /clock', { action: 'advance', duration: '15s' })
  t.equal((await waiting).statusCode, 200)
})
