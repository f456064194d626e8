import t from 'tap'
import type { Seed } from '../../../../schemas/seed.ts'
import { build, type TestDouble } from '../../../helper.ts'
import { read, unescaped } from '../helper.ts'
import { unisolated } from '../page-parts.ts'
import { controlsOf, textOf } from '../views/controls.ts'

const cwl = (id: string, label = 'A workflow') => `cwlVersion: v1.2
class: Workflow
id: ${id}
label: ${label}
inputs: { message: string }
outputs: {}
steps: {}
`
const applicationPackage = (id: string) => JSON.stringify({ processDescription: { id, version: '1' }, executionUnit: { type: 'docker', image: 'registry.example/runner:1' } })
const graph = (...ids: string[]) => JSON.stringify({ cwlVersion: 'v1.2', $graph: ids.map(id => ({ class: 'Workflow', id, inputs: {}, outputs: {}, steps: {} })) })

const seed: Seed = { processes: [{ id: 'open', mutable: true, title: 'Open to clients' }] }

const page = async ({ app }: TestDouble, url: string) => (await app.inject({ url, headers: { accept: 'text/html' } })).payload

/** Sends a form like a browser. A value that is not a string is the content of a file. */
async function send ({ app }: TestDouble, url: string, fields: Record<string, string | Buffer>, headers: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries({ package: '', file: Buffer.alloc(0), type: '', workflow: '', ...fields })) {
    if (typeof value === 'string') form.append(name, value.replaceAll('\n', '\r\n'))
    else form.append(name, new File([new Uint8Array(value)], value.length === 0 ? '' : 'package'))
  }
  const encoded = new Response(form)
  return app.inject({ method: 'POST', url, headers: { accept: 'text/html', 'content-type': String(encoded.headers.get('content-type')), ...headers }, payload: Buffer.from(await encoded.arrayBuffer()) })
}

const double = await build(t, { seed, deploy: 'http' })
t.beforeEach(() => double.reset())

t.test('the forms are there only where processes are deployed, and on the page of a process only where it is mutable', async t => {
  const plain = await build(t, { seed })
  for (const url of ['/processes', '/processes/open']) t.notMatch(await page(plain, url), 'id="deploy"', url)
  for (const url of ['/deployment', '/processes/open/replacement']) t.equal((await send(plain, url, { package: cwl('x') })).statusCode, 404, url)
  t.match(await page(double, '/processes'), 'action="http://localhost:80/deployment" enctype="multipart/form-data"')
  t.match(await page(double, '/processes/open'), 'action="http://localhost:80/processes/open/replacement" enctype="multipart/form-data"')
  t.match(await page(double, '/processes/open'), 'action="http://localhost:80/processes/open/undeployment"')
  t.notMatch(await page(double, '/processes/echo'), /(replace|undeploy)ment"/)
})

t.test('every field of the form has one label, and the form says that nothing is executed', async t => {
  const markup = await page(double, '/processes')
  for (const { attributes: { id = '', name } } of controlsOf(markup)) {
    t.equal(name, id)
    t.equal(markup.split(`<label for="${id}"`).length, 2, id)
  }
  t.match(read(markup).text, 'Nothing of a package is ever executed, and no image is ever pulled.')
})

const sent: [how: string, fields: Record<string, string | Buffer>, mediaType: string, body?: string][] = [
  ['CWL in YAML that was typed', { package: cwl('mine') }, 'application/cwl+yaml', cwl('mine')],
  ['CWL in JSON', { package: graph('other', 'mine'), workflow: 'mine' }, 'application/cwl+json'],
  ['an application package', { package: applicationPackage('mine') }, 'application/ogcapppkg+json'],
  ['a file, which wins over the text', { package: cwl('typed'), file: Buffer.from(cwl('mine')) }, 'application/cwl+yaml', cwl('mine')],
  ['a package whose media type was chosen', { package: cwl('mine'), type: 'application/cwl' }, 'application/cwl', cwl('mine')]
]

for (const [how, fields, mediaType, body] of sent) {
  t.test(`${how} is sent as ${mediaType}, and the page shows what was asked and answered`, async t => {
    const { statusCode, payload } = await send(double, '/deployment', fields)
    const { hrefs, text } = read(payload)
    t.equal(statusCode, 200)
    t.match(text, `content-type: ${mediaType}`)
    t.ok(text.includes('201 Created'))
    t.ok(hrefs.includes('http://localhost:80/processes/mine?f=html'))
    t.equal((await double.app.inject('/processes/mine')).statusCode, 200)
    if (body !== undefined) t.equal((await double.app.inject('/processes/mine/package')).payload, body)
    t.equal(double.requests.count({ method: 'POST', urlPath: '/processes' }), 1)
    t.equal(double.requests.list({ urlPath: '/deployment' })[0]?.body, undefined, 'the journal keeps the form as it came')
  })
}

const wrong: [what: string, fields: Record<string, string>, field: string, status: number][] = [
  ['a package that cannot be read', { package: '{"executionUnit":' }, 'package', 400],
  ['nothing', {}, 'package', 400],
  ['a package whose process is there', { package: cwl('open') }, 'package', 409],
  ['a package of a process that nobody may change', { package: cwl('echo') }, 'package', 403],
  ['a workflow that the document does not have', { package: graph('one', 'two'), workflow: 'three' }, 'workflow', 400],
  ['a media type that is no package', { package: cwl('x'), type: 'text/plain' }, 'type', 415]
]

for (const [what, fields, field, status] of wrong) {
  t.test(`${what} gives the form back, with what was typed and what is wrong beside the field ${field}`, async t => {
    const { statusCode, payload } = await send(double, '/deployment', fields)
    const controls = controlsOf(payload)
    t.equal(statusCode, 400)
    t.match(textOf(payload, `${field}.error`), String(status))
    t.same(controls.filter(({ attributes }) => attributes['aria-invalid'] === 'true').map(({ attributes }) => attributes['name']), [field])
    t.match(payload, `<a href="#${field}">`)
    t.match(payload, 'The process was not deployed')
    t.equal(controls.find(({ attributes }) => attributes['name'] === 'package')?.value, fields['package'] ?? '')
    t.match(read(payload).text, 'All processes')
  })
}

t.test('a fault is shown as it is: an answer that is no problem, and none', async t => {
  double.faults.add({ match: { method: 'POST', urlPath: '/processes' }, status: 503, body: 'later', failRequestCount: 1 })
  t.equal(textOf((await send(double, '/deployment', { package: cwl('x') })).payload, 'package.error'), '503 Service Unavailable: later')
  double.faults.add({ match: { method: 'POST', urlPath: '/processes' }, status: 500, body: '{"detail":5}', failRequestCount: 1 })
  t.equal(textOf((await send(double, '/deployment', { package: cwl('x') })).payload, 'package.error'), '500 Internal Server Error: {"detail":5}')
  double.faults.add({ match: { method: 'POST', urlPath: '/processes' }, fault: 'CONNECTION_RESET_BY_PEER', failRequestCount: 1 })
  const { payload } = await send(double, '/deployment', { package: cwl('x') })
  t.match(textOf(payload, 'package.error'), 'No response came')
  t.match(read(payload).text, 'No response: CONNECTION_RESET_BY_PEER.')
})

t.test('the page of a process that was deployed shows its package, replaces it and undeploys it', async t => {
  await send(double, '/deployment', { package: cwl('mine') })
  const [control] = controlsOf(await page(double, '/processes/mine')).filter(({ attributes }) => attributes['name'] === 'package')
  t.equal(control?.value, cwl('mine'))
  const replaced = await send(double, '/processes/mine/replacement', { package: cwl('mine', 'Another label') })
  t.match(read(replaced.payload).text, 'PUT /processes/mine')
  t.equal((await double.app.inject('/processes/mine')).json().title, 'Another label')
  const refused = await send(double, '/processes/mine/replacement', { package: 'x' })
  t.match(refused.payload, 'The process was not replaced')
  const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }
  const undeployed = await double.app.inject({ method: 'POST', url: '/processes/mine/undeployment', headers: form, payload: '' })
  t.match(read(undeployed.payload).text, 'DELETE /processes/mine')
  t.match(read(undeployed.payload).text, '204 No Content')
  t.equal((await double.app.inject('/processes/mine')).statusCode, 404)
})

t.test('fields that are missing, and a text that is a file, are as empty', async t => {
  const form = new FormData()
  form.append('package', new File(['x'], 'x'))
  const encoded = new Response(form)
  const { statusCode, payload } = await double.app.inject({ method: 'POST', url: '/deployment', headers: { accept: 'text/html', 'content-type': String(encoded.headers.get('content-type')) }, payload: Buffer.from(await encoded.arrayBuffer()) })
  t.equal(statusCode, 400)
  t.match(textOf(payload, 'package.error'), 'The body is empty')
})

t.test('a media type that the form does not offer is left to be found out', async t => {
  await double.app.inject({ method: 'POST', url: '/processes', headers: { 'content-type': 'application/cwl; charset=utf-8' }, payload: cwl('mine') })
  t.equal(controlsOf(await page(double, '/processes/mine')).find(({ attributes }) => attributes['name'] === 'type')?.value, '')
})

t.test('a media type that was chosen is there again beside the package; one that is found out is not', async t => {
  for (const [type, expected] of [['application/cwl', 'application/cwl'], ['application/cwl+yaml', '']] as const) {
    await double.reset()
    await send(double, '/deployment', { package: cwl('mine'), type })
    t.equal(controlsOf(await page(double, '/processes/mine')).find(({ attributes }) => attributes['name'] === 'type')?.value, expected)
  }
})

t.test('where users log in, a form is sent as whoever is logged in, and says so where nobody is', async t => {
  const double = await build(t, { deploy: 'http', login: 'bearer', seed: { users: [{ name: 'ana', token: 'ana-token' }] } })
  t.match(textOf((await send(double, '/deployment', { package: cwl('mine') })).payload, 'package.error'), '401 Unauthorized')
  const { payload } = await send(double, '/deployment', { package: cwl('mine') }, { cookie: 'jobdouble-login=ana-token' })
  t.match(read(payload).text, '201 Created')
  t.notMatch(payload, 'ana-token')
})

t.test('it stays in the world, under the base path and at the address that the client used', async t => {
  const { app, world } = await build(t, { basePath: '/ogc', trustProxy: true, deploy: 'http' })
  const { payload } = await send({ app } as TestDouble, '/w/a/ogc/deployment', { package: cwl('mine') }, { host: 'inside', 'x-forwarded-host': 'outside.example', 'x-forwarded-proto': 'https' })
  t.match(payload, 'https://outside.example/w/a/ogc/processes/mine?f=html')
  t.notMatch(payload, 'inside')
  t.equal(world('a').requests.count({ method: 'POST', urlPath: '/ogc/processes' }), 1)
})

t.test('what means harm is text, and turns nothing around it', async t => {
  const evil = '</textarea><img src=x onerror=alert(1)>\u202e"\''
  for (const fields of [{ package: evil }, { package: graph('one', 'two'), workflow: evil }, { package: applicationPackage(evil) }]) {
    const { payload } = await send(double, '/deployment', fields)
    t.notMatch(payload, /<img/)
    t.ok(unescaped(payload).includes('<img src=x'))
    t.same(unisolated(payload, /[\u202E]/).alone, [])
  }
})

t.test('they are no part of the API: only a form of the double itself reaches them', async t => {
  const { app } = double
  t.notMatch((await app.inject('/api')).payload, /"[^"]*(deployment|replacement|undeployment)"/)
  const refused = await app.inject({ method: 'POST', url: '/deployment', headers: { 'content-type': 'application/json' }, payload: '{}' })
  t.equal(refused.statusCode, 415)
  t.match(refused.json().detail, 'expected Content-Type: multipart/form-data.')
  t.equal((await app.inject({ method: 'POST', url: '/deployment', headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: 'x' })).statusCode, 400)
  t.equal((await send(double, '/processes/echo/execution', {})).statusCode, 415, 'no other form takes files')
  t.equal((await send(double, '/deployment', { package: cwl('x') }, { origin: 'https://elsewhere.example' })).statusCode, 403)
  t.equal((await app.inject('/processes/x')).statusCode, 404)
})
