import t from 'tap'
import { build } from '../../../helper.ts'
import { exceptions } from '../helper.ts'
import { cwlJson, cwlYaml, dockerPackage, ogcapppkg } from './packages.ts'

const part2 = '://www.opengis.net/def/exceptions/ogcapi-processes-2/1.0/'

t.test('a package is deployed, executed, replaced, read and undeployed, through a socket', async t => {
  const { url } = await build(t, { port: 0, deploy: 'http' })
  const text = `${JSON.stringify(dockerPackage(), null, 3)}\n`
  const send = (method: string, path: string, body?: string, type = ogcapppkg) => fetch(`${url}${path}`, { method, ...(body !== undefined && { body, headers: { 'content-type': type } }) })
  const deployed = await send('POST', '/processes', text)
  t.same([deployed.status, deployed.headers.get('location')], [201, `${url}/processes/buffer`])
  t.match(await deployed.json(), { id: 'buffer', title: 'Buffer', description: 'A deployed process.', version: '1.2.0', mutable: true, links: [{ href: `${url}/processes/buffer` }] })
  const { processes } = await (await fetch(`${url}/processes`)).json() as { processes: { id: string, mutable: boolean }[] }
  t.same(processes.map(({ id, mutable }) => [id, mutable]), [['echo', false], ['fail', false], ['hold', false], ['buffer', true]])
  t.match(await (await fetch(`${url}/processes/buffer`)).json(), { inputs: { distance: { schema: { type: 'number' } } }, mutable: true })
  const sent = await fetch(`${url}/processes/buffer/package`, { headers: { accept: 'application/json' } })
  t.same([sent.headers.get('content-type'), await sent.text()], [ogcapppkg, text])
  const executed = await send('POST', '/processes/buffer/execution', JSON.stringify({ inputs: { distance: 5, name: 'Rhine' }, response: 'document' }), 'application/json')
  t.same([executed.status, await executed.json()], [200, { name: 'Rhine', area: 3 }])
  t.equal((await send('POST', '/processes/buffer/execution', JSON.stringify({ inputs: { distance: 'far' } }), 'application/json')).status, 400)
  const again = await send('POST', '/processes', text)
  t.same([again.status, again.headers.get('location')], [409, `${url}/processes/buffer`])
  t.match(await again.json(), { type: `http${part2}duplicated-process`, status: 409, detail: 'There is a process "buffer" already. Use PUT to replace it.' })
  const other = JSON.stringify(dockerPackage('buffer', { version: '1.3.0' }))
  const replaced = await send('PUT', '/processes/buffer', other)
  t.same([replaced.status, await replaced.text()], [204, ''])
  t.equal(await (await fetch(`${url}/processes/buffer/package`)).text(), other)
  t.equal((await (await fetch(`${url}/processes/buffer`)).json() as { version: string }).version, '1.3.0')
  const undeployed = await send('DELETE', '/processes/buffer')
  t.same([undeployed.status, await undeployed.text()], [204, ''])
  for (const path of ['/processes/buffer', '/processes/buffer/package']) {
    const answer = await fetch(`${url}${path}`)
    t.match([answer.status, await answer.json()], [404, { type: `${exceptions}no-such-process` }])
  }
})

t.test('CWL is deployed as YAML and as JSON, and describes the process', async t => {
  const { app } = await build(t, { deploy: 'both' })
  const yaml = await app.inject({ method: 'POST', url: '/processes?w=water-bodies', headers: { 'content-type': 'application/cwl+yaml' }, payload: cwlYaml() })
  t.equal(yaml.statusCode, 201, yaml.body)
  const described = (await app.inject('/processes/water-bodies')).json()
  t.match(described, { title: 'Water bodies', description: 'Finds water.', inputs: { aoi: { title: 'Area', description: 'A box', schema: { type: 'string' } }, bands: { minOccurs: 0, schema: { type: 'array', items: { type: 'string' }, default: ['green', 'nir'] } }, threshold: { minOccurs: 0, schema: { type: 'number' } }, mode: { schema: { type: 'string', enum: ['fast', 'slow'] } }, item: { schema: { oneOf: [{ type: 'string', format: 'uri' }, {}] } } } })
  t.same(Object.keys(described.outputs), ['stac', 'mode'])
  const json = await app.inject({ method: 'POST', url: '/processes', headers: { 'content-type': 'application/cwl+json' }, payload: JSON.stringify(cwlJson()) })
  t.match([json.statusCode, json.headers.location], [201, 'http://localhost:80/processes/tool'])
  t.same((await app.inject('/processes/tool')).json().inputs, { text: { title: 'text', minOccurs: 0, schema: { type: 'string' } } })
  const wrong = await app.inject({ method: 'POST', url: '/processes?w=nothing', headers: { 'content-type': 'application/cwl' }, payload: cwlYaml('other') })
  const twice = await app.inject({ method: 'POST', url: '/processes?w=other&w=detect', headers: { 'content-type': 'application/cwl' }, payload: cwlYaml('other') })
  t.match(twice.json(), { status: 400, type: `${exceptions}invalid-query-parameter-value`, detail: 'Query parameter: w came 2 times; expected it once.' })
  t.match([wrong.statusCode, wrong.json()], [400, { type: `http${part2}workflow-not-found`, detail: 'Query parameter: w came as "nothing"; expected the id of a workflow of the document: other, detect.' }])
})

t.test('what is wrong with a package is said, and what is too much is refused', async t => {
  const { app } = await build(t, { deploy: 'http', maxDeployed: 1, maxDepth: 20 })
  const post = (payload: string | object | undefined, type = ogcapppkg) => app.inject({ method: 'POST', url: '/processes', headers: { 'content-type': type }, ...(payload !== undefined && { payload }) })
  const deep = `cwlVersion: v1.2\nclass: Workflow\nid: deep\ninputs: ${'['.repeat(30)}${']'.repeat(30)}\n`
  const rows: readonly (readonly [payload: string | object | undefined, status: number, detail: string | RegExp, type?: string])[] = [
    [undefined, 400, 'The body is empty; expected a package.'],
    [dockerPackage('..'), 400, '/processDescription/id: ".." came; expected an id that an address can end with.'],
    [dockerPackage('.'), 400, /an address can end with/],
    [dockerPackage('a', { version: 1 }), 400, '/processDescription/version: 1 came; expected string.'],
    [dockerPackage('a', { inputs: { x: {} } }), 400, /^\/processDescription\/inputs\/x/],
    [dockerPackage('a', { inputs: { x: { schema: { type: 'text' } } } }), 400, /^\/processDescription\/inputs\/x\/schema: expected a schema that can be used; /],
    [dockerPackage('a', { mutable: 'no' }), 400, '/processDescription/mutable: "no" came; expected boolean.'],
    [deep, 400, /nested deeper than 20 came.*--max-depth/, 'application/cwl'],
    [`{"a":${'['.repeat(60)}${']'.repeat(60)}}`, 400, /nested deeper than 20.*--max-depth/],
    [dockerPackage('a', { description: 'x'.repeat(2 ** 20) }), 413, 'The body is larger than 1048576 bytes; expected at most that many, as of a package.']
  ]
  for (const [payload, status, detail, type] of rows) t.match((await post(payload, type)).json(), { status, detail })
  t.equal((await post(dockerPackage('fixed', { mutable: false }))).json().mutable, false)
  t.equal((await app.inject({ method: 'DELETE', url: '/processes/fixed' })).statusCode, 403, 'a description may say that its process is immutable')
  t.match((await post(dockerPackage())).json(), { status: 503, detail: /--max-deployed/ })
  const small = await build(t, { deploy: 'http', maxBodyBytes: 1024, deployedBytes: 1024 })
  const send = (size: number) => small.app.inject({ method: 'POST', url: '/processes', headers: { 'content-type': ogcapppkg }, payload: dockerPackage('a', { description: 'x'.repeat(size) }) })
  t.match((await send(1024)).json(), { status: 413, detail: 'The body is larger than 1024 bytes; expected at most that many (--max-body-bytes).' })
  t.match((await send(400)).json(), { status: 503, detail: /--deployed-bytes/ })
})
