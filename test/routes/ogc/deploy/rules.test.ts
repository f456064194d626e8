import t from 'tap'
import { build, type TestDouble } from '../../../helper.ts'
import { cwlJson, cwlYaml, dockerPackage, ogcapppkg } from './packages.ts'

const part2 = 'http://www.opengis.net/def/exceptions/ogcapi-processes-2/1.0/'
const link = (href = 'https://example.org/cwl/slope.cwl#main') => ({ executionUnit: { href, type: 'application/cwl' } })

const post = ({ app }: Pick<TestDouble, 'app'>, body: object | string, type = ogcapppkg, query = '') =>
  app.inject({ method: 'POST', url: `/processes${query}`, headers: { 'content-type': type }, payload: typeof body === 'string' ? body : JSON.stringify(body) })
const put = ({ app }: Pick<TestDouble, 'app'>, id: string, body: object | string, type = ogcapppkg) =>
  app.inject({ method: 'PUT', url: `/processes/${id}`, headers: { 'content-type': type }, payload: typeof body === 'string' ? body : JSON.stringify(body) })

t.test('a replacement is answered as the rule says, with one Location where there is one', async t => {
  const double = await build(t, { deploy: 'http' })
  await post(double, dockerPackage())
  for (const [status, location] of [[200, undefined], [201, 'http://localhost:80/processes/buffer'], [202, 'http://localhost:80/processes/buffer'], [204, undefined]] as const) {
    double.configure({ deployment: { put: status } })
    const answer = await put(double, 'buffer', dockerPackage('buffer', { version: `2.${status}` }))
    t.same([answer.statusCode, answer.headers.location], [status, location])
    if (status === 204) t.equal(answer.body, '')
    else t.match(answer.json(), { id: 'buffer', version: `2.${status}`, mutable: true })
    t.equal((await double.app.inject('/processes/buffer')).json().version, `2.${status}`)
  }
})

t.test('PUT of an unknown id deploys where the rule says so', async t => {
  const double = await build(t, { deploy: 'http', deployment: { upsert: true } })
  const answer = await put(double, 'buffer', dockerPackage())
  t.match([answer.statusCode, answer.headers.location], [201, 'http://localhost:80/processes/buffer'])
  t.equal((await put(double, 'buffer', dockerPackage())).statusCode, 204)
})

t.test('a replaced process stays as a revision where the rule says so', async t => {
  const double = await build(t, { deploy: 'http', deployment: { replace: 'revision', put: 201 } })
  await post(double, dockerPackage())
  await put(double, 'buffer', dockerPackage('buffer', { version: '1.3.0' }))
  await put(double, 'buffer', dockerPackage('buffer', { version: '1.3.0', title: 'Again' }))
  t.same((await double.app.inject('/processes?limit=100')).json().processes.slice(3).map(({ id, version, title }: Record<string, string>) => [id, version, title]), [['buffer', '1.3.0', 'Again'], ['buffer:1.2.0', '1.2.0', 'Buffer'], ['buffer:1.3.0', '1.3.0', 'Buffer']])
  await put(double, 'buffer', dockerPackage('buffer', { version: '1.3.0', title: 'Third' }))
  t.equal((await double.app.inject('/processes/buffer:1.3.0')).json().title, 'Buffer', 'a revision is not overwritten')
  t.equal((await double.app.inject({ method: 'POST', url: '/processes/buffer:1.2.0/execution', payload: { inputs: { distance: 'far' } } })).statusCode, 400)
})

for (const ids of ['integer', 'document'] as const) {
  t.test(`a revision has an id of its own in its description, its links and its package, and can be replaced: ids=${ids}`, async t => {
    const double = await build(t, { deploy: 'http', deployment: { replace: 'revision', conflict: 'existing', ids } })
    const id = ids === 'integer' ? '1' : 'buffer'
    await post(double, dockerPackage())
    await put(double, id, dockerPackage('buffer', { version: '2' }))
    const look = async () => [await describe(`${id}:1.2.0`), await describe(id)]
    const describe = async (at: string) => {
      const { id, processID, version, links } = (await double.app.inject(`/processes/${at}`)).json()
      return [id, processID, version, links[0].href]
    }
    const expected = (at: string, version: string) => [ids === 'integer' ? 'buffer' : at, ids === 'integer' ? at : undefined, version, `http://localhost:80/processes/${encodeURIComponent(at)}`]
    t.same(await look(), [expected(`${id}:1.2.0`, '1.2.0'), expected(id, '2')])
    t.equal((await put(double, `${id}:1.2.0`, dockerPackage('buffer', { version: '1.2.1' }))).statusCode, 204)
    t.same(await look(), [expected(`${id}:1.2.0`, '1.2.1'), expected(id, '2')])
    t.same((await post(double, dockerPackage('buffer', { version: '1.2.1' }))).json().additionalProperties, { processID: ids === 'integer' ? '1:1.2.0' : 'buffer' }, 'an id that is no number comes as text')
  })
}

t.test('a revision takes the room of one more process', async t => {
  const double = await build(t, { deploy: 'http', maxDeployed: 2, deployment: { replace: 'revision' } })
  await post(double, dockerPackage())
  t.same([(await put(double, 'buffer', dockerPackage('buffer', { version: '2' }))).statusCode, (await put(double, 'buffer', dockerPackage('buffer', { version: '3' }))).statusCode], [204, 503])
})

t.test('undeployment with 200 has an empty object', async t => {
  const double = await build(t, { deploy: 'http', deployment: { undeploy: 200 } })
  await post(double, dockerPackage())
  const answer = await double.app.inject({ method: 'DELETE', url: '/processes/buffer' })
  t.same([answer.statusCode, answer.json()], [200, {}])
})

t.test('packages are accepted as the rule says', async t => {
  const double = await build(t, { deploy: 'http' })
  const sent = { docker: [dockerPackage(), ogcapppkg], link: [link(), ogcapppkg], cwl: [cwlJson(), 'application/cwl+json'], raw: [{ cwlRawText: cwlYaml('raw') }, 'application/json'], parts: ['--x\n\n{}\n--x--', 'multipart/related; boundary=x'] } as const
  const expected = { both: [201, 201, 201, 415, 400], cwl: [415, 415, 201, 415, 400], ogcapppkg: [201, 201, 415, 415, 415], link: [400, 201, 415, 415, 415], maap: [400, 201, 415, 201, 415] } as const
  for (const [accepts, statuses] of Object.entries(expected)) {
    await double.reset()
    double.configure({ deployment: { accepts: accepts as keyof typeof expected } })
    for (const [index, [body, type]] of Object.values(sent).entries()) t.equal((await post(double, body, type, '')).statusCode, statuses[index], `${accepts} ${Object.keys(sent)[index]}`)
  }
  t.match((await double.app.inject('/processes/raw')).json(), { title: 'Water bodies' })
  t.match((await post(double, { cwlRawText: 5 }, 'application/json')).json(), { detail: '/cwlRawText: 5 came; expected the text of a CWL document.' })
  t.match((await double.app.inject('/conformance')).json().conformsTo.slice(-2), [/2\/1.0\/conf\/deploy-replace-undeploy/, /ogcapppkg/])
})

t.test('ids are numbers of the server where the rule says so, and the 409 names the one to replace', async t => {
  const double = await build(t, { deploy: 'http', deployment: { ids: 'integer', conflict: 'existing' } })
  const first = await post(double, dockerPackage())
  t.match([first.statusCode, first.headers.location, first.json()], [201, 'http://localhost:80/processes/1', { id: 'buffer', processID: '1', links: [{ href: 'http://localhost:80/processes/1' }] }])
  t.match((await double.app.inject('/processes/1')).json(), { id: 'buffer', processID: '1', inputs: { distance: {} } })
  const again = await post(double, dockerPackage())
  t.match([again.statusCode, again.json()], [409, { type: `${part2}duplicated-process`, additionalProperties: { processID: 1 } }])
  t.equal((await put(double, '1', dockerPackage())).statusCode, 204)
  t.equal((await post(double, dockerPackage('buffer', { version: '2' }))).headers.location, 'http://localhost:80/processes/2', 'another version is another process')
  t.equal((await post(double, dockerPackage('echo'))).statusCode, 403)
  double.configure({ deployment: { ids: 'document' } })
  await post(double, dockerPackage())
  t.match((await post(double, dockerPackage())).json(), { additionalProperties: { processID: 'buffer' } })
})

t.test('a package comes back as it was sent, or as a value', async t => {
  const double = await build(t, { deploy: 'http' })
  const get = async (id: string) => {
    const { statusCode, headers, rawPayload } = await double.app.inject({ url: `/processes/${id}/package`, headers: { accept: 'application/json' } })
    return [statusCode, headers['content-type'], Buffer.from(rawPayload).toString()]
  }
  const yaml = `# a comment\r\n${cwlYaml('yaml')}`
  await post(double, yaml, 'application/cwl+yaml;charset=utf-8', '?w=yaml')
  await post(double, ` ${JSON.stringify(cwlJson())}`, 'application/cwl')
  t.same(await get('yaml'), [200, 'application/cwl+yaml;charset=utf-8', yaml])
  t.same(await get('tool'), [200, 'application/cwl', ` ${JSON.stringify(cwlJson())}`])
  t.match((await double.app.inject({ url: '/processes/yaml/package', headers: { accept: 'text/html' } })).body, /a comment/)
  await put(double, 'tool', JSON.stringify(cwlJson()), 'application/cwl+json')
  t.equal((await get('tool'))[1], 'application/cwl+json', 'the encoding is that of the last replacement')
  const parts = `--x\r\nContent-Type: application/cwl+json\r\n\r\n${JSON.stringify(cwlJson('parts'))}\r\n--x--`
  await post(double, parts, 'multipart/related; boundary=x')
  t.same(await get('parts'), [200, 'multipart/related; boundary=x', parts])
  t.match((await double.app.inject({ url: '/processes/parts', headers: { accept: 'text/html' } })).body, /spellcheck="false" autocapitalize="off">\s*<\/textarea>/, 'a form sends no parts, and begins empty')
  double.configure({ deployment: { package: 'value' } })
  t.equal((await get('parts'))[1], 'multipart/related; boundary=x')
  t.same((await get('yaml')).slice(1), [ogcapppkg, JSON.stringify({ executionUnit: { value: yaml, mediaType: 'application/cwl+yaml;charset=utf-8' } })])
  t.same((await get('tool')).slice(1), [ogcapppkg, JSON.stringify({ executionUnit: { value: cwlJson(), mediaType: 'application/cwl+json' } })])
  await post(double, dockerPackage())
  t.same((await get('buffer')).slice(1), [ogcapppkg, JSON.stringify(dockerPackage())])
})

t.test('a package of a seed that is no text is shown as far as it is', async t => {
  const { app } = await build(t, { deploy: 'http', seed: { processes: [{ id: 'odd', mutable: true, package: { mediaType: 'application/cwl', base64: '/2E=' } }] } })
  t.match((await app.inject({ url: '/processes/odd/package', headers: { accept: 'text/html' } })).body, '\ufffda')
})

t.test('statuses and types that sources disagree about are as the rules say', async t => {
  const double = await build(t, { deploy: 'http', deployment: { immutablePackage: 404, malformed: 422, unsupported: 'unsupported-content-type' } })
  t.match((await double.app.inject('/processes/echo/package')).json(), { status: 404, type: `${part2}immutable-process` })
  t.match((await post(double, '{')).json(), { status: 422, type: 'about:blank' })
  t.match((await post(double, {}, 'text/plain')).json(), { status: 415, type: `${part2}unsupported-content-type` })
})

t.test('a link is kept, and asked only where the seed knows it or the rule says so', async t => {
  const href = 'https://example.org/cwl/slope.cwl#main'
  const double = await build(t, { deploy: 'http' })
  t.match((await post(double, link())).headers.location, 'http://localhost:80/processes/slope')
  t.equal((await put(double, 'slope', link('https://example.org/v2/other-name.cwl'))).statusCode, 204, 'an id that a link gives contradicts none')
  await double.reset({ references: { [href]: { text: cwlYaml('known') } } })
  t.equal((await post(double, link())).headers.location, 'http://localhost:80/processes/known')
  await double.reset({})
  double.configure({ deployment: { links: 'fetch' } })
  t.match((await post(double, link('ftp://example.org/a.cwl'))).json(), { status: 400, detail: '/executionUnit/href: ftp://example.org/a.cwl came; expected an absolute address that begins with http: or https:.' })
  t.match((await post(double, { ...dockerPackage('own'), executionUnit: [{ value: cwlYaml('inside'), mediaType: 'application/cwl' }, { type: 'docker', image: 'none' }] })).json(), { id: 'own' })
})

t.test('rules are set by control, reset with the world, and refused if they are none', async t => {
  const { app, settings, reset } = await build(t, { deploy: 'http', deployment: { put: 200 } })
  t.match(settings, { deploy: 'http', deployment: { put: 200, undeploy: 204 } })
  const change = (deployment: object) => app.inject({ method: 'POST', url: '/__admin/settings', payload: { deployment } })
  t.match((await change({ undeploy: 200 })).json(), { settings: { deployment: { put: 200, undeploy: 200, queued: 0 } } })
  t.equal((await change({ put: 205 })).statusCode, 400)
  t.equal((await change({ putt: 204 })).statusCode, 400)
  await reset()
  t.match((await app.inject('/__admin/settings')).json(), { settings: { deployment: { put: 200, undeploy: 204 } } })
})
