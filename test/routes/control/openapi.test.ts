import t from 'tap'
import { tatorDialects } from '../../../src/world/settings.ts'
import { build } from '../../helper.ts'
import { read } from '../ogc/helper.ts'
import { ask } from './helper.ts'

t.test('the control façade describes itself, and nothing else', async t => {
  const double = await build(t, { basePath: '/ogc' })
  const { status, headers, json } = await ask(double, 'GET /openapi')
  t.equal(status, 200)
  t.match(headers['content-type'], /^application\/json/)
  t.match(json, { openapi: '3.0.3', servers: [{ url: 'http://localhost:80' }] })
  t.ok(Object.keys(json.paths).every(path => path.startsWith('/__admin/')))
  t.match(json.paths['/__admin/clock'], { get: { operationId: 'getClock' }, put: { operationId: 'changeClock', requestBody: Object } })
  t.same(Object.keys(json.components.schemas).sort(), ['AddedCase', 'Case', 'Deployment', 'Errors', 'Fault', 'LoggedRequest', 'RegisteredFault', 'RequestPattern', 'ServeEvent', 'Settings'], 'what it refers to is in it')
  for (const [path, item] of Object.entries<Record<string, { responses: Record<string, object> }>>(json.paths)) {
    for (const [method, { responses }] of Object.entries(item)) t.ok(Object.keys(responses).some(status => status.startsWith('2')), `${method} ${path} says what it answers`)
  }
  const ids = Object.values<Record<string, { operationId: string }>>(json.paths).flatMap(item => Object.values(item)).map(({ operationId }) => operationId)
  t.equal(new Set(ids).size, ids.length, 'every operation has a name of its own')
  t.same((await ask(double, 'GET /openapi')).json, json)
})

t.test('every path of the description is answered, in every world', async t => {
  const double = await build(t)
  const { json } = await ask(double, 'GET /w/a/__admin/openapi')
  t.same(json.servers, [{ url: 'http://localhost:80/w/a' }])
  for (const [path, item] of Object.entries<object>(json.paths)) {
    for (const method of Object.keys(item)) {
      if (path.endsWith('/wait')) continue
      const { statusCode } = await double.app.inject({ method: method.toUpperCase() as 'GET', url: `/w/a${path.replace(/\{\w+\}/g, 'nope')}` })
      t.ok([200, 201, 400, 404].includes(statusCode), `${method} ${path}: ${statusCode}`)
    }
  }
})

t.test('a browser is shown a page with every operation', async t => {
  const double = await build(t)
  const { json } = await ask(double, 'GET /openapi')
  for (const request of [{ url: '/__admin/openapi', headers: { accept: 'text/html' } }, { url: '/__admin/openapi?f=html' }]) {
    const { headers, body } = await double.app.inject(request)
    t.match(headers['content-type'], /^text\/html/)
    const { text, hrefs } = read(body)
    for (const [path, item] of Object.entries<Record<string, { summary: string }>>(json.paths)) {
      for (const [method, { summary }] of Object.entries(item)) t.ok(text.includes(`${method.toUpperCase()} ${path}`) && text.includes(summary), `${method} ${path}`)
    }
    t.ok(hrefs.includes('http://localhost:80/__admin/openapi?f=json'))
    for (const href of hrefs) t.equal((await double.app.inject(new URL(href).pathname + new URL(href).search)).statusCode, 200, href)
  }
})

t.test('the descriptions of the APIs know nothing of it', async t => {
  const double = await build(t)
  for (const tator of tatorDialects) {
    double.configure({ tator })
    const { paths, components } = (await double.app.inject('/api')).json()
    t.notOk(Object.keys(paths).some(path => path.startsWith('/__admin')))
    t.notOk('Fault' in components.schemas)
    t.equal('/rest/Jobs/{project}' in paths, tator !== '2020-05')
  }
})
