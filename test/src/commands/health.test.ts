import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { health } from '../../../src/commands/health.ts'
import type { DoubleOptions } from '../../../src/double-options.ts'
import { build } from '../../helper.ts'

/** The result of the health check: standard error and exit code. */
async function ask (t: Test, url: string): Promise<{ code: unknown, output: string }> {
  const written = t.capture(process.stderr, 'write', () => true)
  try {
    await health(url)
    return { code: process.exitCode, output: written().map(({ args }) => String(args[0])).join('') }
  } finally {
    process.exitCode = undefined
  }
}

/** A server that answers everything with this status and body. */
async function serverThatAnswers (t: Test, status: number, body = '', type = 'application/json; charset=utf-8'): Promise<{ url: string, close: () => Promise<void> }> {
  const server = createServer((_request, response) => response.writeHead(status, { 'content-type': type }).end(body))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>(resolve => { server.close(() => resolve()); server.closeAllConnections() })
  t.teardown(close)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

t.test('a running double is well, below a base path, without its control façade and where all of it asks for a login too', async t => {
  for (const options of [{}, { basePath: '/ogc' }, { control: 'off' }, { login: 'bearer', loginOpen: [] }] satisfies DoubleOptions[]) {
    const { url } = await build(t, { port: 0, ...options })
    t.same(await ask(t, url), { code: undefined, output: '' })
  }
})

t.test('a double is well whatever its faults are, and neither they nor its journal notice', async t => {
  const { url, faults, requests } = await build(t, { port: 0 })
  for (const phase of ['before-commit', 'after-commit'] as const) faults.add({ status: 503, phase, failRequestCount: 1 })
  t.same(await ask(t, url), { code: undefined, output: '' })
  t.same(faults.list().map(({ injected }) => injected), [0, 0])
  t.same(requests.list(), [])
})

t.test('a server that is not a jobdouble is not well, however well it answers', async t => {
  const servers = [
    { body: '{"title":"pygeoapi"}', title: '"pygeoapi"' },
    { body: '{"links":[]}', title: 'absent' },
    { body: 'null', title: 'absent' },
    { body: '{"title":', title: 'absent' },
    { body: '{"title":"jobdouble"}', type: 'text/html', title: 'absent' }
  ]
  for (const { body, type, title } of servers) {
    const { url } = await serverThatAnswers(t, 200, body, type)
    t.same(await ask(t, url), { code: 1, output: `${url} is not a jobdouble: its title is ${title}; expected "jobdouble".\n` })
  }
})

t.test('what answers an error is not well', async t => {
  for (const status of [204, 404, 500, 503]) {
    const { url } = await serverThatAnswers(t, status)
    t.same(await ask(t, url), { code: 1, output: `${url} answers ${status}; expected 200.\n` })
  }
})

t.test('what does not answer is not well', async t => {
  const { url, close } = await serverThatAnswers(t, 200)
  await close()
  const { code, output } = await ask(t, url)
  t.equal(code, 1)
  t.ok(output.startsWith(`${url} does not answer: `) && output.endsWith('\n'), output)
})

t.test('what is no address is not well', async t => {
  const { code, output } = await ask(t, 'nowhere')
  t.equal(code, 1)
  t.match(output, /^nowhere does not answer: /)
})
