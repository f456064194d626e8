import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t, { type Test } from 'tap'
import { endWithProcess, isRunning } from '../../../src/commands/end-with-process.ts'
import { endWith, pagesLine, readyLine, serve } from '../../../src/commands/serve.ts'
import { commandLine } from '../../../src/config/command-line.ts'
import { defaultSettings } from '../../../src/world/settings.ts'
import { withoutHooks } from '../../without-hooks.ts'

const path = (name: string) => fileURLToPath(new URL(`../../../${name}`, import.meta.url))

/** The published program, and the one compiled from sources for the tests, which counts for coverage. */
const built = withoutHooks(process.execPath, path('dist/cli.js'))
const sources = [process.execPath, '--enable-source-maps', path('.test/cli.js')] as const

const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('JOBDOUBLE_')))

interface Run {
  readonly child: ChildProcess
  /** What it has written so far. */
  readonly out: () => string
  readonly err: () => string
  /** How it ended. */
  readonly end: Promise<{ code: number | null, signal: string | null }>
}

function run (t: Test, [command, ...first]: readonly [string, ...string[]], args: readonly string[], more: Record<string, string> = {}): Run {
  const child = spawn(command, [...first, ...args], { env: { ...environment, ...more }, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  child.stdout.setEncoding('utf8').on('data', text => { out += text })
  child.stderr.setEncoding('utf8').on('data', text => { err += text })
  const end = new Promise<{ code: number | null, signal: string | null }>(resolve => child.on('close', (code, signal) => resolve({ code, signal })))
  t.teardown(() => { child.kill('SIGKILL') })
  return { child, out: () => out, err: () => err, end }
}

/** Waits for the ready line of a program that serves. */
async function ready ({ child, out, err, end }: Run): Promise<{ url: string, tokens: Record<string, string>, [more: string]: unknown }> {
  const line = new Promise<void>(resolve => child.stdout?.on('data', () => { if (out().includes('\n')) resolve() }))
  await Promise.race([line, end.then(how => { throw new Error(`ended before it was ready: ${JSON.stringify(how)} ${err()}`) })])
  return JSON.parse(out())
}

for (const { name, program, signal } of [
  { name: 'the published program', program: built, signal: 'SIGINT' },
  { name: 'the program from its sources', program: sources, signal: 'SIGTERM' }
] as const) {
  t.test(`${name} says in one line where it listens, answers, and closes at ${signal}`, async t => {
    const program1 = run(t, program, ['serve', '--port', '0'])
    const { url, tokens, ...rest } = await ready(program1)
    t.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
    t.match(rest, { event: 'ready', control: `${url}/__admin`, pid: program1.child.pid })
    const answer = await fetch(`${url}/rest/Job/nobody`, { method: 'DELETE', headers: { authorization: `Token ${tokens['execute']}` } })
    t.equal(answer.status, 404)
    await answer.text()
    program1.child.kill(signal)
    t.same(await program1.end, { code: 0, signal: null })
    t.equal(program1.out().split('\n').length, 2, 'one line, and the end of it')
    t.equal(program1.err(), '', 'what goes well is not logged')
  })
}

t.test('a program that is told to close does not wait for those who wait for a job', async t => {
  const program = run(t, built, ['serve'], { JOBDOUBLE_PORT: '0', JOBDOUBLE_LOG_LEVEL: 'silent' })
  const { url } = await ready(program)
  const ids = async () => (await (await fetch(`${url}/jobs?status=running&processID=hold&limit=100`)).json() as { jobs: unknown[] }).jobs.length
  const before = await ids()
  const waiting = fetch(`${url}/processes/hold/execution`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).then(() => 'answered', () => 'cut off')
  while (await ids() === before);
  program.child.kill('SIGTERM')
  t.same(await program.end, { code: 0, signal: null })
  t.equal(await waiting, 'cut off')
})

t.test('a program that ends with a process closes when it was killed, and does not begin without it', async t => {
  const tests = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  t.teardown(() => { tests.kill('SIGKILL') })
  const args = ['--end-with-process', String(tests.pid)]
  const program = run(t, sources, ['serve', '--port', '0', ...args])
  await ready(program)
  tests.kill('SIGKILL')
  t.same(await program.end, { code: 0, signal: null })
  t.same(await refused(t, args), { code: 2, output: `--end-with-process: ${tests.pid} came; expected the id of a process that runs.\n` })
})

t.test('nothing ends while the process runs, and once when it has ended', async t => {
  const tests = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1000)'])
  const ended = once(tests, 'exit')
  const ends: string[] = []
  const end = new Promise<void>(resolve => endWithProcess(tests.pid!, () => { ends.push('once'); resolve() }, 5))
  const pass = (milliseconds: number) => new Promise(resolve => setTimeout(resolve, milliseconds))
  await pass(50)
  t.same(ends, [])
  tests.kill('SIGKILL')
  // The timer alone keeps no process.
  const awake = setInterval(() => {}, 1000)
  await Promise.all([ended, end])
  await pass(20)
  clearInterval(awake)
  t.same(ends, ['once'])
})

t.test('a process of somebody else runs, though nobody here may signal it', t => {
  t.equal(isRunning(1, () => { throw Object.assign(new Error('no'), { code: 'EPERM' }) }), true)
  t.equal(isRunning(process.pid), true)
  t.end()
})

t.test('logs are lines of JSON on standard error, and never on standard output', async t => {
  const program = run(t, built, ['serve', '--port', '0', '--log-level', 'debug'])
  const { url } = await ready(program)
  await (await fetch(`${url}/conformance`)).text()
  program.child.kill('SIGTERM')
  await program.end
  const lines = program.err().trim().split('\n').map(line => JSON.parse(line))
  t.match(lines.find(({ msg }) => msg === 'request'), { method: 'GET', url: '/conformance', status: 200 })
  t.equal(program.out().trim().split('\n').length, 1)
})

t.test('a seed file is what it starts with', async t => {
  const seed = join(t.testdir({ 'seed.yaml': 'users: [{ name: me, token: secret }]\njobs: [{ id: mine, process: hold }]\n' }), 'seed.yaml')
  const program = run(t, sources, ['serve', '--port', '0', '--base-path', '/', '--seed', seed])
  const { url, tokens } = await ready(program)
  t.same(tokens, { me: 'secret' })
  t.match(await (await fetch(`${url}/jobs`)).json(), { jobs: [{ jobID: 'mine', status: 'running' }] })
  program.child.kill('SIGTERM')
  t.equal((await program.end).code, 0)
})

for (const { name, program } of [{ name: 'the published program', program: built }, { name: 'the program from its sources', program: sources }]) {
  t.test(`${name} does not start on a wrong seed file: exit code 2, and what is wrong on standard error`, async t => {
    const seed = join(t.testdir({ 'bad.yaml': 'users: [{ name: me }]\njobs: [{ age: old }]\n' }), 'bad.yaml')
    const { end, out, err } = run(t, program, ['serve', '--port', '0', '--seed', seed])
    t.same(await end, { code: 2, signal: null })
    t.equal(out(), '')
    t.equal(err(), `The seed file ${seed} is wrong:\n  line 1, column 9: /users/0: expected a member token\n  line 2, column 10: /jobs/0/age: "old" came; expected number\n`)
  })
}

t.test('a flag or a variable that is wrong is exit code 2 too, and help is 0', async t => {
  // The last one loads the command on demand, which only the sources count.
  for (const [args, variables, says, program = built] of [
    [['serve', '--dismiss', 'keep'], {}, /--dismiss.*Allowed choices are retain, remove, gone, refuse/],
    [['serve', '--prot', '1'], {}, /unknown option '--prot'\s+\(Did you mean --port\?\)/],
    [['sevre'], {}, /unknown command 'sevre'/],
    [['serve'], { JOBDOUBLE_PROT: '1' }, /JOBDOUBLE_PROT is not known; did you mean JOBDOUBLE_PORT\?/],
    [['health'], { JOBDOUBLE_PORT: 'http' }, /JOBDOUBLE_PORT/],
    [['check', 'http://127.0.0.1:9', '--only', 'everything'], {}, /There is no class "everything"/, sources]
  ] as const) {
    const { end, out, err } = run(t, program, args, variables)
    t.same(await end, { code: 2, signal: null }, args.join(' '))
    t.same([out(), says.test(err())], ['', true], err())
  }
  t.same(await run(t, built, ['--help']).end, { code: 0, signal: null })
})

t.test('a port that is taken is exit code 2 and one line that says which, and how to take another', async t => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const { end, out, err } = run(t, built, ['serve', '--port', String(port)])
  t.same(await end, { code: 2, signal: null })
  t.equal(out(), '')
  t.equal(err(), `Port ${port} of 127.0.0.1 is in use: name another with --port, or 0 for any that is free.\n`)
})

/** The result of a failing start within this process. */
async function refused (t: Test, args: readonly string[]): Promise<{ code: unknown, output: string }> {
  const written = t.capture(process.stderr, 'write', () => true)
  try {
    await commandLine({ serve, health: async () => {}, importSeed: async () => {}, check: async () => {} }).parseAsync(['serve', '--log-level', 'silent', '--port', '0', ...args], { from: 'user' })
    return { code: process.exitCode, output: written().map(({ args }) => String(args[0])).join('') }
  } finally {
    process.exitCode = undefined
  }
}

t.test('more jobs in the seed than it may hold is exit code 2, and what to do about it', async t => {
  const { code, output } = await refused(t, ['--max-jobs', '3'])
  t.equal(code, 2)
  t.match(output, /^The store is full \(3 jobs, --max-jobs\)[^\n]*\n$/)
})

t.test('a seed file that is not there is exit code 2', async t => {
  const { code, output } = await refused(t, ['--seed', join(t.testdir({}), 'nowhere.yaml')])
  t.equal(code, 2)
  t.match(output, /nowhere\.yaml cannot be read/)
})

t.test('an address that is not of this machine is exit code 2', async t => {
  // An address from the range for documentation: no machine has it.
  const { code, output } = await refused(t, ['--host', '192.0.2.1', '--control', 'off'])
  t.equal(code, 2)
  t.equal(output, '192.0.2.1 is not an address of this machine: name one that is with --host.\n')
})

t.test('a host name that is not known is exit code 2', async t => {
  const { code, output } = await refused(t, ['--host', 'nowhere.invalid', '--control', 'off'])
  t.equal(code, 2)
  t.match(output, /^[^\n]*nowhere\.invalid[^\n]*\n$/)
})

t.test('with an address that others reach, the control façade without a key is exit code 2, and what to do about it', async t => {
  const { code, output } = await refused(t, ['--host', '0.0.0.0'])
  t.equal(code, 2)
  t.match(output, /^On 0\.0\.0\.0 the control façade needs a key[^\n]*--control-key[^\n]*--control off[^\n]*\n$/)
})

t.test('a port of the control façade that is taken is exit code 2, and nothing goes on listening', async t => {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const { port } = server.address() as AddressInfo
  const { end, out, err } = run(t, built, ['serve', '--port', '0', '--log-level', 'silent', '--control', String(port)])
  t.same(await end, { code: 2, signal: null })
  t.equal(out(), '')
  t.equal(err(), `Port ${port} of 127.0.0.1 is in use: name another with --control, or 0 for any that is free.\n`)
})

t.test('the control façade may be on a port of its own, or nowhere, and the ready line says so', async t => {
  const apart = await ready(run(t, built, ['serve', '--port', '0', '--control', '0']))
  t.match(apart, { url: /^http:\/\/127\.0\.0\.1:\d+$/, control: /^http:\/\/127\.0\.0\.1:\d+\/__admin$/ })
  t.notOk(String(apart['control']).startsWith(`${apart.url}/`))
  t.equal((await fetch(`${String(apart['control'])}/health`)).status, 200)
  t.equal((await fetch(`${apart.url}/__admin/health`)).status, 404)
  const off = await ready(run(t, built, ['serve', '--port', '0', '--control', 'off']))
  t.notOk('control' in off)
  t.equal((await fetch(`${off.url}/__admin/health`)).status, 404)
})

t.test('what is wrong with the program itself is not hidden', async t => {
  const config = { ...defaultSettings, port: 0, host: '127.0.0.1', watch: false, basePath: '', trustProxy: false, maxJobs: 10, maxTokens: 10, maxWorlds: 1, worldIdle: 1, control: 'off', maxStreams: 1, maxCallbacks: 1, requestTimeout: 1, rememberRequests: 1, journalBytes: 1e6, inputBytes: 1e6, maxBodyBytes: 1e6, maxDepth: 200, maxFetches: 2, maxDeployed: 10, deployedBytes: 1e6 } as const
  await t.rejects(serve({ ...config, logLevel: 'no such level' }), /no such level/)
  await t.rejects(serve({ ...config, logLevel: 'silent', controlOrigins: ['no origin'] }), /no origin/)
  t.equal(process.exitCode, undefined)
})

t.test('whatever ends the process is said', async t => {
  const written: string[] = []
  let closed = 0
  const end = endWith({ close: async () => { closed++ } }, text => written.push(text))
  await end({})
  t.same(written, [], 'a signal needs no words')
  await end({ err: new Error('it broke') })
  await end({ err: 'only text' as unknown as Error })
  t.match(written, [/^jobdouble ends: Error: it broke\n/, 'jobdouble ends: only text\n'])
  t.equal(closed, 3)
})

t.test('the ready line is one line, whatever is in it', async t => {
  const line = readyLine({ url: 'http://x', controlUrl: 'http://x', tokens: { 'a\nb': 'c' }, allowPrivateCallbacks: true })
  t.equal(line.indexOf('\n'), line.length - 1)
  t.same(JSON.parse(line), { event: 'ready', url: 'http://x', control: 'http://x/__admin', tokens: { 'a\nb': 'c' }, allowPrivateCallbacks: true, pid: process.pid })
  t.notMatch(readyLine({ url: 'http://x', controlUrl: '', tokens: {}, allowPrivateCallbacks: true }), 'control"')
})

t.test('on a terminal a line for people follows the line of JSON', async t => {
  const [node, ...program] = sources
  const { child, out, end } = run(t, [node, '--import', 'data:text/javascript,process.stdout.isTTY = true', ...program], ['serve', '--port', '0'])
  while (out().split('\n').length < 3) await Promise.race([once(child.stdout!, 'data'), end.then(() => { throw new Error('it ended') })])
  const [json = '', people] = out().split('\n')
  const { url } = JSON.parse(json) as { url: string }
  t.equal(people, `Pages: ${url}/ and the demonstration ${url}/__admin/. Ctrl+C stops the double.`)
  child.kill('SIGTERM')
  await end
})

t.test('the line for people says where the pages are', t => {
  t.equal(pagesLine({ url: 'http://x/ogc', controlUrl: 'http://x' }), 'Pages: http://x/ogc/ and the demonstration http://x/__admin/. Ctrl+C stops the double.\n')
  t.equal(pagesLine({ url: 'http://x', controlUrl: '' }), 'Pages: http://x/. Ctrl+C stops the double.\n')
  t.end()
})

t.test('a seed that changes is served, and a state is kept over a restart', async t => {
  const folder = t.testdir({ 'seed.yaml': 'jobs: [{ id: one }]\n' })
  const [seed, state] = [join(folder, 'seed.yaml'), join(folder, 'state.json')]
  const args = ['serve', '--port', '0', '--seed', seed, '--state', state, '--watch']
  const first = run(t, sources, args)
  const { url } = await ready(first)
  writeFileSync(seed, 'jobs: [{ id: two, process: hold }]\nusers: [{ name: u, token: k }]\n')
  while (!first.out().includes('"event":"seed"')) await new Promise(resolve => setTimeout(resolve, 50))
  t.same(JSON.parse(first.out().split('\n')[1] ?? ''), { event: 'seed', tokens: { u: 'k' } })
  writeFileSync(seed, 'jobs: nothing\n')
  while (!first.err().includes('keeps its previous seed')) await new Promise(resolve => setTimeout(resolve, 50))
  t.match(first.err(), /seed\.yaml is wrong:\n.*\/jobs: "nothing" came; expected array\nThe double keeps its previous seed\.\n$/)
  t.equal((await fetch(`${url}/jobs/two`, { method: 'DELETE' })).status, 200)
  first.child.kill('SIGTERM')
  t.same(await first.end, { code: 0, signal: null })
  writeFileSync(seed, 'jobs: [{ id: two, process: hold }]\n')
  const second = await ready(run(t, sources, args))
  t.match(await (await fetch(`${second.url}/jobs/two`)).json(), { status: 'dismissed' })
  writeFileSync(join(folder, 'bad.json'), '{')
  const { code, output } = await refused(t, ['--state', join(folder, 'bad.json')])
  t.equal(code, 2)
  t.match(output, /^The state file .*bad\.json is damaged, or not a state file: /)
})
