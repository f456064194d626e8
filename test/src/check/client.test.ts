import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import t from 'tap'
import { Client } from '../../../src/check/client.ts'

t.test('what is sent and answered is remembered, and no answer is an answer', async t => {
  const server = createServer((request, response) => {
    if (request.url === '/never') return
    response.writeHead(200, { 'content-type': 'text/plain' }).end(request.url === '/long' ? 'x'.repeat(5_000_000) : `${request.method} ${request.headers['x-who']} ${request.headers['content-type']}`)
  })
  t.teardown(() => server.closeAllConnections())
  t.teardown(() => server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const client = new Client({ headers: { 'x-who': 'me' }, timeout: 30 })
  t.equal((await client.get(url)).body, 'GET me undefined')
  t.equal((await client.send('POST', url, { body: {} })).body, 'POST me application/json')
  t.ok((await client.get(`${url}/long`)).body.length < 5_000_000, 'a long body is cut')
  const lost = new AbortController()
  const aborted = client.delete(`${url}/never`, { signal: lost.signal })
  lost.abort()
  t.match(await aborted, { status: 0, error: 'This operation was aborted', headers: {} })
  t.match((await client.get('http://127.0.0.1:1')).error, /ECONNREFUSED|bad port/)
  t.equal(client.log.length, 5)
})
