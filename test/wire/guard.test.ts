import { METHODS } from 'node:http'
import t from 'tap'
import { build, type TestDouble } from '../helper.ts'
import { sendLines } from './raw.ts'

const get = (double: TestDouble, host: string, path = '/jobs', version = '1.1') => sendLines(double.url, [`GET ${path} HTTP/${version}`, `Host: ${host}`])

const served = ['localhost', 'LOCALHOST:1', 'localhost.', 'localhost:', '127.0.0.1', '127.0.0.1:65535', '127.255.1.2', '127.1', '0x7f.1', '[::1]', '[::1]:8080', '[0:0:0:0:0:0:0:1]', '[::ffff:127.0.0.1]']
const elsewhere = ['evil.example', 'evil.example:80', 'localhost.evil.example', '127.0.0.1.evil.example', '127.evil.example', 'evil.localhost', '0.0.0.0', '192.168.0.1', '169.254.169.254', '10.0.0.1', '[::]', '[fe80::1]', '[::ffff:10.0.0.1]', 'localhost-evil', 'xn--e1afmkfd.example']
const malformed = ['', 'a b', '<b>', '"', '::1', '[', '[]', '[::1', 'localhost:port', 'localhost:99999', 'localhost:80:80', 'localhost/x', 'localhost?x', 'localhost#x', 'user@localhost', 'localhost,evil.example', 'localhost\\evil', 'http://localhost', '%6cocalhost', 'm\u00fcnchen.example', '256.1.1.1']

t.test('on loopback a double is served under the names of loopback alone', async t => {
  const double = await build(t, { port: 0 })
  for (const host of served) t.equal((await get(double, host)).status, 200, host)
  for (const host of elsewhere) {
    const { status, text } = await get(double, host)
    t.equal(status, 421, host)
    t.match(JSON.parse(text), { status: 421, title: 'Misdirected request', detail: new RegExp(host.replace(/[[\]]/g, '\\$&')) })
  }
  for (const host of malformed) t.match(await get(double, host), { status: 400, text: /"status":400/ }, `Host: ${host}`)
})

t.test('more hosts are served where they are named, at any port', async t => {
  const double = await build(t, { port: 0, allowedHosts: ['Double.example', 'fd00::1', '192.0.2.1'] })
  for (const host of ['double.example', 'DOUBLE.EXAMPLE:81', '[fd00::1]:1', '192.0.2.1', ...served]) t.equal((await get(double, host)).status, 200, host)
  for (const host of ['x.double.example', 'example', '[fd00::2]']) t.equal((await get(double, host)).status, 421, host)
})

t.test('where others reach it, it is served under every host, unless some are named', async t => {
  const open = await build(t, { port: 0, host: '0.0.0.0', control: 'off' })
  for (const host of [...served, ...elsewhere]) t.equal((await get(open, host)).status, 200, host)
  for (const host of malformed) t.equal((await get(open, host)).status, 400, host)
  const closed = await build(t, { port: 0, host: '0.0.0.0', control: 'off', allowedHosts: ['double.example'] })
  for (const [host, status] of [['double.example', 200], ['127.0.0.1', 200], ['evil.example', 421]] as const) t.equal((await get(closed, host)).status, status, host)
})

t.test('many hosts are judged one by one, and the first ones again', async t => {
  const double = await build(t, { port: 0 })
  for (let n = 0; n < 300; n++) t.equal((await get(double, n % 2 === 0 ? `localhost:${n}` : `h${n}.example`)).status, n % 2 === 0 ? 200 : 421)
  t.equal((await get(double, 'h1.example')).status, 421)
})

t.test('a host that is not served is told so by the façade that it asked, and nothing else happens', async t => {
  const double = await build(t, { port: 0 })
  const shapes = [
    { path: '/jobs/running', status: 421, shape: { title: 'Misdirected request', type: 'about:blank' } },
    { path: '/nothing', status: 421, shape: { title: 'Misdirected request' } },
    { path: '/jobs/%zz', status: 421, shape: { title: 'Misdirected request' } },
    { path: '/rest/Job/demo-1', status: 421, shape: { detail: /evil/ } },
    { path: '/__admin/jobs', status: 421, shape: { errors: [{ code: 421, title: /evil/ }] } },
    { path: '/__admin/nothing', status: 421, shape: { errors: [{ code: 421 }] } },
    { path: '/w/made-by-a-page/jobs', status: 421, shape: {} }
  ]
  double.faults.add({ status: 503 })
  for (const method of ['GET', 'DELETE']) {
    for (const { path, status, shape } of shapes) {
      const answer = await sendLines(double.url, [`${method} ${path} HTTP/1.1`, 'Host: evil.example', 'X-Test-Id: made-too', 'Prefer: code=500, phase=after-commit'])
      t.equal(answer.status, status, `${method} ${path}`)
      t.match(JSON.parse(answer.text), shape, path)
    }
  }
  double.configure({ tator: '1.5' })
  t.match(await get(double, 'evil.example', '/rest/Job/demo-1'), { status: 421, text: /"message":"Host came/ })
  t.match((await sendLines(double.url, ['GET /jobs HTTP/1.1', 'Host: evil.example', 'Accept: text/html'])).text, /^<!doctype html>[^]*Misdirected request/)
  t.same(double.requests.list(), [])
  t.equal(double.faults.list()[0]?.met, 0)
  double.faults.clear()
  t.same(JSON.parse((await get(double, 'localhost', '/__admin/worlds')).text), { worlds: ['default'] })
  t.equal(JSON.parse((await get(double, 'localhost', '/jobs/running')).text).status, 'running')
})

t.test('X-Forwarded-Host does not stand in for Host', async t => {
  const double = await build(t, { port: 0, trustProxy: true })
  const send = (host: string, forwarded: string) => sendLines(double.url, ['GET / HTTP/1.1', `Host: ${host}`, `X-Forwarded-Host: ${forwarded}`])
  t.equal((await send('evil.example', 'localhost')).status, 421)
  t.match(await send('localhost', 'public.example'), { status: 200, text: 'http://public.example/jobs' })
})

t.test('no Host, several, and one in the first line', async t => {
  const double = await build(t, { port: 0 })
  const statusOf = async (...lines: string[]) => (await sendLines(double.url, lines)).status
  t.equal(await statusOf('GET / HTTP/1.1'), 400)
  t.equal(await statusOf('GET / HTTP/1.0'), 200)
  t.equal(await statusOf('GET / HTTP/1.0', 'Host: evil.example'), 421)
  for (const [one, other] of [['localhost', 'localhost'], ['localhost', 'evil.example'], ['evil.example', 'localhost'], ['localhost', '']]) {
    t.equal(await statusOf('GET / HTTP/1.1', `Host: ${one}`, `HOST: ${other}`), 400, `${one} and ${other}`)
  }
  t.equal(await statusOf('GET http://localhost/jobs HTTP/1.1', 'Host: evil.example'), 200, 'the first line counts')
  t.equal(await statusOf('GET http://evil.example/jobs HTTP/1.1', 'Host: localhost'), 421)
  t.equal(await statusOf('GET http:///jobs HTTP/1.1', 'Host: localhost'), 400)
  t.equal(await statusOf('OPTIONS * HTTP/1.1', 'Host: localhost'), 204)
})

t.test('an address in the first line leads where its path leads, to worlds and to the control façade too', async t => {
  const double = await build(t, { port: 0, controlKey: 'key' })
  const send = (target: string, ...lines: string[]) => sendLines(double.url, [`GET ${target} HTTP/1.1`, 'Host: localhost', ...lines])
  t.match(JSON.parse((await send('http://127.0.0.1:1/jobs/running?f=json')).text).links[0].href, /^http:\/\/127\.0\.0\.1:1\/jobs\/running/)
  t.equal((await send('HTTP://localhost')).status, 200)
  t.equal((await send('http://localhost?f=json')).status, 200)
  t.equal((await send('http://localhost/w/a/jobs/running')).status, 200)
  t.equal(double.world('a').requests.list()[0]?.absoluteUrl, 'http://localhost/w/a/jobs/running')
  await double.reset()
  for (const target of ['http://localhost/__admin/clock', 'https://127.0.0.1/__admin/nothing', '/%5f%5fadmin/clock', 'http://localhost/%5F_admin/clock?x']) {
    double.faults.add({ status: 503 })
    const [without, with_] = [await send(target), await send(target, 'X-Control-Key: key', 'Prefer: code=500')]
    t.match([without.status, with_.status], target.includes('nothing') ? [401, 404] : [401, 200], target)
    t.match(without.text, '"errors"')
  }
  const form = 'action=key&key=key'
  await sendLines(double.url, ['POST http://localhost/%5f%5fadmin/ HTTP/1.1', 'Host: localhost', 'Content-Type: application/x-www-form-urlencoded', `Content-Length: ${form.length}`], form)
  t.same(double.requests.list(), [], 'none of it is remembered')
  t.match(await send('/%5f%5fadmin/%zz'), { status: 400, text: /^\{"errors"/ })
  t.match(await send('/__admin/%zz'), { status: 400, text: /^\{"errors"/, headers: { 'x-content-type-options': 'nosniff' } })
  t.match(await send('/r%65st/%zz'), { status: 400, text: /^\{"message"/ })
})

const others = METHODS.filter(method => !['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT'].includes(method))

t.test('a method that no resource has is 405 on a known path, and 404 on an unknown one', async t => {
  t.ok(['TRACE', 'PROPFIND', 'LINK', 'QUERY'].every(method => others.includes(method) || method === 'QUERY'))
  const double = await build(t, { port: 0 })
  const token = `Authorization: Token ${double.tokens['execute']}`
  const paths = [
    { known: '/jobs/running', unknown: '/nothing', allow: 'GET, HEAD, DELETE, OPTIONS', shape: /"title":"Method not allowed"/ },
    { known: '/rest/Job/demo-1', unknown: '/rest/nothing', allow: /^DELETE, OPTIONS$|GET/, shape: /not allowed/ },
    { known: '/__admin/clock', unknown: '/__admin/nothing', allow: 'GET, HEAD, PUT, OPTIONS', shape: /"code":405/ },
    { known: '/w/a/__admin/', unknown: '/w/a/x', allow: 'GET, HEAD, POST, OPTIONS', shape: /"code":405/ }
  ]
  for (const method of others) {
    for (const { known, unknown, allow, shape } of paths) {
      const body = '{"query":1}'
      const send = (path: string) => sendLines(double.url, [`${method} ${path} HTTP/1.1`, 'Host: localhost', token, 'Origin: http://localhost', 'Access-Control-Request-Method: GET', ...method === 'TRACE' ? [] : ['Content-Type: application/json', `Content-Length: ${body.length}`]], method === 'TRACE' ? '' : body)
      t.match(await send(known), { status: 405, headers: { allow, 'x-content-type-options': 'nosniff' }, text: shape }, `${method} ${known}`)
      t.match(await send(unknown), { status: 404 }, `${method} ${unknown}`)
    }
  }
  t.match(double.requests.list().at(-1), { method: others.at(-1), matched: false }, 'the journal has the method that came')
})

t.test('every answer says that its media type is what it is', async t => {
  const double = await build(t, { port: 0 })
  const lines = ['GET / HTTP/1.1', 'GET /nothing HTTP/1.1', 'DELETE /jobs/running HTTP/1.1', 'OPTIONS /jobs HTTP/1.1', 'GET /jobs/%zz HTTP/1.1', 'POST /processes/echo/execution HTTP/1.1', 'GET /jobs/done/results HTTP/1.1', 'GET /rest/Job/x HTTP/1.1', 'GET /__admin/ HTTP/1.1', 'GET /__admin/assets/none.css HTTP/1.1', 'nonsense']
  for (const line of lines) t.equal((await sendLines(double.url, [line, 'Host: localhost'])).headers['x-content-type-options'], 'nosniff', line)
  for (const accept of ['text/html', 'text/event-stream']) t.equal((await sendLines(double.url, ['GET /jobs/done HTTP/1.1', 'Host: localhost', `Accept: ${accept}`])).headers['x-content-type-options'], 'nosniff', accept)
})
