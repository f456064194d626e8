import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import type { Persona } from '../../../schemas/persona.ts'
import { createPersonas } from '../../../src/personas/personas.ts'
import { build, draft, type TestDouble } from '../../helper.ts'

const ownPersona: Persona = { name: 'ours', title: 'Our server', version: '1', sources: [{ evidence: 'run', where: 'here' }] }

const ours = (t: Test, persona: Partial<Persona>) => build(t, { seed: {}, persona: { ...ownPersona, ...persona } })

interface RequestParts { readonly method?: 'GET' | 'DELETE' | 'POST' | 'PUT', readonly headers?: Record<string, string>, readonly payload?: object | string }

async function ask ({ app }: TestDouble, url: string, { method = 'GET', headers = {}, payload }: RequestParts = {}) {
  const answer = await app.inject({ method, url, headers: { ...(payload !== undefined && { 'content-type': 'application/json' }), ...headers }, ...(payload !== undefined && { payload }) })
  const type = String(answer.headers['content-type'])
  return { status: answer.statusCode, type, headers: answer.headers, text: answer.body, json: /json/.test(type) && answer.body !== '' ? JSON.parse(answer.body) : undefined }
}

const launch = (double: TestDouble, inputs: object = { message: 'a', pause: 60 }, headers = { prefer: 'respond-async' } as Record<string, string>) =>
  ask(double, '/processes/echo/execution', { method: 'POST', headers, payload: { inputs } })

t.test('status_info: a job has these members and no others, and those of its status over them', async t => {
  const double = await ours(t, {
    times: { digits: 6, zone: '+00:00', separator: ' ' },
    media_type: 'application/vnd.ours+json',
    link_header: false,
    headers: { 'X-Powered-By': 'ours', 'X-Content-Type-Options': null },
    status_info: { body: { jobID: '{id}', percentCompleted: '{progress}', created: '{created}', finished: '{finished or null}', links: [{ rel: 'self', href: '{job}' }] }, by_status: { running: { status: 'busy' } }, headers: { 'X-Job': '{id}' } }
  })
  double.store.submit([draft()])
  const { type, headers, json } = await ask(double, '/jobs/job')
  t.same(json, { jobID: 'job', percentCompleted: 0, created: '2026-01-01 00:00:00.000000+00:00', finished: null, links: [{ rel: 'self', href: 'http://localhost:80/jobs/job' }] })
  t.equal(type, 'application/vnd.ours+json')
  t.match(headers, { 'x-powered-by': 'ours', 'x-job': 'job', link: undefined, 'x-content-type-options': undefined })
  await double.clock.advance(10_000)
  t.equal((await ask(double, '/jobs/job')).json.status, 'busy')
})

t.test('times: without a word for it they are as in the dialect, and where the persona has no statusInfo of its own', async t => {
  const double = await ours(t, { times: { digits: 0, zone: 'none' } })
  double.store.submit([draft()])
  const { json, headers } = await ask(double, '/jobs/job')
  t.match(json, { created: '2026-01-01T00:00:00', type: 'process', jobID: 'job' })
  t.match(headers['link'], /rel="monitor"/)
  t.match((await ask(double, '/', { headers: { accept: 'application/json' } })).headers['link'], /rel="self"/)
  t.match((await ask(await ours(t, {}), '/conformance')).json.conformsTo, { length: 8 })
})

const dismissals: readonly { name: string, dismissal: NonNullable<Persona['dismissal']>, first: object, after: object, second: object }[] = [
  { name: 'status, media type, headers and body', dismissal: { any: { status: 202, media_type: 'text/plain', headers: { 'X-Was': '{before}' }, body: { gone: '{id}' } } }, first: { status: 202, type: 'text/plain', text: '{"gone":"job"}', headers: { 'x-was': 'running' } }, after: { json: { status: 'dismissed' } }, second: { status: 202 } },
  { name: 'text in place of JSON', dismissal: { running: { status: 500, text: 'no {id}' } }, first: { status: 500, type: 'text/html; charset=utf-8', text: 'no job' }, after: { json: { status: 'dismissed' } }, second: { status: 200 } },
  { name: 'the job as it was before', dismissal: { running: { shows: 'before' } }, first: { status: 200, json: { status: 'running' } }, after: { json: { status: 'dismissed' } }, second: { status: 200 } },
  { name: 'an effect of its own', dismissal: { running: { effect: 'refuse' } }, first: { status: 400 }, after: { json: { status: 'running' } }, second: { status: 400 } },
  { name: 'an effect that comes later', dismissal: { running: { after: 3 } }, first: { status: 202, json: { status: 'running' } }, after: { json: { status: 'running' } }, second: { status: 202 } }
]

for (const { name, dismissal, first, after, second } of dismissals) {
  t.test(`dismissal: ${name}`, async t => {
    const double = await ours(t, { dismissal })
    double.store.submit([draft()])
    await double.clock.advance(20_000)
    t.match(await ask(double, '/jobs/job', { method: 'DELETE' }), first)
    t.match(await ask(double, '/jobs/job'), after)
    t.match(await ask(double, '/jobs/job', { method: 'DELETE' }), second)
  })
}

t.test('errors: the first case that fits words what is wrong, else the body for all', async t => {
  const double = await ours(t, {
    errors: {
      media_type: 'application/problem+json',
      body: { code: '{title}', description: '{detail}' },
      cases: [
        { problem: ['no-such-job'], at: ['getStatus'], id: 'malformed', status: 400, body: { code: 'BadId', id: '{id}' } },
        { problem: ['no-such-job'], at: ['getStatus'], body: { code: 'NoJob' }, headers: { 'X-Id': '{id}' } },
        { problem: ['not-found'], at: ['getStatus'], text: 'of a job' },
        { problem: ['not-found'], id: 'malformed', text: 'of an id' },
        { problem: ['not-found'], media_type: 'text/html', text: '<h1>{status}</h1>' }
      ]
    }
  })
  const uuid = '00000000-0000-4000-8000-000000000000'
  t.match(await ask(double, '/jobs/a'), { status: 400, type: 'application/problem+json', json: { code: 'BadId', id: 'a', description: 'There is no job "a".' } })
  t.match(await ask(double, `/jobs/${uuid}`), { status: 404, json: { code: 'NoJob' }, headers: { 'x-id': uuid } })
  t.match(await ask(double, '/jobs/a', { method: 'DELETE' }), { status: 404, json: { code: 'No such job' } })
  t.match(await ask(double, '/processes/a'), { status: 404, json: { code: 'No such process' } })
  t.match(await ask(double, '/a'), { status: 404, type: 'text/html', text: '<h1>404</h1>' })
  t.match(await ask(double, '/jobs/a', { headers: { accept: 'text/html', 'sec-fetch-dest': 'document' } }), { status: 400, type: 'text/html; charset=utf-8', text: /There is no job/ })
  t.match(await ask(await ours(t, {}), '/jobs/a'), { status: 404, json: { type: /no-such-job$/ } })
  t.match((await ask(double, '/jobs', { headers: { prefer: 'code=503' } })), { status: 503, json: { code: 'Service Unavailable' } })
})

t.test('negotiation: `f` and Accept count as the persona has it, and a browser gets its page all the same', async t => {
  const negotiate = async (negotiation: Persona['negotiation'], url: string, accept?: string, more: Record<string, string> = {}) => {
    const double = await ours(t, { ...(negotiation !== undefined && { negotiation }) })
    double.store.submit([draft({ plan: { accepted: 0, running: 0, outcome: 'successful' }, inputs: { message: 'a' } })])
    const { status, type } = await ask(double, url, { headers: { ...(accept !== undefined && { accept }), ...more } })
    return `${status} ${type.split(';')[0]}`
  }
  const page = '200 text/html'
  const json = '200 application/json'
  t.equal(await negotiate({ f: ['json', 'html', 'jsonld'] }, '/jobs/job?f=jsonld'), json)
  t.equal(await negotiate({ f: ['json'] }, '/jobs/job?f=html'), '400 application/json')
  t.equal(await negotiate({ f: 'ignored' }, '/jobs/job?f=html'), json)
  t.equal(await negotiate(undefined, '/jobs/job?f=html'), page)
  t.equal(await negotiate(undefined, '/jobs/job?f=xml'), '400 application/json')
  t.equal(await negotiate({ accept: 'ignored' }, '/jobs/job', 'text/html'), json)
  t.equal(await negotiate({ accept: 'ignored' }, '/jobs/job', 'text/html', { 'sec-fetch-dest': 'document' }), page)
  t.equal(await negotiate({ accept: 'exact' }, '/jobs/job', 'application/xml'), json)
  t.equal(await negotiate(undefined, '/jobs/job', 'application/xml'), '406 application/json')
  t.equal(await negotiate({ accept: 'exact' }, '/jobs/job', 'application/json;q=0.5, TEXT/HTML;q=0.9'), page)
  t.equal(await negotiate({ accept: 'exact' }, '/jobs/job', 'text/html;q=x, application/json;q=0.1'), json)
  t.equal(await negotiate({ accept: 'exact', results: 'html' }, '/jobs/job/results', '*/*'), page)
  t.equal(await negotiate({ accept: 'exact', results: 'html' }, '/jobs/job/results', 'application/json'), '200 multipart/related')
  t.equal(await negotiate({ accept: 'exact', results: 'html' }, '/jobs/nothing/results', '*/*'), '404 application/json')
  t.equal(await negotiate({ results: 'html' }, '/jobs/job/results'), page)
  t.equal(await negotiate({ results: 'html' }, '/jobs/job/results?f=json'), '200 multipart/related')
  t.equal(await negotiate({ accept: 'ignored' }, '/jobs/job/results', 'application/xml'), '200 multipart/related')
})

t.test('job_list: order, pages by offset, filters and members', async t => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const listed = async (list: Persona['job_list'], query: string) => {
    const double = await ours(t, { ...(list !== undefined && { job_list: list }) })
    for (const id of ids) double.store.submit([draft({ id })])
    return (await ask(double, `/jobs${query}`)).json
  }
  const names = async (list: Persona['job_list'], query: string) => {
    const { jobs, links } = await listed(list, query) as { jobs: { jobID: string }[], links: { rel: string, href: string }[] }
    return [jobs.map(({ jobID }) => jobID).join(''), ...links.filter(({ rel }) => rel !== 'self').map(({ rel, href }) => `${rel} ${href.replace(/.*\/jobs/, '')}`)].join(' ')
  }
  t.equal(await names(undefined, '?limit=2'), 'ed next ?offset=2&limit=2')
  t.equal(await names(undefined, '?limit=2&offset=2&status=accepted'), 'cb next ?offset=4&limit=2&status=accepted prev ?offset=0&limit=2&status=accepted')
  t.equal(await names({ order: 'oldest' }, '?limit=2&offset=4'), 'e prev ?offset=2&limit=2')
  t.equal(await names({ order: 'oldest-page-reversed', limit: 3 }, ''), 'cba next ?offset=3')
  t.equal(await names({ paging: 'none' }, '?limit=1&offset=3'), 'edcba')
  t.equal(await names({ filters: [] }, '?status=nonsense'), 'edcba')
  t.equal(await names({ filters: ['status'] }, '?status=failed&processID=nonsense'), '')
  t.match(await listed(undefined, '?offset=-1'), { status: 400, detail: 'Query parameter: offset: -1 came; expected >= 0.' })
  t.same(await listed({ body: { ids: '{ids}', total: '{total}', count: '{count}' } }, '?limit=2'), { ids: ['e', 'd'], total: 5, count: 2 })
  t.match(await listed({ absent: true }, ''), { status: 404 })
})

t.test('what has no list of jobs does not link to one', async t => {
  const links = async (jobList: NonNullable<Persona['job_list']>): Promise<string> => JSON.stringify((await ask(await ours(t, { job_list: jobList }), '/')).json)
  t.match(await links({}), 'job-list')
  t.notMatch(await links({ absent: true }), 'job-list')
})

t.test('execution: how jobs and results are answered', async t => {
  const nothing = await ours(t, { execution: { async: { status: 202, body: null, headers: { Location: null } } } })
  t.match(await launch(nothing), { status: 202, text: 'null', headers: { location: undefined } })
  const always = await ours(t, { execution: { mode: 'async' } })
  t.match(await launch(always, { message: 'a' }, {}), { status: 201, json: { status: 'successful' } })
  const keepingDouble = await ours(t, { execution: { sync: { keeps_job: true, headers: { Location: '{job}' } } } })
  const { headers } = await launch(keepingDouble, { message: 'a' }, {})
  t.match(await ask(keepingDouble, new URL(String(headers['location'])).pathname), { status: 200, json: { status: 'successful' } })
  const failing = await ours(t, { execution: { invalid_inputs: 'failed-job' } })
  const { json: { jobID } } = await launch(failing, { pause: 'x' })
  t.match((await ask(failing, `/jobs/${jobID}`)).json, { status: 'failed', message: /input "pause"/ })
  t.match(await ask(failing, '/processes/echo/execution', { method: 'POST', payload: { inputs: {}, outputs: { nothing: {} } } }), { status: 400 })
  const whole = await build(t, { seed: { processes: [{ id: 'one', outputs: { a: { schema: { type: 'number' } } }, results: { a: 5 }, plan: { accepted: 0, running: 0 } }] }, persona: { ...ownPersona, execution: { response: 'document' } } })
  t.same((await ask(whole, '/processes/one/execution', { method: 'POST', payload: {} })).json, { a: 5 })
})

t.test('conformance and trailing_slash', async t => {
  const double = await ours(t, { conformance: ['http://example.org/conf'], trailing_slash: 'same' })
  double.store.submit([draft()])
  t.same((await ask(double, '/conformance/')).json, { conformsTo: ['http://example.org/conf'] })
  t.equal((await ask(double, '/jobs/job/?f=json')).status, 200)
  t.equal((await ask(double, '/')).status, 200)
  t.equal((await ask(double, '/__admin/jobs')).status, 200)
  t.equal((await ask(await ours(t, {}), '/jobs/job/')).status, 404)
})

t.test('a persona is chosen for a double and for a world, and brings dialect and policy with it', async t => {
  const double = await build(t, { persona: 'pygeoapi' })
  t.match(double.settings, { persona: 'pygeoapi', ogc: '1.0', dismiss: 'remove' })
  double.configure({ persona: 'weaver' })
  t.match(double.settings, { persona: 'weaver', dismiss: 'gone' })
  t.throws(() => double.configure({ dismiss: 'retain' }), { message: '/dismiss: retain came; expected gone, which the persona weaver brings with it, or the persona none.' })
  t.throws(() => double.configure({ persona: 'weavr' }), /did you mean weaver\?/)
  t.match(double.settings, { persona: 'weaver', dismiss: 'gone' })
  double.configure({ persona: 'none' })
  t.match(double.settings, { persona: 'none', dismiss: 'retain' })
  double.configure({ ogc: '2.0-draft', dismiss: 'remove' })
  await double.reset()
  t.match(double.settings, { persona: 'pygeoapi', dismiss: 'remove' })
  t.equal(double.world('other').settings.persona, 'pygeoapi')
  await t.rejects(build(t, { persona: 'weaver', dismiss: 'retain' }), /^\/dismiss: retain came; expected gone/)
  const draftOnly = await build(t, { ogc: '2.0-draft' })
  draftOnly.configure({ persona: 'pygeoapi' })
  draftOnly.configure({ persona: 'none' })
  t.equal(draftOnly.settings.ogc, '2.0-draft')
})

t.test('every persona answers a client\'s life over a socket: execute, read, dismiss, read', async t => {
  const double = await build(t, { port: 0, seed: {}, clock: 'system' })
  const { port } = double.app.server.address() as AddressInfo
  for (const { name } of createPersonas().all) {
    double.configure({ persona: name })
    const send = (method: string, path: string, body?: object) => fetch(`http://127.0.0.1:${port}${path}`, { method, headers: { prefer: 'respond-async', ...(body !== undefined && { 'content-type': 'application/json' }) }, ...(body !== undefined && { body: JSON.stringify(body) }) })
    const launched = await send('POST', '/processes/hold/execution', { inputs: {} })
    const id = launched.headers.get('location')?.replace(/.*\//, '') ?? await launched.json().then(body => Object(body)['jobID'] ?? Object(body)['id'])
    const answers = [launched, await send('GET', `/jobs/${id}`), await send('DELETE', `/jobs/${id}`), await send('GET', `/jobs/${id}`), await send('GET', '/jobs'), await send('GET', `/jobs/${id}/results`)]
    t.match(answers.map(({ status }) => status), [/20[12]/, 200, /200|202|409|500/, /200|404/, /200|404/, /40\d|410|500/], name)
  }
})

t.test('pages say which persona a world has, and what a dismissal does there', async t => {
  const page = { headers: { accept: 'text/html', 'sec-fetch-dest': 'document' } }
  const double = await ours(t, { dismissal: { running: { effect: 'refuse' }, successful: { effect: 'none' }, accepted: { after: 4 } } })
  double.store.submit([draft()])
  const seen = async () => (await ask(double, '/jobs/job', page)).text
  t.match((await ask(double, '/', page)).text, /<dt>Persona<\/dt><dd>ours<\/dd>/)
  t.match(await seen(), /Persona: <strong>ours<\/strong>.*DELETE dismisses the job after 4 s of the world&#39;s clock as Our server does; it stays readable\./s)
  await double.clock.advance(20_000)
  t.match(await seen(), /DELETE is refused as by Our server/)
  await double.clock.advance(100_000)
  t.match(await seen(), /DELETE changes nothing, as with Our server/)
  const late = await ours(t, { dismissal: { accepted: { after: 4 } } })
  late.store.submit([draft()])
  await ask(late, '/jobs/job', { method: 'DELETE' })
  t.match((await ask(late, '/jobs/job', page)).text, /DELETE changes nothing: the job is already being dismissed\./)
  const removing = await ours(t, { based_on: { dismiss: 'remove' } })
  removing.store.submit([draft()])
  t.match((await ask(removing, '/jobs/job', page)).text, /DELETE removes the job as Our server does/)
})

t.test('the table of the documentation is what the personas say', async t => {
  const text = await readFile('docs/personas.md', 'utf8')
  for (const { name, title, version, not_imitated: notImitated = [] } of createPersonas().all) {
    t.ok(text.includes(`| \`${name}\` | ${title}, ${version} |`), `${name} is in the table`)
    for (const { what } of notImitated) t.ok(text.includes(what), `${name}: ${what}`)
  }
})
