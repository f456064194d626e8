import type { ServerResponse } from 'node:http'
import t from 'tap'
import { createOutgoingRequests, defaultOutgoingLimits, type OutgoingLimits } from '../../../src/outgoing/outgoing-requests.ts'
import { closedPort, type Heard, listen } from './listener.ts'

const outgoing = (limits: Partial<OutgoingLimits> = {}, closing = new AbortController().signal) =>
  createOutgoingRequests({ ...defaultOutgoingLimits, allowPrivate: true, ...limits }, closing)

const send = (href: string, limits: Partial<OutgoingLimits> = {}) => outgoing(limits).send({ method: 'GET', href })

t.test('a question is asked and its answer handed over as it is', async t => {
  const other = await listen(t, response => response.writeHead(418, { 'content-type': 'text/x-tea' }).end('tea'))
  const { status, headers, body } = await send(`${other.url}/pot?size=2`)
  t.equal(status, 418)
  t.equal(headers['content-type'], 'text/x-tea')
  t.equal(body.toString(), 'tea')
  t.match(other.heard, [{ method: 'GET', url: '/pot?size=2', body: '' }])
})

t.test('a POST carries its headers and its body', async t => {
  const other = await listen(t)
  await outgoing().send({ method: 'POST', href: other.url, headers: { 'content-type': 'application/json' }, body: '{"a":1}' })
  t.match(other.heard, [{ method: 'POST', headers: { 'content-type': 'application/json', 'content-length': '7' }, body: '{"a":1}' }])
})

t.test('a server that nobody runs is no address that answers', async t => {
  await t.rejects(send(await closedPort()), { message: 'an address that answers (ECONNREFUSED)' })
  await t.rejects(send((await closedPort()).replace('http', 'https')), { message: 'an address that answers (ECONNREFUSED)' })
})

t.test('a name that nobody knows is no address that answers', async t => {
  await t.rejects(send('http://name.invalid/'), { message: /^an address that answers \(E\w+\)$/ })
})

t.test('a server that hangs up is no address that answers', async t => {
  const other = await listen(t, response => response.destroy())
  await t.rejects(send(other.url), { message: 'an address that answers (ECONNRESET)' })
})

t.test('a server that never answers is given up when the time is over', async t => {
  const other = await listen(t, () => {})
  await t.rejects(send(other.url, { time: 50 }), { message: 'an answer within 0.05 s' })
})

t.test('a server that never stops answering is given up when the time is over', async t => {
  const other = await listen(t, response => response.write('a'))
  await t.rejects(send(other.url, { time: 50 }), { message: 'an answer within 0.05 s' })
})

t.test('an answer may be as large as the limit, and no larger', async t => {
  const other = await listen(t, (response, { url = '' }) => response.end('a'.repeat(Number(url.slice(1)))))
  t.equal((await send(`${other.url}/100`, { size: 100 })).body.length, 100)
  await t.rejects(send(`${other.url}/101`, { size: 100 }), { message: 'an answer of at most 100 bytes' })
})

t.test('an answer without end is given up when it is too large', async t => {
  const other = await listen(t, response => {
    const pour = () => { while (!response.destroyed && response.write('a'.repeat(1000))); }
    response.on('drain', pour)
    pour()
  })
  await t.rejects(send(other.url, { size: 100_000 }), { message: 'an answer of at most 100000 bytes' })
})

t.test('closing ends what is under way', async t => {
  const closing = new AbortController()
  const other = await listen(t, () => closing.abort())
  await t.rejects(outgoing({}, closing.signal).send({ method: 'GET', href: other.url }))
  await t.rejects(outgoing({}, closing.signal).send({ method: 'GET', href: other.url }), 'and nothing new is asked')
  t.equal(other.heard.length, 1)
})

/** Redirects as many times as the path says, and then answers. */
const countDown = (status: number) => (response: ServerResponse, { url = '' }: Heard) => {
  const left = Number(url.slice(1))
  if (left === 0) response.end('there')
  else response.writeHead(status, { location: `/${left - 1}` }).end()
}

for (const { status, GET, POST } of [
  { status: 301, GET: 'there', POST: '' },
  { status: 302, GET: 'there', POST: '' },
  { status: 303, GET: 'there', POST: '' },
  { status: 304, GET: '', POST: '' },
  { status: 307, GET: 'there', POST: 'there' },
  { status: 308, GET: 'there', POST: 'there' }
]) {
  t.test(`${status} is ${GET === '' ? 'not followed' : POST === '' ? 'followed by GET alone' : 'followed by GET and POST'}`, async t => {
    const other = await listen(t, countDown(status))
    for (const [method, text] of [['GET', GET], ['POST', POST]] as const) {
      const { body, ...answer } = await outgoing().send({ method, href: `${other.url}/1`, ...(method === 'POST' && { body: 'sent' }) })
      t.equal(body.toString(), text, method)
      t.equal(answer.status, text === '' ? status : 200, method)
    }
    t.same(other.heard.filter(({ method }) => method === 'POST').map(({ body }) => body), POST === '' ? ['sent'] : ['sent', 'sent'])
  })
}

t.test('redirects are followed as often as the limit says, and no more', async t => {
  const other = await listen(t, countDown(302))
  t.equal((await send(`${other.url}/3`)).body.toString(), 'there')
  await t.rejects(send(`${other.url}/4`), { message: 'an answer after at most 3 redirects' })
})

t.test('a redirect in a circle comes to an end', async t => {
  const other = await listen(t, response => response.writeHead(302, { location: '/' }).end())
  await t.rejects(send(other.url), { message: 'an answer after at most 3 redirects' })
  t.equal(other.heard.length, 4)
})

t.test('a redirect that says not where to is an answer', async t => {
  const other = await listen(t, response => response.writeHead(302).end())
  t.equal((await send(other.url)).status, 302)
})

t.test('a redirect passes the fence again', async t => {
  for (const location of ['ftp://example.com/a', 'http://', 'file:///etc/passwd']) {
    const other = await listen(t, response => response.writeHead(302, { location }).end())
    await t.rejects(send(other.url), { message: 'an absolute address that begins with http: or https:' }, location)
  }
})

t.test('nothing private is asked where it is not allowed, by number or by name', async t => {
  const other = await listen(t)
  const { port } = new URL(other.url)
  for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', 'localhost']) {
    await t.rejects(send(`http://${host}:${port}/`, { allowPrivate: false }), { message: /^a public address; / }, host)
  }
  t.same(other.heard, [])
})

t.test('an address is refused as soon as that can be told', async t => {
  const { refusalReason: refusal } = outgoing({ allowPrivate: false })
  t.equal(refusal('ftp://example.com'), 'an absolute address that begins with http: or https:')
  t.match(refusal('http://10.0.0.1/'), /^a public address; 10\.0\.0\.1/)
  t.equal(refusal('http://localhost/'), undefined, 'a name is not resolved for that')
  t.equal(outgoing().refusalReason('http://10.0.0.1/'), undefined)
})
