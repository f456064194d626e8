import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import type { CheckOptions } from '../../../src/check/options.ts'
import { check, isViolated } from '../../../src/commands/check.ts'
import type { ReportFiles } from '../../../src/config/check-options.ts'
import { createDouble } from '../../../src/create-double.ts'
import { startProxy } from '../../acceptance/check/proxy.ts'
import { flawless, sample } from '../check/report/sample.ts'

/** What the command prints, and its exit code. */
async function run (url: string, options: CheckOptions, files: ReportFiles): Promise<{ code: unknown, out: string, err: string }> {
  let [out, err] = ['', '']
  try {
    await check(url, options, files, { stdout: { isTTY: true, write: text => { out += text } }, stderr: { write: text => { err += text } } })
    return { code: process.exitCode, out, err }
  } finally {
    process.exitCode = undefined
  }
}

t.test('a server is judged, and the reports are written', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'jobdouble-check-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const double = await createDouble({ port: 0 })
  t.teardown(() => double.close())
  const [json, junit, html] = ['r.json', 'r.xml', 'r.html'].map(name => join(folder, name)) as [string, string, string]
  const { code, out, err } = await run(double.url, { only: ['discovery'], settle: 1 }, { json, junit, html })
  t.equal(err, `jobdouble launches jobs at ${double.url}, dismisses them, and touches no others.\n`)
  t.match(out, 'No dismissal was observed')
  t.equal(code, undefined)
  t.match(JSON.parse(await readFile(json, 'utf8')), { subject: double.url, api: 'ogc', summary: { failed: 0 } })
  t.match(await readFile(junit, 'utf8'), '<testsuite name="discovery"')
  t.match(await readFile(html, 'utf8'), '<!doctype html>')
  t.match(await run(`${double.url}/conformance`, {}, {}), { code: 3, err: 'is not a landing page of OGC API – Processes' })
  t.match(await run(double.url, { process: 'none' }, {}), { code: 3, err: 'The process "none" does not exist' })
  t.match(await run(double.url, { only: ['everything'] }, {}), { code: 2, err: 'There is no class "everything" of checks; expected one or more of discovery, ' })
  const proxy = await startProxy(double.url, { after: (answer, { request }) => { if (request.path === '/conformance') answer.body = '{"conformsTo":[]}' } })
  t.teardown(() => proxy.close())
  t.match(await run(proxy.url, { only: ['conformance'], process: 'echo', slowProcess: 'hold' }, {}), { code: 1, out: 'MUST' })
  // What goes wrong here is no finding about the server.
  t.match(await run(double.url, { only: ['discovery'], settle: 1 }, { json: folder }), { code: 2, out: 'No dismissal was observed', err: `The report cannot be written to ${folder}: EISDIR` })
  const closed = { stdout: { write () { throw new Error('The terminal is closed.') } }, stderr: { write () {} } }
  await t.rejects(check(double.url, { only: ['discovery'], settle: 1 }, {}, closed), { message: 'The terminal is closed.' })
})

t.test('what cannot be reached is exit code 3, and no address is exit code 2', async t => {
  t.match(await run('http://127.0.0.1:1', {}, {}), { code: 3, err: 'http://127.0.0.1:1 cannot be reached: ' })
  t.match(await run('localhost:5000', {}, {}), { code: 2, err: 'The address is "localhost:5000"; expected one that begins with http:// or https://.' })
  t.same(await run('http://me:secret@localhost:5000', {}, {}), { code: 2, out: '', err: 'The address contains a user; name the user with --header \'Authorization: Basic …\', or a token with --token KEY.\n' })
})

t.test('a requirement is violated by a must alone', async t => {
  t.same([isViolated(sample), isViolated(flawless), isViolated({ ...sample, checks: sample.checks.filter(({ level }) => level !== 'must') })], [true, false, false])
})
