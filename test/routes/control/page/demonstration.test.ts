import t from 'tap'
import { tatorDialects } from '../../../../src/world/settings.ts'
import { maxWrittenJobs } from '../../../../src/world/world-state.ts'
import { build, draft, type TestDouble } from '../../../helper.ts'
import { buildWithJobs } from '../../ogc/helper.ts'
import { ask, seen } from '../helper.ts'
import * as anyPage from './helper.ts'
import { jobsIn, linkIn, press, targetsIn } from './helper.ts'

/** The live half of the page. */
const inWorld = (query = ''): string => query.startsWith('http') ? query : `${query}${query.includes('?') ? '&' : '?'}show=world`
const look = (double: Pick<TestDouble, 'app'>, query?: string, headers?: Record<string, string>) => anyPage.look(double, inWorld(query), headers)
const pressAndLook = (double: Pick<TestDouble, 'app'>, fields: Record<string, string>, query?: string) => anyPage.pressAndLook(double, fields, inWorld(query))

t.test('a browser is shown the demonstration, others a description with links', async t => {
  const double = await build(t)
  for (const url of ['/__admin/', '/__admin', '/w/a/__admin/', '/__admin/?f=html']) {
    const { status, headers, markup } = await anyPage.look(double, url)
    t.equal(status, 200, url)
    t.match(headers, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': /script-src 'self';/, 'x-content-type-options': 'nosniff' })
    t.match(markup, url.startsWith('/w/a') ? '<title>Demonstration: world a – jobdouble</title>' : '<title>Demonstration – jobdouble</title>')
  }
  for (const path of ['', '/']) {
    const { status, json } = await ask(double, `GET ${path}`)
    t.equal(status, 200)
    for (const { href } of json.links) t.equal((await double.app.inject(href)).statusCode, 200, href)
  }
})

t.test('jobs stand as lanes on one axis, with the requests where they struck, in words too', async t => {
  const double = await buildWithJobs(t)
  await double.clock.advance(10_000)
  await double.app.inject({ method: 'DELETE', url: '/jobs/running' })
  await double.app.inject('/jobs/running')
  await double.app.inject('/jobs')
  await double.app.inject('/jobs/of/no/body')
  await double.clock.advance(10_000)
  const page = await look(double)
  t.same(jobsIn(page).map(({ id, status }) => `${id}: ${status}`), ['accepted: echo accepted 0 %', 'running: hold dismissed 42 %', 'failed: fail failed 99 %', 'successful: echo successful 100 %', 'dismissed: hold dismissed 56 %'].sort((one, other) => order(one) - order(other)))
  t.match(page.markup, /aria-label="running from [^"]*, then dismissed from [^"]* on\. Requests: DELETE 200 at −10 s, GET 200 at −10 s\."/)
  t.match(page.markup, /aria-label="Requests: GET 200 at −10 s, GET 404 at −10 s\."/, 'those that concern none of the jobs')
  t.match(page.markup, /<g class="change"><title>DELETE 200 \/jobs\/running at 2026-01-01T00:00:10.000Z<\/title><line x1="[\d.]+%" x2="[\d.]+%"/)
  t.match(page.markup, /<g class="read"><title>GET 200 \/jobs\/running/)
  t.match(page.markup, '<li class="mark change">DELETE 200 <span>−10 s</span></li>')
  t.match(page.text, 'now')
})

const order = (row: string): number => ['accepted', 'running', 'successful', 'failed', 'dismissed'].findIndex(state => row.startsWith(state))

t.test('requests of Tator strike too, by job and by group; so does the request that launched a job', async t => {
  const double = await build(t, { tator: '2020-05' })
  const authorization = `Token ${double.tokens['execute']}`
  await double.app.inject({ method: 'DELETE', url: '/rest/Job/demo-1', headers: { authorization } })
  await double.app.inject({ method: 'DELETE', url: '/rest/JobGroup/demo-group', headers: { authorization } })
  const launched = await double.app.inject({ method: 'POST', url: '/processes/hold/execution', headers: { prefer: 'respond-async' }, payload: {} })
  const page = await look(double)
  const strokes = (id: string) => jobsIn(page).find(job => job.id === id)?.markup.match(/<title>\S+ \d+ [^ ]+/g)
  t.same(strokes('demo-1'), ['<title>DELETE 200 /rest/Job/demo-1', '<title>DELETE 200 /rest/JobGroup/demo-group'])
  t.same(strokes(launched.json().jobID), ['<title>POST 201 /processes/hold/execution'])
})

/** The effect of each button on the job `job`, which waits 10 s and runs 60 s. */
const deeds: [string, string][] = [['start', 'running'], ['finish', 'successful'], ['fail', 'failed'], ['dismiss', 'dismissed']]

for (const [action, status] of deeds) {
  t.test(`the button ${action} makes a job ${status}`, async t => {
    const double = await build(t, { seed: {} })
    await double.store.submit([draft()])
    const page = await pressAndLook(double, { action, job: 'job' })
    t.match(jobsIn(page)[0]?.status, new RegExp(` ${status}`))
    t.equal(await seen(double, 'job'), status)
  })
}

t.test('a job is held and let go on', async t => {
  const double = await build(t, { seed: {} })
  await double.store.submit([draft()])
  const buttons = (page: Awaited<ReturnType<typeof look>>) => jobsIn(page)[0]?.buttons
  t.equal(buttons(await look(double)), 'Dismiss Delete via Tator Hold Start Finish Fail')
  const held = await pressAndLook(double, { action: 'hold', job: 'job' })
  t.match(jobsIn(held)[0]?.status, 'accepted 0 %, held')
  t.equal(buttons(held), 'Dismiss Delete via Tator Release Start Finish Fail')
  t.match(jobsIn(await pressAndLook(double, { action: 'release', job: 'job' }))[0]?.status, /accepted 0 %$/)
  await double.store.submit([draft({ id: 'stuck', plan: { accepted: 0, running: Infinity, outcome: 'failed', stuck: true } })])
  t.equal(buttons(await look(double)), 'Dismiss Delete via Tator Hold', 'what is stuck cannot be moved')
})

t.test('a dismissal is a real request, in the world that is looked at, and what was answered is shown', async t => {
  const double = await build(t, { basePath: '/ogc' })
  const first = await pressAndLook(double, { action: 'dismiss', job: 'running' }, '/w/a/__admin/?job=running')
  t.match(double.world('a').requests.list(), [{ method: 'DELETE', url: '/ogc/jobs/running', status: 200 }])
  await double.app.inject('/w/a/beside')
  t.match((await look(double, '/w/a/__admin/')).markup, '<title>GET 404 /beside')
  t.equal(double.requests.count(), 0)
  t.match(first.text.replace(/\s+/g, ' '), 'DELETE /ogc/jobs/running 200 +0 s The job was dismissed; it was running.')
  const second = await pressAndLook(double, { action: 'dismiss', job: 'running' }, '/w/a/__admin/?job=running')
  t.match(second.text, 'No such job: it never existed, or a dismissal removed it.')
  t.equal((await pressAndLook(double, { action: 'dismiss', job: 'running' }, '/w/a/__admin/?job=running')).status, 200, 'and what is refused is shown like what is done')
  t.match(double.world('a').requests.list().at(-1), { method: 'DELETE', status: 404 })
})

t.test('a dismissal through Tator is one of a user who may', async t => {
  const double = await build(t, { tator: '1.5' })
  const page = await pressAndLook(double, { action: 'delete', job: 'demo-1' }, '?job=demo-1')
  t.match(page.text, 'Job with UID demo-1 deleted!')
  t.notOk(page.markup.includes(double.tokens['execute'] ?? '-'), 'and its key is not shown')
  t.equal((await press(double, { action: 'delete', job: 'nope' })).status, 404)
  const nobody = await build(t, { seed: { jobs: [{ id: 'job', process: 'hold' }] } })
  await pressAndLook(nobody, { action: 'delete', job: 'job' })
  t.same(nobody.requests.list().map(({ status }) => status), [403])
})

t.test('the clock goes on by a second, to the next event, runs and stops; the world is reset', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'a', plan: { accepted: 5, running: 10 } }] } })
  const now = () => (double.clock.now() - Date.UTC(2026, 0, 1)) / 1000
  await pressAndLook(double, { action: 'second' })
  t.equal(now(), 1)
  await pressAndLook(double, { action: 'next' })
  await pressAndLook(double, { action: 'next' })
  t.equal(now(), 15)
  const nothing = await press(double, { action: 'next' })
  t.equal(nothing.status, 409)
  t.match(nothing.markup, /role="alert" class="error" dir="auto">No next event/)
  t.match((await look(double)).text, 'the clock is paused')
  const running = await pressAndLook(double, { action: 'resume' })
  t.match(running.text, /the clock is running\n/)
  t.match(running.markup, 'value="pause"')
  double.clock.run(60)
  t.match((await look(double)).text, 'the clock is running at 60 times normal speed')
  await pressAndLook(double, { action: 'pause' })
  t.ok(double.clock.frozen)
  await pressAndLook(double, { action: 'reset' })
  t.equal(now(), 0)
})

t.test('policy and dialects are switched', async t => {
  const double = await build(t)
  const page = await pressAndLook(double, { action: 'configure', policy: 'gone', ogc: '2.0-draft', tator: '1.5' })
  t.match(double.settings, { dismiss: 'gone', ogc: '2.0-draft', tator: '1.5' })
  for (const chosen of ['gone', '2.0-draft', '1.5']) t.match(page.markup, `aria-pressed="true">${chosen}</button>`)
  const wrong = await press(double, { action: 'configure', policy: 'never', ogc: '1.0', tator: '1.5' })
  t.match([wrong.status, wrong.text], [400, 'policy: "never" came; expected one of retain, remove, gone, refuse.'])
  t.equal(double.settings.dismiss, 'gone')
})

t.test('a persona is chosen, and ends where a policy or a version of OGC is', async t => {
  const double = await build(t)
  const page = await pressAndLook(double, { action: 'configure', persona: 'weaver' })
  t.match(double.settings, { persona: 'weaver', dismiss: 'gone' })
  for (const chosen of ['weaver', 'gone']) t.match(page.markup, `aria-pressed="true">${chosen}</button>`)
  await pressAndLook(double, { action: 'configure', tator: '1.5' })
  t.match(double.settings, { persona: 'weaver', tator: '1.5' })
  await pressAndLook(double, { action: 'configure', policy: 'remove' })
  t.match(double.settings, { persona: 'none', dismiss: 'remove', tator: '1.5' })
  await pressAndLook(double, { action: 'configure', persona: 'pygeoapi' })
  await pressAndLook(double, { action: 'configure', ogc: '2.0-draft' })
  t.match(double.settings, { persona: 'none', dismiss: 'retain', ogc: '2.0-draft' })
  await pressAndLook(double, { action: 'configure', persona: 'weaver' })
  await pressAndLook(double, { action: 'configure', persona: 'none' })
  t.match(double.settings, { persona: 'none', dismiss: 'retain' })
  const contradiction = await press(double, { action: 'configure', persona: 'weaver', policy: 'retain' })
  t.match([contradiction.status, contradiction.text], [400, '/dismiss: retain came; expected gone, which the persona weaver brings with it'])
  t.equal(double.settings.persona, 'none')
})

t.test('jobs are launched as clients launch them, and looked at', async t => {
  for (const tator of tatorDialects) {
    const double = await build(t, { tator })
    const launches = [
      [{ what: 'hold' }, { process: 'hold' }],
      [{ what: 'echo', seconds: '5' }, { process: 'echo', plan: { running: 5000 } }],
      [{ what: 'fail', seconds: '7' }, { process: 'fail', plan: { running: 7000, outcome: 'failed' } }],
      [{ what: 'algorithm' }, { process: 'demo', project: 1 }]
    ] as const
    for (const [fields, job] of launches) {
      const { headers } = await press(double, { action: 'launch', ...fields })
      const id = new URL(String(headers['location'])).searchParams.get('job') ?? ''
      t.match(await double.store.get(id), job, `${fields.what} in ${tator}`)
    }
    t.match(double.requests.list().map(({ status }) => status), [201, 201, 201, 201])
  }
})

t.test('what cannot be launched is said, with what the API answered', async t => {
  const double = await build(t, { seed: {} })
  const wrong: [Record<string, string>, number, RegExp][] = [
    [{ what: 'echo', seconds: '100' }, 400, /The API answered 400: .*pause/],
    [{ what: 'algorithm' }, 409, /No project of this world has an algorithm/],
    [{ what: 'sleep' }, 400, /what: "sleep" came; expected one of hold, echo, fail, algorithm/],
    [{}, 400, /what: null came/]
  ]
  for (const [fields, status, text] of wrong) {
    const page = await press(double, { action: 'launch', ...fields })
    t.equal(page.status, status)
    t.match(page.text, text)
  }
  t.notMatch((await look(double)).markup, 'value="algorithm"')
  t.equal(await double.store.size(), 0)
})

t.test('what a button cannot do is said above the page, with its status; others are answered in JSON', async t => {
  const double = await buildWithJobs(t)
  const wrong: [Record<string, string>, number, string][] = [
    [{ action: 'hold', job: 'successful' }, 409, 'The job "successful" is successful; it cannot be held.'],
    [{ action: 'hold', job: 'nope' }, 404, 'There is no job "nope".'],
    [{ action: 'hold' }, 404, 'There is no job "".'],
    [{ action: 'delete' }, 404, 'There is no job "".'],
    [{ action: 'toString' }, 400, 'action: "toString" came; expected one of hold, release, start'],
    [{}, 400, 'action: "" came']
  ]
  for (const [fields, status, text] of wrong) {
    const page = await press(double, fields)
    t.equal(page.status, status, JSON.stringify(fields))
    t.match(page.text, text)
    t.equal(jobsIn(page).length, 5, 'with the page below')
    t.match((await press(double, fields, '', { accept: 'application/json' })).headers['content-type'], 'application/json')
  }
  t.equal((await double.app.inject({ method: 'POST', url: '/__admin/', payload: { action: 'second' } })).statusCode, 415)
  t.equal((await press(double, {}, '/__admin/reset')).status, 415, 'elsewhere forms are refused')
  double.store.list = () => { throw new Error('The disk is full.') }
  t.equal((await look(double)).status, 500)
})

t.test('a dismissal that waits for the clock does not keep the page waiting, nor does one whose answer is lost', async t => {
  const double = await build(t)
  double.faults.add({ match: { method: 'DELETE' }, fixedDelayMilliseconds: 1000, failRequestCount: 1 })
  // A time limit does not keep the process alive.
  const alive = setInterval(() => {}, 1000)
  t.equal((await press(double, { action: 'dismiss', job: 'running' })).status, 303)
  double.faults.add({ match: { method: 'POST' }, fixedDelayMilliseconds: 1000, failRequestCount: 1 })
  t.equal((await press(double, { action: 'launch', what: 'hold' })).status, 303)
  clearInterval(alive)
  double.faults.add({ match: { method: 'DELETE' }, fault: 'EMPTY_RESPONSE' })
  const page = await pressAndLook(double, { action: 'dismiss', job: 'running' }, '?job=running')
  t.match(page.text.replace(/\s+/g, ' '), 'injected fault: EMPTY_RESPONSE')
  await double.clock.advance(1000)
})

t.test('its own link says the situation, and brings it about elsewhere', async t => {
  const [one, other] = [await build(t), await build(t)]
  await one.clock.advance(12_345)
  one.configure({ dismiss: 'gone', tator: '1.5' })
  await one.jobs.hold('waiting')
  one.store.dismiss('running', { policy: 'gone' })
  const page = await look(one, '?job=running')
  const link = linkIn(page)
  t.match(link, /^http:\/\/localhost:80\/__admin\/\?show=world&job=running&policy=gone&ogc=1\.0&tator=1\.5&instant=0&seed=[\w-]+$/)
  t.same(targetsIn(page), ['http://localhost:80/__admin/?show=world&job=running'])
  t.same(jobsIn(await look(one, link)), jobsIn(page), 'here it is the situation already')

  const before = JSON.stringify(other.store.all())
  const looked = await look(other, link)
  t.match(looked.text, 'This link describes a different state')
  t.same(jobsIn(looked).map(({ id, status }) => [id, status]), jobsIn(page).map(({ id, status }) => [id, status]), 'what it says is shown')
  t.same(jobsIn(looked).map(({ buttons }) => buttons).join(''), '', 'and cannot be pressed')
  t.notMatch(looked.markup, 'data-refresh')
  t.same(JSON.stringify(other.store.all()), before, 'while nothing has changed')
  t.match(other.settings, { dismiss: 'retain' })

  const otherPage = await pressAndLook(other, { action: 'load-state' }, targetsIn(looked)[0])
  t.notMatch(otherPage.text, 'This link describes a different state')
  t.same(jobsIn(otherPage).map(({ id, status, buttons }) => [id, status, buttons]), jobsIn(page).map(({ id, status, buttons }) => [id, status, buttons]))
  t.match(other.settings, { dismiss: 'gone', tator: '1.5' })
  t.equal(linkIn(otherPage), link, 'whose own link is the same')
})

t.test('an address that speaks of settings alone changes nothing but them', async t => {
  const double = await build(t)
  await double.store.dismiss('running', { policy: 'retain' })
  for (const [query, dismiss] of [['?policy=gone', 'gone'], ['?ogc=2.0-draft', 'gone'], ['?tator=1.5', 'gone']] as const) {
    const page = await look(double, query)
    t.match(page.text, 'This link describes a different state')
    t.equal(jobsIn(page).length, 8)
    const [bring = '', live] = targetsIn(page)
    t.equal(live, 'http://localhost:80/__admin/?show=world', 'the buttons are there')
    t.notMatch((await pressAndLook(double, { action: 'load-state' }, bring)).text, 'This link describes a different state')
    t.equal(double.settings.dismiss, dismiss)
  }
  t.match(double.settings, { ogc: '2.0-draft', tator: '1.5' })
  t.equal(await seen(double, 'running'), 'dismissed', 'the jobs are as they were')
})

t.test('an address may say the seed as JSON; without one it means that of the double', async t => {
  const double = await build(t)
  const seed = JSON.stringify({ jobs: [{ id: 'only', process: 'hold' }] })
  const page = await look(double, `?seed=${encodeURIComponent(seed)}`)
  t.same(jobsIn(page).map(({ id }) => id), ['only'])
  await pressAndLook(double, { action: 'load-state' }, `?seed=${encodeURIComponent(seed)}&instant=1.5`)
  t.ok(await double.store.get('only'))
  t.equal(double.clock.now(), Date.UTC(2026, 0, 1) + 1500)
  await pressAndLook(double, { action: 'load-state' }, '?instant=0')
  t.ok(await double.store.get('running'))
})

t.test('an address that cannot be is a 400 that says why, with the world as it stands', async t => {
  const double = await build(t, { maxJobs: 10 })
  const many = JSON.stringify({ jobs: Array(11).fill({}) })
  const wrong: [string, RegExp][] = [
    ['?policy=never', /\/policy: "never" came; expected one of retain, remove, gone, refuse/],
    ['?instant=-1', /\/instant: -1 came; expected >= 0/],
    ['?seed=cut-off', /The seed of this address cannot be read/],
    ['?seed=%7B%22jobs%22:5%7D', /\/seed\/jobs: 5 came; expected array/],
    [`?seed=${encodeURIComponent(many)}`, /is full \(10 jobs, --max-jobs\)/],
    ['?seed=%7B', /cannot be read/]
  ]
  for (const [query, text] of wrong) {
    const page = await look(double, query)
    t.equal(page.status, 400, query)
    t.match(page.text, text)
    t.equal(jobsIn(page).length, 8)
    t.match((await look(double, query, { accept: '*/*' })).headers['content-type'], 'application/json')
  }
})

t.test('who presses a button is sent to the address of what comes of it; of a clock that runs it says no instant', async t => {
  const double = await build(t)
  const location = async (fields: Record<string, string>, query = '') => String((await press(double, fields, query)).headers['location']).replace('http://localhost:80/__admin/', '')
  t.equal(await location({ action: 'second' }, '?show=world&job=running&before=5'), '?show=world&job=running&before=5&did=second&policy=retain&ogc=1.0&tator=2020-05&instant=1')
  t.equal(await location({ action: 'resume' }, '?show=world'), '?show=world&did=resume&policy=retain&ogc=1.0&tator=2020-05')
})

t.test('more than a link can say is said to be so', async t => {
  const double = await build(t, { seed: { jobs: Array(maxWrittenJobs + 1).fill({}) } })
  t.match(linkIn(await look(double)), /instant=0$/, 'nobody has touched them')
  await double.store.submit([draft()])
  t.match((await look(double)).text, 'jobs have changed, and there are more than 100')
  await double.reset({ jobs: [{ inputs: { message: [...Array(6000).keys()].map(count => Math.imul(count, 2654435761).toString(36)).join('') } }] })
  t.match((await look(double)).text, 'its seed is too long')
  t.match(String((await press(double, { action: 'second' })).headers['location']), /\?did=second&policy=retain&ogc=1\.0&tator=2020-05$/)
})

t.test('of 10 000 jobs the page shows as many as of 30, and asks for no more', async t => {
  const double = await build(t, { seed: {} })
  const submit = (count: number) => double.store.submit([...Array(count).keys()].map(index => draft({ id: `job-${count}-${String(index).padStart(5, '0')}` })))
  await submit(30)
  const few = await look(double)
  await submit(9970)
  const [{ list, all }, limits] = [double.store, [] as number[]]
  double.store.list = (filter, page) => { limits.push(page.limit); return list.call(double.store, filter, page) }
  double.store.all = () => { limits.push(Infinity); return all.call(double.store) }
  const many = await look(double)
  t.ok(limits.every(limit => limit <= maxWrittenJobs + 1), `${limits}`)
  t.equal(jobsIn(many).length, 20)
  t.ok(many.markup.length < few.markup.length * 1.1, `${few.markup.length}, ${many.markup.length}`)
  t.match(many.text, '20 of 10000')
  const older = await look(double, many.hrefs.find(href => href.includes('before=')) ?? '')
  t.match(jobsIn(older)[0]?.id, 'job-9970-09949')
  t.match(jobsIn(await look(double, older.hrefs.find(href => href.includes('after=')) ?? ''))[0]?.id, 'job-9970-09969')
  const [oldest] = list.call(double.store, {}, { limit: 1, newerThan: 10 }).jobs
  const last = await look(double, `?before=${oldest?.ordinal}`)
  t.same([last.markup.includes('rel="prev"'), last.markup.includes('rel="next"')], [true, false])
})

t.test('what clients sent is text, wherever it stands', async t => {
  const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\'&'
  const double = await build(t, { seed: { projects: [{ id: 1, algorithms: [{ name: evil }] }], jobs: [{ id: evil, process: evil }, { id: 'broken', process: 'fail', inputs: { reason: evil } }] } })
  await double.app.inject({ method: 'POST', url: `/jobs/${encodeURIComponent(evil)}` })
  await double.app.inject({ method: 'DELETE', url: `/jobs/broken?${encodeURIComponent(evil)}=<script>` })
  const id = encodeURIComponent(evil)
  for (const page of [
    await look(double), await look(double, `?job=${id}`), await anyPage.look(double, '?job=broken&step=3&lane=gone&open=1'), await look(double, `?job=no${id}`), await look(double, `?policy=${id}`), await look(double, `?instant=1&job=${id}`),
    await press(double, { action: 'hold', job: `no${evil}` }), await press(double, { action: evil }), await press(double, { action: 'dismiss', job: evil }), await look(double, '', { 'x-test-id': evil.replace('\u202e', '') })
  ]) {
    t.notMatch(page.markup, /<script>|<img/)
    t.equal(page.markup.match(/<script/g)?.length ?? 0, page.status === 303 ? 0 : 1)
  }
  t.match((await look(double)).text, evil)
})

t.test('an answer that is a stream, or no text, is shown by its status', async t => {
  const double = await build(t)
  double.faults.add({ match: { method: 'GET' }, chunkedDribbleDelay: { numberOfChunks: 1, totalDuration: 0 } })
  await double.app.inject('/jobs/running')
  t.match((await look(double, '?job=running')).text.replace(/\s+/g, ' '), 'GET /jobs/running 200')
  double.configure({ tator: '2020-05', tatorDeleteStatus: 204 })
  await double.app.inject({ method: 'HEAD', url: '/jobs/running' })
  t.equal((await look(double, '?job=running')).status, 200)
})

t.test('a row whose job is removed stays in its place, says since when, and its buttons send the second DELETE', async t => {
  const double = await build(t, { dismiss: 'remove' })
  const before = jobsIn(await look(double)).map(({ id }) => id)
  await double.clock.advance(5000)
  const after = jobsIn(await pressAndLook(double, { action: 'dismiss', job: 'running' }))
  t.same(after.map(({ id }) => id), before)
  const ghost = after.find(({ id }) => id === 'running')
  t.match(ghost, { isGhost: true, status: 'hold 404 since 00:00:05', buttons: 'Dismiss Delete via Tator' })
  const again = await pressAndLook(double, { action: 'dismiss', job: 'running' })
  t.match(again.text.replace(/\s+/g, ' '), 'DELETE of running : 404. There is no job "running".')
  await pressAndLook(double, { action: 'delete', job: 'running', project: '1' })
  t.same(double.requests.list().map(({ method, url, status }) => `${method} ${url} ${status}`), ['DELETE /jobs/running 200', 'DELETE /jobs/running 404', 'DELETE /rest/Job/running 404'])
  await double.reset()
  t.notOk(jobsIn(await look(double)).some(({ isGhost }) => isGhost), 'a reset forgets it')
  double.store.forget('done')
  t.match(jobsIn(await look(double)).find(({ id }) => id === 'done'), { isGhost: true, status: /404 since 00:00:00/ }, 'however it went')
  await look(double, '/w/other/__admin/')
  t.notOk(jobsIn(await look(double, '/w/other/__admin/')).some(({ isGhost }) => isGhost), 'in its world alone')
})

t.test('since when a job is not there is when the last request was answered that dismissed it, or its group', async t => {
  const double = await build(t, { dismiss: 'remove', seed: { projects: [{ id: 1 }], users: [{ name: 'u', token: 't', projects: { 1: 'full' } }], jobs: [{ id: 'a', group: 'g', process: 'hold' }, { id: 'b', process: 'hold' }, { id: 'c', process: 'hold' }] } })
  await look(double)
  for (const url of ['/jobs/b', '/rest/JobGroup/g', '/jobs/nope']) {
    await double.clock.advance(1000)
    await double.app.inject({ method: 'DELETE', url, headers: { authorization: 'Token t' } })
  }
  await double.clock.advance(1000)
  double.store.forget('c')
  t.same(jobsIn(await look(double)).map(({ id, status }) => `${id}: ${status}`).sort(), ['a: hold 404 since 00:00:02', 'b: hold 404 since 00:00:01', 'c: hold 404 since 00:00:04'])
})

t.test('a row whose job comes back is no ghost any more, and no more than a hundred are kept', async t => {
  const double = await build(t, { seed: {} })
  for (let round = 0; round < 6; round++) {
    await double.store.submit([...Array(20).keys()].map(index => draft({ id: `${round}-${index}` })))
    await look(double)
    const removed = double.store.all().slice()
    for (const { id } of removed) double.store.forget(id)
    t.equal(jobsIn(await look(double)).filter(({ isGhost }) => isGhost).length, Math.min((round + 1) * 20, 100))
    if (round === 5) {
      double.store.restore(removed)
      t.equal(jobsIn(await look(double)).filter(({ isGhost }) => isGhost).length, 80)
    }
  }
})

t.test('what a button did is said, so that it can be read out', async t => {
  const double = await build(t)
  const cases: [Record<string, string>, string][] = [
    [{ action: 'hold', job: 'running' }, 'Job running is held.'],
    [{ action: 'release', job: 'running' }, 'Job running goes on.'],
    [{ action: 'start', job: 'waiting' }, 'Job waiting was started.'],
    [{ action: 'finish', job: 'demo-1' }, 'Job demo-1 was finished.'],
    [{ action: 'fail', job: 'demo-2', reason: 'No disk.' }, 'Job demo-2 has failed.'],
    [{ action: 'dismiss', job: 'running' }, 'DELETE of running : 200 dismissed. The job was dismissed; it was running.'],
    [{ action: 'second' }, 'The clock stands at 2026-01-01T00:00:01.000Z.'],
    [{ action: 'configure', policy: 'gone' }, 'Dismiss policy gone, OGC 1.0, Tator 2020-05.'],
    [{ action: 'configure', persona: 'weaver' }, 'Dismiss policy gone, OGC 1.0, Tator 2020-05, persona weaver.'],
    [{ action: 'resume' }, 'The clock is running from'],
    [{ action: 'reset' }, 'The world was reset.']
  ]
  for (const [fields, sentence] of cases) {
    const { markup } = await pressAndLook(double, fields)
    t.match(anyPage.wordsIn(/<p id="said" role="status">(.*?)<\/p>/s.exec(markup)?.[1]), sentence)
  }
  t.match((await look(double, '?did=nothing')).markup, '<p id="said" role="status"></p>')
  t.match((await look(double, '?did=dismiss&about=nope')).markup, '<p id="said" role="status"></p>')
  await pressAndLook(double, { action: 'fail', job: 'running', reason: 'No disk.' })
  t.equal((await double.app.inject('/jobs/running')).json().message, 'No disk.')
})

t.test('rows are in the order of time, and the axis can be chosen', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'old', process: 'hold', age: 86_400 }, { id: 'older', process: 'hold', age: 90_000 }, { id: 'new', process: 'hold', age: 20 }] } })
  const page = await look(double)
  t.same(jobsIn(page).map(({ id }) => id), ['new', 'old', 'older'])
  const many = await build(t, { seed: { jobs: Array.from({ length: 60 }, (_, index) => ({ id: `${index}`, process: 'hold', age: index * 7 % 60 })) } })
  const [first, next] = [await look(many), await look(many, '?before=40')]
  t.same([...jobsIn(first), ...jobsIn(next)].map(({ id }) => Number(id) * 7 % 60), Array.from({ length: 40 }, (_, age) => age), 'over all pages')
  t.match(page.text, '−21 s', 'a job of yesterday does not stretch it')
  t.match((await look(double, '?span=86400')).text, '−1 d')
  t.equal((await look(double, '?span=0')).status, 400)
})

t.test('marks say what requests meant, and the last six are written out', async t => {
  const double = await build(t)
  double.faults.add({ status: 503, match: { method: 'GET', urlPathPattern: '/jobs/done' } })
  await look(double)
  await double.app.inject('/jobs/done')
  await double.app.inject({ method: 'DELETE', url: '/jobs/nope' })
  for (let count = 0; count < 7; count++) await double.app.inject({ method: 'DELETE', url: '/jobs/running' })
  const rows = jobsIn(await look(double))
  t.match(rows.find(({ id }) => id === 'done')?.markup, '<li class="mark failure">GET 503')
  t.match((await look(double)).markup, '<li class="mark refusal">DELETE 404')
  const row = (await look(double, '?job=running')).markup
  t.equal(jobsIn(await look(double)).find(({ id }) => id === 'running')?.markup.match(/<li class="mark /g)?.length, 6)
  t.match(row, '1 earlier')
})
