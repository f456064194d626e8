import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { importSeed } from '../../../src/commands/import-seed.ts'
import type { ImportConfig } from '../../../src/config/import-config.ts'
import { defaultImportLimits } from '../../../src/seed/import/http-source.ts'
import { build } from '../../helper.ts'

async function run (t: Test, sources: readonly string[], files: Pick<ImportConfig, 'output' | 'persona'> = {}): Promise<{ code: unknown, out: string, err: string }> {
  const [out, err] = [t.capture(process.stdout, 'write', () => true), t.capture(process.stderr, 'write', () => true)]
  await importSeed({ sources, headers: {}, results: false, limits: defaultImportLimits, ...files })
  const code = process.exitCode
  process.exitCode = undefined
  const text = (written: typeof out) => written().map(({ args }) => String(args[0])).join('')
  const printed = { code, out: text(out), err: text(err) }
  out.restore()
  err.restore()
  return printed
}

t.test('a server becomes a seed, on standard output or in a new file', async t => {
  const { url } = await build(t, { port: 0, seed: { processes: [{ id: 'buffer', inputs: {}, results: {} }] } })
  const file = join(t.testdir(), 'seed.yaml')
  t.match(await run(t, [url], { output: file }), { out: '', err: 'Imported 4 processes.\n' })
  t.match(readFileSync(file, 'utf8'), /^# Processes of http:.*, by jobdouble import\.\n\nprocesses:\n(.*\n)*.*id: buffer\n/)
  t.match(await run(t, [url], { output: file }), { code: 2, err: `${file} exists already; name another file with --output, or remove it.\n` })
  t.match(await run(t, [url], { output: join(file, 'below') }), { code: 2, err: /below cannot be written: / })
  t.match(await run(t, [`${url}/processes/buffer`]), { out: /id: buffer/ })
})

t.test('what cannot be imported is said, and ends with exit code 2', async t => {
  t.match(await run(t, ['http://127.0.0.1:1', 'http://127.0.0.1:1']), { code: 2, out: '', err: '2 sources came; expected one address of a server, or files.\n' })
  t.match(await run(t, [join(t.testdir(), 'none.yaml')]), { code: 2, err: /none\.yaml cannot be read/ })
  t.notOk(existsSync('seed.yaml'))
})

t.test('a persona is learned from a server alone, by the address of its landing page', async t => {
  const folder = t.testdir({ 'a.json': '{"id":"a","inputs":{}}' })
  const persona = join(folder, 'ours.yaml')
  t.match(await run(t, [join(folder, 'a.json')], { persona }), { code: 2, out: '', err: /a\.json is a file; expected the address of a server/ })
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end('{"id":"a","inputs":{}}')).listen(0, '127.0.0.1')
  t.teardown(() => server.close())
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/processes/a`
  t.match(await run(t, [url], { persona }), { code: 2, out: '', err: /is not a landing page of OGC API – Processes/ })
  t.notOk(existsSync(persona))
})

t.test('what could not be taken over is counted', async t => {
  const folder = t.testdir({ 'a.json': '{"id":"a","inputs":{"x":{}}}' })
  t.match(await run(t, [join(folder, 'a.json')]), { out: /# inputs\/x has no schema/, err: 'Imported 1 processes; 1 remarks are comments in the seed.\n' })
})

t.test('what goes wrong in the program itself is thrown', async t => {
  await t.rejects(importSeed({ sources: ['http://127.0.0.1:1'], headers: {}, results: false, limits: { ...defaultImportLimits, seconds: NaN } }))
})
