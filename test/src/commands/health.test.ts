import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { health } from '../../../src/commands/health.ts'
import { build } from '../../helper.ts'

/** What health says of this address: on standard error, and by the exit code. */
async function ask (t: Test, url: string): Promise<{ code: unknown, said: string }> {
  const written = t.capture(process.stderr, 'write', () => true)
  try {
    await health(url)
    return { code: process.exitCode, said: written().map(({ args }) => String(args[0])).join('') }
  } finally {
    process.exitCode = undefined
  }
}

/** A server that answers everything with this status and a body. */
async function serverThatAnswers (t: Test, status: number): Promise<{ url: string, close: () => Promise<void> }> {
  const server = createServer((_request, response) => response.writeHead(status).end(status === 204 ? undefined : 'x'.repeat(100_000)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>(resolve => { server.close(() => resolve()); server.closeAllConnections() })
  t.teardown(close)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close }
}

t.test('a running double is well', async t => {
  const { url } = await build(t, { port: 0 })
  t.same(await ask(t, url), { code: undefined, said: '' })
})

t.test('whatever answers well is well, with a body or without', async t => {
  for (const status of [200, 204]) {
    const { url } = await serverThatAnswers(t, status)
    t.same(await ask(t, url), { code: undefined, said: '' }, String(status))
  }
})

t.test('what answers an error is not well', async t => {
  for (const status of [404, 500, 503]) {
    const { url } = await serverThatAnswers(t, status)
    t.same(await ask(t, url), { code: 1, said: `${url} answers ${status}; expected 200.\n` })
  }
})

t.test('what does not answer is not well', async t => {
  const { url, close } = await serverThatAnswers(t, 200)
  await close()
  const { code, said } = await ask(t, url)
  t.equal(code, 1)
  t.ok(said.startsWith(`${url} does not answer: `) && said.endsWith('\n'), said)
})

t.test('what is no address is not well', async t => {
  const { code, said } = await ask(t, 'nowhere')
  t.equal(code, 1)
  t.match(said, /^nowhere does not answer: /)
})
