import t from 'tap'
import { build } from '../../../helper.ts'
import { buildWithUsers } from './helper.ts'

const read = async ({ app }: Pick<Awaited<ReturnType<typeof build>>, 'app'>) => (await app.inject('/api?f=json')).json()

t.test('where users log in, each operation says how, and what it answers to whoever does not', async t => {
  const double = await buildWithUsers(t, { loginOpen: ['landing', 'api', 'processes'] })
  const { paths, components } = await read(double)
  t.match(components.securitySchemes, {
    BearerToken: { type: 'http', scheme: 'bearer' },
    OAuth2: { type: 'oauth2', flows: { password: { tokenUrl: 'http://localhost:80/token', refreshUrl: 'http://localhost:80/token', scopes: {} }, clientCredentials: { tokenUrl: 'http://localhost:80/token' } } },
    TokenAuth: { type: 'apiKey' }
  })
  const either = [{ BearerToken: [] }, { OAuth2: [] }]
  const rows = [
    ['/', 'get', [...either, {}], false],
    ['/conformance', 'get', either, false],
    ['/processes', 'get', [...either, {}], true],
    ['/processes/echo', 'get', [...either, {}], true],
    ['/processes/{processID}/execution', 'post', either, true],
    ['/jobs', 'get', either, true],
    ['/jobs/{jobId}', 'delete', either, true]
  ] as const
  for (const [path, verb, security, isLimited] of rows) {
    const operation = paths[path][verb]
    t.same(operation.security, security, path)
    t.match(operation.responses['401'], { description: security.length === 3 ? 'The token is not accepted.' : 'No token came, or it is not accepted.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Exception' } } } })
    t.equal('403' in operation.responses, isLimited, path)
  }
  t.same(Object.keys(paths['/token'].post.requestBody.content), ['application/x-www-form-urlencoded'])
  t.equal(paths['/token'].post.security, undefined)
  t.match(components.schemas, { TokenRequest: {}, TokenAnswer: {}, TokenError: {} })
  t.same(paths['/rest/Job/{run_uid}'].delete.security, [{ TokenAuth: [] }])
  t.notOk(Object.keys(paths).some(path => /log(in|out)/.test(path)))
  double.configure({ login: 'api-key', loginHeader: 'PRIVATE-TOKEN' })
  const byKey = await read(double)
  t.match(byKey.components.securitySchemes.ApiKey, { type: 'apiKey', in: 'header', name: 'PRIVATE-TOKEN' })
  t.same(byKey.paths['/jobs'].get.security, [{ ApiKey: [] }])
  t.notOk('/token' in byKey.paths)
})

t.test('where nobody logs in, the description says nothing of it', async t => {
  const text = JSON.stringify(await read(await build(t)))
  for (const word of ['/token', 'TokenAnswer', 'BearerToken', '"401"', 'Login']) t.notOk(text.includes(word), word)
})
