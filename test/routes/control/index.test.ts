import t from 'tap'
import { ControlKeyError, createDouble } from '../../../src/create-double.ts'
import { build } from '../../helper.ts'
import { table } from '../ogc/helper.ts'
import { ask } from './helper.ts'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const

/** Every method on every path, without a body; the only named resource that exists is the job `running`. */
const methodTable = `
path                           GET  HEAD  POST  PUT  PATCH  DELETE  OPTIONS  Allow
/clock                         200  200   405   400  405    405     204      GET, HEAD, PUT, OPTIONS
/state-manager/set-transition    405  405   400   405  405    405     204      POST, OPTIONS
/state-manager/unset-transition  405  405   400   405  405    405     204      POST, OPTIONS
/state-manager/get-transition    400  400   405   405  405    405     204      GET, HEAD, OPTIONS
/jobs                          200  200   400   405  405    405     204      GET, HEAD, POST, OPTIONS
/jobs/running                  200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/jobs/nope                     404  404   405   405  405    405     204      GET, HEAD, OPTIONS
/jobs/running/finish           405  405   200   405  405    405     204      POST, OPTIONS
/jobs/running/fail             405  405   200   405  405    405     204      POST, OPTIONS
/jobs/running/hold             405  405   200   405  405    405     204      POST, OPTIONS
/jobs/running/release          405  405   200   405  405    405     204      POST, OPTIONS
/jobs/running/transition       405  405   200   405  405    405     204      POST, OPTIONS
/jobs/nope/hold                405  405   404   405  405    405     204      POST, OPTIONS
/scenarios                     200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/scenarios/running/state       405  405   405   200  405    405     204      PUT, OPTIONS
/scenarios/reset               405  405   200   405  405    405     204      POST, OPTIONS
/faults                        200  200   400   405  405    200     204      GET, HEAD, POST, DELETE, OPTIONS
/faults/nope                   405  405   405   405  405    404     204      DELETE, OPTIONS
/requests                      200  200   405   405  405    200     204      GET, HEAD, DELETE, OPTIONS
/requests/nope                 404  404   405   405  405    200     204      GET, HEAD, DELETE, OPTIONS
/requests/unmatched            200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/requests/count                405  405   400   405  405    405     204      POST, OPTIONS
/requests/find                 405  405   400   405  405    405     204      POST, OPTIONS
/requests/remove               405  405   400   405  405    405     204      POST, OPTIONS
/requests/wait                 405  405   400   405  405    405     204      POST, OPTIONS
/snapshots                     200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/snapshots/nope                405  405   405   200  405    404     204      PUT, DELETE, OPTIONS
/snapshots/nope/restore        405  405   404   405  405    405     204      POST, OPTIONS
/provider-states               405  405   400   405  405    405     204      POST, OPTIONS
/comparison                    405  405   200   405  405    405     204      POST, OPTIONS
/reset                         405  405   200   405  405    405     204      POST, OPTIONS
/settings                      200  200   400   400  405    405     204      GET, HEAD, POST, PUT, OPTIONS
/health                        200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/version                       200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/worlds                        200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/worlds/nope                   405  405   405   405  405    404     204      DELETE, OPTIONS
/callbacks                     200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/openapi                       200  200   405   405  405    405     204      GET, HEAD, OPTIONS
/nope                          404  404   404   404  404    404     404      -
/mappings                      404  404   404   404  404    404     404      -
`

const errorsOf = (code: number) => ({ errors: [{ code, title: String }] })

t.test('every method on every path has its status, and 405 and OPTIONS name the methods that there are', async t => {
  const double = await build(t, { seed: { jobs: [{ id: 'running', process: 'hold' }] } })
  for (const [path = '', ...cells] of table(methodTable)) {
    for (const [column, method] of methods.entries()) {
      await double.reset()
      double.world('default').snapshots.take('other')
      if (path.endsWith('/release')) await double.jobs.hold('running')
      if (path.startsWith('/snapshots/nope') && method !== 'PUT') await ask(double, 'DELETE /snapshots/nope')
      const answer = await double.app.inject({ method, url: `/__admin${path}` })
      const expected = Number(cells[column])
      t.equal(answer.statusCode, expected, `${method} ${path}`)
      t.equal(answer.headers['allow'], expected === 405 || expected === 204 ? cells.at(-1) : undefined, `Allow of ${method} ${path}`)
      if (method === 'HEAD' || expected === 204) t.equal(answer.payload, '')
      else if (expected >= 400) t.match(answer.json(), errorsOf(expected), `${method} ${path}`)
      else t.match(answer.headers['content-type'], /^application\/json/)
    }
  }
})

t.test('errors have one shape, whatever goes wrong and whatever is accepted', async t => {
  const double = await build(t)
  const inject = (url: string, more: object = {}) => double.app.inject({ method: 'PUT', url: `/__admin${url}`, ...more })
  const json = { 'content-type': 'application/json' }
  for (const accept of ['application/json', 'text/html', 'application/x-nope', '*']) {
    for (const [code, answer] of [
      [404, await inject('/nope', { headers: { accept } })],
      [405, await inject('/health', { headers: { accept } })],
      [400, await inject('/clock', { headers: { accept, ...json }, payload: '{' })],
      [400, await inject('/clock', { headers: { accept, ...json }, payload: '{"__proto__": {}}' })],
      [415, await inject('/clock', { headers: { accept, 'content-type': 'text/plain' }, payload: 'freeze' })],
      [413, await inject('/clock', { headers: { accept, ...json }, payload: JSON.stringify({ action: 'x'.repeat(10 * 2 ** 20) }) })]
    ] as const) {
      t.equal(answer.statusCode, code, `${accept}: ${code}`)
      t.match(answer.headers['content-type'], /^application\/json/)
      t.match(answer.json(), errorsOf(code))
    }
  }
  t.match((await inject('/clock', { payload: { action: 'run', scale: 'fast', hours: 1 } })).json(), { errors: [{ code: 400, source: { pointer: '' } }, { code: 400, title: '/scale: "fast" came; expected number', source: { pointer: '/scale' } }] }, 'each fault is named, and where it is')
})

t.test('what breaks in the double itself is a 500 in the same shape, whatever kind of error it is, and says nothing of its inside', async t => {
  const double = await build(t)
  for (const Kind of [Error, RangeError, SyntaxError, TypeError]) {
    double.store.all = () => { throw new Kind('The disk is full.') }
    t.match(await ask(double, 'GET /jobs'), { status: 500, json: { errors: [{ code: 500, title: 'An internal error of the double occurred; its log has the details.' }] } }, Kind.name)
  }
})

t.test('without the control façade there is nothing under its paths', async t => {
  const double = await build(t, { control: 'off', port: 0 })
  t.equal(double.controlUrl, '')
  const answer = await fetch(`${double.url}/__admin/health`)
  t.equal(answer.status, 404)
  t.match(await answer.json(), { type: 'about:blank', status: 404 }, 'as OGC says it')
  t.equal((await fetch(`${double.url}/jobs`)).status, 200)
})

t.test('on a port of its own it is there and only there, over the same worlds', async t => {
  const double = await build(t, { control: 0, port: 0 })
  t.match(double.controlUrl, /^http:\/\/127\.0\.0\.1:\d+$/)
  t.not(double.controlUrl, double.url)
  t.equal((await fetch(`${double.controlUrl}/__admin/health`)).status, 200)
  t.equal((await fetch(`${double.url}/__admin/health`)).status, 404)
  await fetch(`${double.controlUrl}/w/a/__admin/jobs/running/transition`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"status":"failed"}' })
  t.match(await (await fetch(`${double.url}/w/a/jobs/running`)).json(), { status: 'failed' })
  t.match(await (await fetch(`${double.url}/jobs/running`)).json(), { status: 'running' })
  const outside = await fetch(`${double.controlUrl}/jobs`)
  t.equal(outside.status, 404)
  t.match(await outside.json(), { status: 404, detail: 'There is no resource at GET /jobs. All resources begin with /__admin/.' })
  t.match(await (await fetch(`${double.controlUrl}/__admin/openapi`)).json(), { servers: [{ url: double.controlUrl }] })
})

t.test('beside the APIs it is where they are', async t => {
  const double = await build(t, { port: 0, basePath: '/ogc' })
  t.equal(`${double.controlUrl}/ogc`, double.url)
  t.equal((await build(t)).controlUrl, '')
})

t.test('a key guards all of it but health and version', async t => {
  const double = await build(t, { controlKey: 'open sesame' })
  const title = 'The control façade requires its key: send it as X-Control-Key, or as Authorization: Bearer.'
  const keys: [Record<string, string>, number][] = [
    [{}, 401],
    [{ 'x-control-key': 'open sesam' }, 401],
    [{ 'x-control-key': 'open sesamo' }, 401],
    [{ 'x-control-key': '' }, 401],
    [{ authorization: 'Bearer wrong' }, 401],
    [{ authorization: 'Bearer open sesame', 'x-control-key': 'wrong' }, 401],
    [{ 'x-control-key': 'open sesame' }, 200],
    [{ authorization: 'Bearer open sesame' }, 200],
    [{ authorization: 'bearer  open sesame' }, 200]
  ]
  for (const [headers, status] of keys) {
    for (const line of ['GET /clock', 'POST /reset', 'GET /w/a/__admin/clock', 'GET /openapi']) {
      const answer = await ask(double, line, undefined, headers)
      t.equal(answer.status, status, `${line} ${JSON.stringify(headers)}`)
      if (status === 401) t.same(answer.json, { errors: [{ code: 401, title }] })
    }
    t.equal((await ask(double, 'GET /nope', undefined, headers)).status, status === 401 ? 401 : 404, 'nobody learns what there is')
    for (const open of ['GET /health', 'GET /version', 'GET /w/a/__admin/health']) t.equal((await ask(double, open, undefined, headers)).status, 200)
  }
  t.equal((await double.app.inject('/jobs')).statusCode, 200, 'the APIs ask for none')
})

t.test('where others can reach it, it wants a key, or to be told that none is wanted, or to be off', async t => {
  const host = '0.0.0.0'
  for (const control of ['on', 0] as const) {
    await t.rejects(createDouble({ host, control }), new ControlKeyError('On 0.0.0.0 the control façade needs a key: set one (--control-key KEY), switch the façade off (--control off), or allow access without a key (--control-key "").'))
  }
  for (const options of [{ host, controlKey: 'key' }, { host, controlKey: '' }, { host, control: 'off' as const }, { host: 'localhost' }, { host: '::1' }, { host: '127.0.0.2' }]) {
    const double = await build(t, options)
    const status = options.control === 'off' ? 404 : options.controlKey === 'key' ? 401 : 200
    t.equal((await double.app.inject('/__admin/clock')).statusCode, status, JSON.stringify(options))
  }
})
