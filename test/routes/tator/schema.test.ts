import t from 'tap'
import { parseYaml } from '../../../src/seed/yaml.ts'
import { tatorDialects } from '../../../src/world/settings.ts'
import { build } from '../../helper.ts'
import { ask, buildTator } from './fixture.ts'

interface Operation { readonly operationId: string, readonly requestBody?: { readonly content: object }, readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { readonly schema: object }>> }>> }
interface Schema { readonly servers: { readonly url: string }[], readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>, readonly components: { readonly schemas: object } }

/** The view of a client that is generated from the description. */
const operations: Record<typeof tatorDialects[number], Record<string, string>> = {
  '2020-05': {
    AlgorithmLaunch: 'POST /rest/AlgorithmLaunch/{project}',
    Transcode: 'POST /rest/Transcode/{project}',
    DeleteJob: 'DELETE /rest/Job/{run_uid}',
    DeleteJobGroup: 'DELETE /rest/JobGroup/{group_id}',
    CreateObtainAuthToken: 'POST /rest/Token'
  },
  '2020-09': {
    AlgorithmLaunch: 'POST /rest/AlgorithmLaunch/{project}',
    Transcode: 'POST /rest/Transcode/{project}',
    GetJob: 'GET /rest/Job/{uid}',
    DeleteJob: 'DELETE /rest/Job/{uid}',
    GetJobList: 'GET /rest/Jobs/{project}',
    DeleteJobList: 'DELETE /rest/Jobs/{project}',
    CreateObtainAuthToken: 'POST /rest/Token'
  },
  1.5: {
    GetJob: 'GET /rest/Job/{uid}',
    DeleteJob: 'DELETE /rest/Job/{uid}',
    GetJobList: 'GET /rest/Jobs/{project}',
    CreateJobList: 'POST /rest/Jobs/{project}',
    DeleteJobList: 'DELETE /rest/Jobs/{project}',
    CreateObtainAuthToken: 'POST /rest/Token'
  }
}

for (const dialect of tatorDialects) {
  t.test(`${dialect} is described without a token, in YAML as by the real server, and every item of a path is an operation`, async t => {
    const double = await buildTator({ tator: dialect })
    const { status, type, text } = await ask(double, 'GET /schema', { as: null })
    t.same([status, type], [200, 'application/vnd.oai.openapi'])
    const { paths } = parseYaml(text) as Schema
    const found = Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, { operationId }]) => [operationId, `${method.toUpperCase()} ${path}`]))
    t.same(Object.fromEntries(found), operations[dialect])
    t.equal((await ask(double, 'GET /schema/', { as: null })).text, text)
  })
}

t.test('answers are of the media type and the components by which the client types them', async t => {
  const { json } = await ask(await buildTator({ tator: '1.5' }), 'GET /schema', { headers: { accept: 'application/json' } })
  const { paths, components } = json as Schema
  const answerOf = (path: string, method: string, status: number) => paths[path]![method]!.responses[status]!.content['application/json']!.schema
  const named = (name: string) => ({ $ref: `#/components/schemas/${name}` })
  t.same(answerOf('/rest/Job/{uid}', 'get', 200), named('Job'))
  t.same(answerOf('/rest/Jobs/{project}', 'get', 200), { type: 'array', items: named('Job') })
  t.same(answerOf('/rest/Jobs/{project}', 'post', 201), named('CreateListResponse'))
  t.same(answerOf('/rest/Job/{uid}', 'delete', 200), named('MessageResponse'))
  t.same(answerOf('/rest/Job/{uid}', 'delete', 404), named('NotFoundResponse'))
  t.same(answerOf('/rest/Job/{uid}', 'delete', 400), named('BadRequestResponse'))
  t.match(paths['/rest/Jobs/{project}']!['post']!.requestBody, { content: { 'application/json': { schema: named('JobSpec') } } })
  t.same(Object.keys(components.schemas).sort(), ['AlgorithmParameter', 'BadRequestResponse', 'CreateListResponse', 'Credentials', 'Job', 'JobNode', 'JobSpec', 'MessageResponse', 'NotFoundResponse', 'Token'])
})

t.test('who has it is told that it is the same, until the dialect is another', async t => {
  const double = await build(t, { tator: '1.5' })
  const get = (headers = {}) => double.app.inject({ url: '/schema', headers })
  const { headers } = await get()
  const etag = String(headers['etag'])
  for (const tag of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const { statusCode, body } = await get({ 'if-none-match': tag })
    t.same([statusCode, body], [304, ''], tag)
  }
  t.equal((await get({ 'if-none-match': '"other"' })).statusCode, 200)
  t.not((await get({ accept: 'application/json' })).headers['etag'], etag, 'the same in JSON is another')
  double.configure({ tator: '2020-09' })
  t.equal((await get({ 'if-none-match': etag })).statusCode, 200)
})

t.test('below a base path and in a world it says the address that the client was given', async t => {
  const double = await build(t, { basePath: '/ogc', tator: '1.5' })
  for (const [base, dialect] of [['/ogc', '1.5'], ['/w/a/ogc', '2020-09']] as const) {
    double.world('a').configure({ tator: '2020-09' })
    const { servers, paths } = (await double.app.inject({ url: `${base}/schema/`, headers: { accept: 'application/json' } })).json() as Schema
    t.same(servers, [{ url: `http://localhost:80${base}` }])
    t.same(Object.keys(paths).sort(), [...new Set(Object.values(operations[dialect]).map(line => line.split(' ')[1]))].sort())
  }
  t.equal((await double.app.inject('/schema')).statusCode, 404, 'all there is begins with the base path')
})

t.test('it cannot be had as anything else, nor be changed', async t => {
  const double = await buildTator({ tator: '1.5' })
  t.equal((await ask(double, 'GET /schema', { headers: { accept: 'image/png' } })).status, 406)
  t.equal((await ask(double, 'GET /schema', { headers: { accept: 'text/html,*/*;q=0.8' } })).type, 'application/vnd.oai.openapi')
  const { status, allow } = await ask(double, 'POST /schema', { as: null })
  t.same([status, allow], [400, 'GET, HEAD'])
})
