import t from 'tap'
import { build, type TestDouble } from '../../../helper.ts'
import { table } from '../helper.ts'
import { cwlJson, cwlYaml, dockerPackage, ogcapppkg } from './packages.ts'

const bodies: Readonly<Record<string, string>> = {
  package: JSON.stringify(dockerPackage('mine')),
  other: JSON.stringify(dockerPackage('other')),
  builtIn: JSON.stringify(dockerPackage('echo')),
  seeded: JSON.stringify(dockerPackage('seeded')),
  yaml: cwlYaml('mine'),
  json: JSON.stringify(cwlJson('mine')),
  parts: `--x\r\nContent-Type: application/cwl+yaml\r\n\r\n${cwlYaml('mine')}\r\n--x--\r\n`,
  otherParts: `--x\nContent-Type: application/cwl+json\n\n${JSON.stringify(cwlJson('other'))}\n--x--`,
  broken: '{',
  empty: ''
}

const types: Readonly<Record<string, string>> = { ogcapppkg, cwl: 'application/cwl', 'cwl+json': 'application/cwl+json', 'cwl+yaml': 'application/cwl+yaml; charset=utf-8', json: 'application/json', text: 'text/plain', form: 'application/x-www-form-urlencoded', multipart: 'multipart/form-data; boundary=x', related: 'multipart/related; boundary=x', mixed: 'multipart/mixed; boundary="x"' }

/** `mine` is deployed, `seeded` comes from the seed and is mutable, `fixed` comes from the seed. */
async function prepare (double: TestDouble): Promise<void> {
  await double.reset()
  await double.app.inject({ method: 'POST', url: '/processes', headers: { 'content-type': ogcapppkg }, payload: bodies['package']! })
}

t.test('every method, status and media type is answered as Part 2 says', async t => {
  const double = await build(t, { deploy: 'https', seed: { processes: [{ id: 'seeded', mutable: true }, { id: 'fixed' }] } })
  const rows = table(`
    method  path                type       body      status  problem
    POST    /processes          ogcapppkg  other     201     -
    POST    /processes/         ogcapppkg  other     201     -
    POST    /processes          ogcapppkg  package   409     duplicated-process
    POST    /processes          cwl+yaml   yaml      409     duplicated-process
    POST    /processes          cwl+json   json      409     duplicated-process
    POST    /processes          cwl        yaml      409     duplicated-process
    POST    /processes          cwl        json      409     duplicated-process
    POST    /processes          related    otherParts  201   -
    POST    /processes          mixed      otherParts  201   -
    POST    /processes          related    parts     409     duplicated-process
    POST    /processes          related    package   400     blank
    POST    /processes          related    empty     400     blank
    POST    /processes          ogcapppkg  seeded    409     duplicated-process
    POST    /processes          ogcapppkg  builtIn   403     immutable-process
    POST    /processes          ogcapppkg  broken    400     blank
    POST    /processes          ogcapppkg  empty     400     blank
    POST    /processes          ogcapppkg  yaml      400     blank
    POST    /processes          cwl        package   400     blank
    POST    /processes          cwl+json   yaml      400     blank
    POST    /processes          cwl+yaml   broken    400     blank
    POST    /processes          text       package   415     unsupported-media-type
    POST    /processes          json       package   415     unsupported-media-type
    POST    /processes          form       package   415     unsupported-media-type
    POST    /processes          multipart  package   415     unsupported-media-type
    POST    /processes          -          package   415     unsupported-media-type
    PUT     /processes/mine     ogcapppkg  package   204     -
    PUT     /processes/mine     cwl+yaml   yaml      204     -
    PUT     /processes/mine     cwl+json   json      204     -
    PUT     /processes/mine     cwl        json      204     -
    PUT     /processes/mine     related    parts     204     -
    PUT     /processes/mine     mixed      otherParts  400   blank
    PUT     /processes/seeded   ogcapppkg  seeded    204     -
    PUT     /processes/mine     ogcapppkg  other     400     blank
    PUT     /processes/mine     ogcapppkg  broken    400     blank
    PUT     /processes/mine     text       package   415     unsupported-media-type
    PUT     /processes/mine     -          package   415     unsupported-media-type
    PUT     /processes/echo     text       package   415     unsupported-media-type
    PUT     /processes/echo     ogcapppkg  builtIn   403     immutable-process
    PUT     /processes/fixed    ogcapppkg  package   403     immutable-process
    PUT     /processes/none     ogcapppkg  package   404     no-such-process
    DELETE  /processes/mine     -          -         204     -
    DELETE  /processes/mine     json       -         204     -
    DELETE  /processes/seeded   -          -         204     -
    DELETE  /processes/echo     -          -         403     immutable-process
    DELETE  /processes/fixed    -          -         403     immutable-process
    DELETE  /processes/none     -          -         404     no-such-process
    GET     /processes/mine/package    -   -         200     -
    HEAD    /processes/mine/package    -   -         200     -
    GET     /processes/seeded/package  -   -         404     blank
    GET     /processes/echo/package    -   -         403     immutable-process
    GET     /processes/none/package    -   -         404     no-such-process
    PATCH   /processes/mine     ogcapppkg  package   405     blank
    PUT     /processes          ogcapppkg  package   405     blank
    DELETE  /processes          -          -         405     blank
    POST    /processes/mine     ogcapppkg  package   405     blank
    PUT     /processes/mine/package  ogcapppkg  package  405  blank
  `)
  for (const [method = '', path = '', type = '', body = '', status = '', problem = ''] of rows) {
    await prepare(double)
    const before = (await double.app.inject('/processes')).body
    const headers = type === '-' ? {} : { 'content-type': types[type]! }
    const answer = await double.app.inject({ method: method as 'GET', url: path, headers, ...(body !== '-' && { payload: bodies[body]! }) })
    const name = `${method} ${path} ${type} ${body}`
    t.equal(answer.statusCode, Number(status), `${name}: ${answer.body}`)
    if (problem !== '-') t.match(answer.json(), { status: Number(status), type: problem === 'blank' ? 'about:blank' : new RegExp(`opengis.net/def/exceptions/ogcapi-processes-${problem === 'no-such-process' ? 1 : 2}/1.0/${problem}$`) }, name)
    if (answer.statusCode >= 400) t.equal((await double.app.inject('/processes')).body, before, `${name}: nothing has changed`)
  }
})

t.test('a world that does not deploy has nothing of it', async t => {
  const { app, configure } = await build(t)
  const sent = { headers: { 'content-type': ogcapppkg }, payload: bodies['package']! }
  const rows = [['POST', '/processes', 405], ['POST', '/processes/', 405], ['PUT', '/processes/echo', 405], ['DELETE', '/processes/echo', 405], ['GET', '/processes/echo/package', 404], ['POST', '/processes/echo/package', 404], ['PATCH', '/processes', 405]] as const
  for (const [method, url, status] of rows) {
    const answer = await app.inject({ method, url, ...(method !== 'GET' && method !== 'DELETE' && sent) })
    t.equal(answer.statusCode, status, `${method} ${url}`)
    if (status === 405) t.equal(answer.headers.allow, 'GET, HEAD, OPTIONS')
  }
  t.notMatch((await app.inject('/processes')).body, /mutable/)
  t.notMatch((await app.inject('/api?f=json')).body, /deployProcess|mutable|getPackage/)
  t.notMatch((await app.inject('/conformance')).body, /ogcapi-processes-2/)
  configure({ deploy: 'http' })
  t.equal((await app.inject({ method: 'OPTIONS', url: '/processes' })).headers.allow, 'GET, HEAD, POST, OPTIONS')
  const described = (await app.inject('/api?f=json')).json()
  t.same([described.paths['/processes'].post.operationId, described.components.schemas.ProcessSummary.properties.mutable.type], ['deployProcess', 'boolean'])
})

t.test('conformance classes and types of exceptions are spelled as the world is told', async t => {
  const { app, configure } = await build(t)
  for (const [deploy, schemes, type] of [['http', ['http'], 'http'], ['https', ['https'], 'https'], ['both', ['http', 'https'], 'http']] as const) {
    configure({ deploy })
    const classes = ((await app.inject('/conformance')).json().conformsTo as string[]).filter(one => one.includes('processes-2'))
    t.same(classes, schemes.flatMap(scheme => ['deploy-replace-undeploy', 'ogcapppkg', 'docker', 'cwl'].map(name => `${scheme}://www.opengis.net/spec/ogcapi-processes-2/1.0/conf/${name}`)))
    t.equal((await app.inject({ method: 'DELETE', url: '/processes/echo' })).json().type, `${type}://www.opengis.net/def/exceptions/ogcapi-processes-2/1.0/immutable-process`)
  }
})
