import t from 'tap'
import { tatorDialects } from '../../../../src/world/settings.ts'
import { maxWrittenJobs } from '../../../../src/world/world-state.ts'
import { build, draft } from '../../../helper.ts'
import { buildWithJobs, table } from '../../ogc/helper.ts'
import { ask, seen } from '../helper.ts'
import { linkIn, look, press, pressAndLook, rowsIn, targetsIn } from './helper.ts'

t.test('a browser is shown the demonstration, others a description with links', async t => {
  const double = await build(t)
  for (const url of ['/__admin/', '/__admin', '/w/a/__admin/', '/__admin/?f=html']) {
    const { status, headers, markup } = await look(double, url)
    t.equal(status, 200, url)
    t.match(headers, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': /script-src 'self';/, 'x-content-type-options': 'nosniff' })
    t.match(markup, url.startsWith('/w/a') ? '>Demonstration: world a</h1>' : '>Demonstration</h1>')
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
  t.same(rowsIn(page, 'lanes').slice(0, -1).map(([job, status]) => `${job}: ${status}`), ['accepted echo: accepted 0 %', 'running hold: dismissed 42 %', 'successful echo: successful 100 %', 'failed fail: failed 99 %', 'dismissed hold: dismissed 56 %'])
  t.match(page.markup, /aria-label="running from [^"]*, then dismissed from [^"]* on\. Requests: DELETE 200 at −10 s, GET 200 at −10 s\."/)
  t.match(page.markup, /aria-label="Requests: GET 200 at −10 s, GET 404 at −10 s\."/, 'those that concern none of the jobs')
  t.match(page.markup, /<g class="changes"><title>DELETE 200 \/jobs\/running at 2026-01-01T00:00:10.000Z<\/title><line x1="72.73%" x2="72.73%"/)
  t.match(page.markup, /<g class="reads"><title>GET 200 \/jobs\/running/)
  t.match(page.text, 'DELETE 200')
  await double.clock.advance('10m')
  t.match((await look(double)).markup, /text-anchor="start">DELETE 200/, 'long ago its words stand to the right of it')
  t.match(page.text, 'now')
})

t.test('requests of Tator strike too, by job and by group; so does the request that launched a job', async t => {
  const double = await build(t, { tator: '2020-05' })
  const authorization = `Token ${double.tokens['execute']}`
  await double.app.inject({ method: 'DELETE', url: '/rest/Job/demo-1', headers: { authorization } })
  await double.app.inject({ method: 'DELETE', url: '/rest/JobGroup/demo-group', headers: { authorization } })
  const launched = await double.app.inject({ method: 'POST', url: '/processes/hold/execution', headers: { prefer: 'respond-async' }, payload: {} })
  const { markup } = await look(double)
  const strokes = (id: string) => markup.split('</tr>').find(row => row.includes(`<bdi>${id}</bdi></a>`))?.match(/<title>\S+ \d+ [^ ]+/g)
  t.same(strokes('demo-1'), ['<title>DELETE 200 /rest/Job/demo-1', '<title>DELETE 200 /rest/JobGroup/demo-group'])
  t.same(strokes(launched.json().jobID), ['<title>POST 201 /processes/hold/execution'])
})

/** What each button does to a job `job` that waits 10 s and runs 60 s. */
const deeds: [string, string][] = [['start', 'running'], ['finish', 'successful'], ['fail', 'failed'], ['dismiss', 'dismissed']]

for (const [action, status] of deeds) {
  t.test(`the button ${action} makes a job ${status}`, async t => {
    const double = await build(t, { seed: {} })
    await double.store.submit([draft()])
    const page = await pressAndLook(double, { action, job: 'job' })
    t.match(rowsIn(page, 'lanes')[0]?.[1], new RegExp(`^${status}`))
    t.equal(await seen(double, 'job'), status)
  })
}

t.test('a job is held and let go on', async t => {
  const double = await build(t, { seed: {} })
  await double.store.submit([draft()])
  const buttons = (page: Awaited<ReturnType<typeof look>>) => rowsIn(page, 'lanes')[0]?.[3]
  t.equal(buttons(await look(double)), 'Hold Start Finish Fail Dismiss Delete via Tator')
  const held = await pressAndLook(double, { action: 'hold', job: 'job' })
  t.match(rowsIn(held, 'lanes')[0]?.[1], 'accepted 0 %, held')
  t.equal(buttons(held), 'Release Start Finish Fail Dismiss Delete via Tator')
  t.match(rowsIn(await pressAndLook(double, { action: 'release', job: 'job' }), 'lanes')[0]?.[1], /accepted 0 %$/)
  await double.store.submit([draft({ id: 'stuck', plan: { accepted: 0, running: Infinity, outcome: 'failed', stuck: true } })])
  t.equal(buttons(await look(double)), 'Hold Dismiss Delete via Tator', 'what is stuck cannot be moved')
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
  for (const chosen of ['gone', '2.0-draft', '1.5']) t.match(page.markup, `<option selected>${chosen}</option>`)
  const wrong = await press(double, { action: 'configure', policy: 'never', ogc: '1.0', tator: '1.5' })
  t.match([wrong.status, wrong.text], [400, 'policy: "never" came; expected one of retain, remove, gone, refuse.'])
  t.equal(double.settings.dismiss, 'gone')
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
    t.equal(rowsIn(page, 'lanes').length, 6, 'with the page below')
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

const outcomes = `
API    Policy  State          First          Then           Second         Then           Results
OGC    retain  accepted       200 dismissed  200 dismissed  200 dismissed  404            404
OGC    retain  running        200 dismissed  200 dismissed  200 dismissed  404            404
OGC    retain  successful     200 dismissed  404            404            404            404
OGC    retain  failed         200 dismissed  404            404            404            404
OGC    retain  dismissed      200 dismissed  404            404            404            404
OGC    retain  never existed  404            404            404            404            404
OGC    remove  accepted       200 dismissed  404            404            404            404
OGC    remove  running        200 dismissed  404            404            404            404
OGC    remove  successful     200 dismissed  404            404            404            404
OGC    remove  failed         200 dismissed  404            404            404            404
OGC    remove  dismissed      404            404            404            404            404
OGC    remove  never existed  404            404            404            404            404
OGC    gone    accepted       200 dismissed  200 dismissed  410            200 dismissed  410
OGC    gone    running        200 dismissed  200 dismissed  410            200 dismissed  410
OGC    gone    successful     200 dismissed  200 dismissed  410            200 dismissed  410
OGC    gone    failed         200 dismissed  200 dismissed  410            200 dismissed  410
OGC    gone    dismissed      410            200 dismissed  410            200 dismissed  410
OGC    gone    never existed  404            404            404            404            404
Tator  retain  accepted       200            405            404            405            –
Tator  retain  running        200            405            404            405            –
Tator  retain  successful     404            405            404            405            –
Tator  retain  failed         404            405            404            405            –
Tator  retain  dismissed      404            405            404            405            –
Tator  retain  never existed  404            405            404            405            –
`

t.test('the table is filled in by really doing it, and follows the dialects', async t => {
  const double = await build(t)
  const before = await look(double)
  t.same(rowsIn(before, 'outcomes'), [])
  const href = before.hrefs.find(href => href.includes('show=table')) ?? ''
  t.same(rowsIn(await look(double, href), 'outcomes').slice(0, 24), table(outcomes))
  const first = (await look(double, '?show=table')).markup.match(/<table class="outcomes">.*<\/table>/s)?.[0]
  t.ok(first?.includes('never existed'), 'again')
  double.configure({ tator: '1.5', tatorDeleteStatus: 204 })
  t.same(rowsIn(await look(double, '?show=table'), 'outcomes')[18]?.slice(3, 7), ['200', '404', '404', '404'], '1.5 knows no 204')
  double.configure({ tator: '2020-05', tatorUnknown: 500 })
  t.same(rowsIn(await look(double, '?show=table'), 'outcomes')[18]?.slice(3, 7), ['204', '405', '500', '405'], 'answers without JSON too')
  t.equal(double.requests.count(), 0)
})

t.test('the same dismissal stands side by side under each policy, and in Tator\'s eyes', async t => {
  const double = await build(t)
  const { text } = await look(double, '?job=running')
  const words = text.replace(/\s+/g, ' ')
  for (const title of ['OGC, retain', 'OGC, remove', 'OGC, gone', 'Tator']) t.match(words, `${title} First DELETE DELETE `)
  t.match(words, 'First DELETE DELETE /jobs/running 200 dismissed The job was dismissed; it was running.')
  t.match(words, 'Second DELETE DELETE /jobs/running 410 The job "running" was dismissed before; dismissing it again changes nothing.')
  t.match(words, 'First DELETE DELETE /rest/Job/running 200 Job with run UID running deleted!')
  t.match(words, 'HTTP/1.1 200')
  t.match(words, '"processingEntityType": "ogc-api-processes"')
  t.equal(await seen(double, 'running'), 'running')
})

t.test('its own link says the situation, and brings it about elsewhere', async t => {
  const [one, other] = [await build(t), await build(t)]
  await one.clock.advance(12_345)
  one.configure({ dismiss: 'gone', tator: '1.5' })
  await one.jobs.hold('waiting')
  one.store.dismiss('running', { policy: 'gone' })
  const page = await look(one, '?job=running')
  const link = linkIn(page)
  t.match(link, /^http:\/\/localhost:80\/__admin\/\?job=running&policy=gone&ogc=1\.0&tator=1\.5&instant=0&seed=[\w-]+$/)
  t.same(targetsIn(page), ['http://localhost:80/__admin/?job=running'])
  t.same(rowsIn(await look(one, link), 'lanes'), rowsIn(page, 'lanes'), 'here it is the situation already')

  const before = JSON.stringify(other.store.all())
  const looked = await look(other, link)
  t.match(looked.text, 'This link describes a different state')
  t.same(rowsIn(looked, 'lanes').map(cells => cells.slice(0, 2)), rowsIn(page, 'lanes').map(cells => cells.slice(0, 2)), 'what it says is shown')
  t.same(rowsIn(looked, 'lanes').map(cells => cells[3]).join(''), '', 'and cannot be pressed')
  t.notMatch(looked.markup, 'data-refresh')
  t.same(JSON.stringify(other.store.all()), before, 'while nothing has changed')
  t.match(other.settings, { dismiss: 'retain' })

  const there = await pressAndLook(other, { action: 'load-state' }, targetsIn(looked)[0])
  t.notMatch(there.text, 'This link describes a different state')
  t.same(rowsIn(there, 'lanes').map(([job, status, , buttons]) => [job, status, buttons]), rowsIn(page, 'lanes').map(([job, status, , buttons]) => [job, status, buttons]))
  t.match(other.settings, { dismiss: 'gone', tator: '1.5' })
  t.equal(linkIn(there), link, 'whose own link is the same')
})

t.test('an address that speaks of settings alone changes nothing but them', async t => {
  const double = await build(t)
  await double.store.dismiss('running', { policy: 'retain' })
  for (const [query, dismiss] of [['?policy=gone', 'gone'], ['?ogc=2.0-draft', 'gone'], ['?tator=1.5', 'gone']] as const) {
    const page = await look(double, query)
    t.match(page.text, 'This link describes a different state')
    t.equal(rowsIn(page, 'lanes').length, 9)
    const [bring = '', live] = targetsIn(page)
    t.equal(live, 'http://localhost:80/__admin/', 'the buttons are there')
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
  t.same(rowsIn(page, 'lanes').map(([job]) => job), ['only hold', 'Other requests'])
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
    [`?seed=${encodeURIComponent(many)}`, /holds as many jobs as it may \(10\)/],
    ['?seed=%7B', /cannot be read/]
  ]
  for (const [query, text] of wrong) {
    const page = await look(double, query)
    t.equal(page.status, 400, query)
    t.match(page.text, text)
    t.equal(rowsIn(page, 'lanes').length, 9)
    t.match((await look(double, query, { accept: '*/*' })).headers['content-type'], 'application/json')
  }
})

t.test('who presses a button is sent to the address of what comes of it; of a clock that runs it says no instant', async t => {
  const double = await build(t)
  const location = async (fields: Record<string, string>, query = '') => String((await press(double, fields, query)).headers['location']).replace('http://localhost:80/__admin/', '')
  t.equal(await location({ action: 'second' }, '?job=running&before=5&show=table'), '?job=running&before=5&show=table&policy=retain&ogc=1.0&tator=2020-05&instant=1')
  t.equal(await location({ action: 'resume' }), '?policy=retain&ogc=1.0&tator=2020-05')
})

t.test('more than a link can say is said to be so', async t => {
  const double = await build(t, { seed: { jobs: Array(maxWrittenJobs + 1).fill({}) } })
  t.match(linkIn(await look(double)), /instant=0$/, 'nobody has touched them')
  await double.store.submit([draft()])
  t.match((await look(double)).text, 'jobs have changed, and there are more than 100')
  await double.reset({ jobs: [{ inputs: { message: [...Array(6000).keys()].map(count => Math.imul(count, 2654435761).toString(36)).join('') } }] })
  t.match((await look(double)).text, 'its seed is too long')
  t.match(String((await press(double, { action: 'second' })).headers['location']), /\?policy=retain&ogc=1\.0&tator=2020-05$/)
})

t.test('of 10 000 jobs the page shows as many as of 30, and asks for no more', async t => {
  const double = await build(t, { seed: {} })
  const submit = (count: number) => double.store.submit([...Array(count).keys()].map(index => draft({ id: `job-${count}-${String(index).padStart(5, '0')}` })))
  await submit(30)
  const few = await look(double)
  await submit(9970)
  const [{ list, all }, asked] = [double.store, [] as number[]]
  double.store.list = (filter, page) => { asked.push(page.limit); return list.call(double.store, filter, page) }
  double.store.all = () => { asked.push(Infinity); return all.call(double.store) }
  const many = await look(double)
  t.ok(asked.every(limit => limit <= maxWrittenJobs + 1), `${asked}`)
  t.equal(rowsIn(many, 'lanes').length, 21)
  t.ok(many.markup.length < few.markup.length * 1.1, `${few.markup.length}, ${many.markup.length}`)
  t.match(many.text, '20 of 10000')
  const older = await look(double, many.hrefs.find(href => href.includes('before=')) ?? '')
  t.match(rowsIn(older, 'lanes')[0]?.[0], 'job-9970-09949')
  t.match(rowsIn(await look(double, older.hrefs.find(href => href.includes('after=')) ?? ''), 'lanes')[0]?.[0], 'job-9970-09969')
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
    await look(double), await look(double, `?job=${id}`), await look(double, '?job=broken&show=table'), await look(double, `?job=no${id}`), await look(double, `?policy=${id}`), await look(double, `?instant=1&job=${id}`),
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
