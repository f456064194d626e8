import t from 'tap'
import type { DoubleOptions } from '../../../../src/double-options.ts'
import { bearer, buildWithUsers } from './helper.ts'
import type { TestDouble } from '../../../helper.ts'

const packageType = 'application/ogcapppkg+json'
const packageOf = (id: string, title = id) => JSON.stringify({
  processDescription: { process: { id, title, version: '1.0.0', inputs: {}, outputs: { out: { schema: { type: 'string' } } } } },
  executionUnit: { type: 'docker', image: 'example/none:1' }
})
const send = ({ app }: TestDouble, name: string, method: 'POST' | 'PUT', id: string, title?: string) =>
  app.inject({ method, url: method === 'POST' ? '/processes' : `/processes/${id}`, headers: { ...bearer(name), 'content-type': packageType }, payload: packageOf(id, title) })
const build = async (loginOthers: DoubleOptions['loginOthers'], more: DoubleOptions['deployment'] = {}) => {
  const double = await buildWithUsers(t, { loginOthers: loginOthers!, deploy: 'http', deployment: more })
  t.equal((await send(double, 'free', 'POST', 'mine')).statusCode, 201)
  return double
}
const statuses = async ({ app }: TestDouble, name: string) => {
  const get = async (url: string) => (await app.inject({ url, headers: bearer(name) })).statusCode
  const execute = await app.inject({ method: 'POST', url: '/processes/mine/execution', headers: bearer(name), payload: { inputs: {} } })
  return [await get('/processes/mine'), await get('/processes/mine?f=html'), await get('/processes/mine/package'), execute.statusCode]
}
const ids = async ({ app }: TestDouble, name: string) => (await app.inject({ url: '/processes?limit=100', headers: bearer(name) })).json().processes.map(({ id }: { id: string }) => id)

for (const [loginOthers, hidden] of [['403', 403], ['404', 404]] as const) {
  t.test(`a process that another user deployed is in no list, and each request for it is ${hidden}`, async t => {
    const double = await build(loginOthers, { upsert: true })
    t.same(await statuses(double, 'free'), [200, 200, 200, 200])
    t.same(await statuses(double, 'worker'), [hidden, hidden, hidden, hidden])
    t.ok((await ids(double, 'free')).includes('mine'))
    t.notOk((await ids(double, 'worker')).includes('mine'))
    for (const url of ['/processes/none', '/processes?f=html', '/api?f=json', '/jobs?f=html']) t.notOk((await double.app.inject({ url, headers: bearer('worker') })).payload.includes('mine'), url)
    t.equal((await send(double, 'worker', 'PUT', 'mine')).statusCode, hidden, 'not even where PUT deploys')
    t.equal((await double.app.inject({ method: 'DELETE', url: '/processes/mine', headers: bearer('worker') })).statusCode, hidden)
    const answer = await send(double, 'worker', 'POST', 'mine')
    t.same([answer.statusCode, answer.headers.location], [hidden === 403 ? 403 : 409, undefined])
    t.match(answer.json().detail, 'another user')
    t.equal((await send(double, 'free', 'PUT', 'mine', 'Mine, again')).statusCode, 204)
    t.same(await statuses(double, 'worker'), [hidden, hidden, hidden, hidden], 'it stays whose it was')
    t.equal((await send(double, 'worker', 'PUT', 'own')).statusCode, 201)
    t.notOk((await ids(double, 'free')).includes('own'))
    t.equal((await double.app.inject({ method: 'DELETE', url: '/processes/mine', headers: bearer('free') })).statusCode, 204)
    t.same(await statuses(double, 'worker'), [404, 404, 404, 404], 'what is undeployed is not there')
    t.equal((await send(double, 'worker', 'POST', 'mine')).statusCode, 201)
    t.same(await statuses(double, 'free'), [hidden, hidden, hidden, hidden])
  })

  t.test(`what becomes of a deployment of another user is ${hidden}`, async t => {
    const double = await buildWithUsers(t, { loginOthers, persona: 'maap', deploy: 'http' })
    const link = JSON.stringify({ processDescription: { id: 'later' }, executionUnit: { href: 'https://h.example/a.cwl' } })
    const get = async (name: string) => (await double.app.inject({ url: '/deploymentJobs/1', headers: bearer(name) })).statusCode
    t.equal((await double.app.inject({ method: 'POST', url: '/processes', headers: { ...bearer('free'), 'content-type': 'application/json' }, payload: link })).statusCode, 202)
    for (const state of ['queued', 'deployed']) {
      t.same([await get('free'), await get('worker'), await get('nobody'), await get('stranger')], [200, hidden, 401, 401], state)
      await double.clock.advance('5s')
    }
  })

  t.test(`a process that another user has queued is ${hidden} to PUT`, async t => {
    const double = await buildWithUsers(t, { loginOthers, deploy: 'http', deployment: { upsert: true, queued: 10 } })
    t.equal((await send(double, 'free', 'POST', 'later')).statusCode, 202)
    t.equal((await send(double, 'worker', 'PUT', 'later')).statusCode, hidden)
    await double.clock.advance('10s')
    t.ok((await ids(double, 'free')).includes('later'))
    t.notOk((await ids(double, 'worker')).includes('later'))
  })
}

t.test('where others may read, what would change a job or a process of another user is 403', async t => {
  const double = await build('read')
  t.same(await statuses(double, 'worker'), [200, 200, 200, 200])
  for (const [method, url] of [['DELETE', '/processes/mine'], ['DELETE', '/jobs/running']] as const) {
    const answer = await double.app.inject({ method, url, headers: bearer('worker') })
    t.match(answer.json(), { status: 403, detail: /^The (job|process) "(running|mine)" belongs to another user\.$/ })
  }
  t.equal((await send(double, 'worker', 'PUT', 'mine')).statusCode, 403)
  t.equal((await send(double, 'worker', 'POST', 'mine')).statusCode, 409)
  t.equal((await double.app.inject({ url: '/jobs/running', headers: bearer('worker') })).json().status, 'running')
  for (const [method, url] of [['DELETE', '/processes/mine'], ['DELETE', '/jobs/running']] as const) {
    t.ok((await double.app.inject({ method, url, headers: bearer('free') })).statusCode < 300)
  }
  double.configure({ loginOpen: ['dismissal'] })
  double.jobs.add({ id: 'nobody\'s', process: 'hold' })
  t.equal((await double.app.inject({ method: 'DELETE', url: '/jobs/accepted' })).statusCode, 403)
  t.equal((await double.app.inject({ method: 'DELETE', url: '/jobs/nobody\'s' })).statusCode, 200)
})

t.test('a process that nobody deployed is everybody\'s', async t => {
  const double = await buildWithUsers(t, { loginOthers: '404', deploy: 'http', loginOpen: ['deploy'] })
  t.equal((await send(double, 'nobody', 'POST', 'open')).statusCode, 201)
  for (const name of ['free', 'worker']) t.ok((await ids(double, name)).includes('open'))
  t.equal((await send(double, 'reader', 'POST', 'refused')).statusCode, 403)
})
