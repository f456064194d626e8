import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))

/** What runs here loads nothing of the test's own. */
const { NODE_OPTIONS: _, ...env } = process.env

const script = `
import { createDouble } from 'jobdouble'

const double = await createDouble({ port: 0, clock: 'manual', seed: {} })
const launch = await fetch(double.url + '/processes/hold/execution', {
  method: 'POST',
  headers: { 'content-type': 'application/json', prefer: 'respond-async' },
  body: JSON.stringify({ inputs: { progress: 42 } })
})
const job = launch.headers.get('location')
const ask = async method => {
  const answer = await fetch(job, { method })
  return [answer.status, (await answer.json()).status]
}
const story = [launch.status, await ask('GET'), await ask('DELETE'), await ask('GET'), await ask('DELETE'), await ask('GET')]
console.log(JSON.stringify({ story, requests: double.requests.count(), size: await double.jobs.size() }))
await double.close()
`

const consumer = `
import { createDouble, type CallbackAttempt, type Clock, type Delivery, type Dismissal, type DismissOptions, type DismissPolicy, type Double, type DoubleOptions, type Draft, type Fault, type Job, type JobFilter, type JobPage, type JobStatus, type JobStore, type JournalEntry, type PageRequest, type Plan, type Progression, type RequestPattern, type Seed, type Settings, type Transition, type WorldHandle } from 'jobdouble'

const seed: Seed = { jobs: [{ id: 'a', process: 'hold', plan: { running: 'forever' } }], users: [{ name: 'me', token: 'x', projects: { 1: 'execute' } }] }
const double = await createDouble({ clock: 'manual', seed, dismiss: 'gone', logLevel: 'silent' })
const steps: readonly Transition[] = await double.clock.advance('1s')
const job: Job | undefined = await double.jobs.get('a')
const dismissal: Dismissal = await double.jobs.dismiss('a', { policy: 'gone' })
if (dismissal.what === 'cancelled') console.log(dismissal.was satisfies JobStatus, job?.plan.running.toFixed(0))
const answer = await double.app.inject({ method: 'GET', url: '/jobs' })
console.log(answer.statusCode satisfies number, double.requests.list()[0]?.status satisfies number | undefined, steps.length)

const real: Double = await createDouble()
const world: WorldHandle = real.world('t1')
world.faults.add({ phase: 'after-commit', match: { method: 'DELETE' }, fault: 'CONNECTION_RESET_BY_PEER' })
world.lifecycle.set('ogc::job', { progression: 'manual', times: 2 })
console.log(world.url, (await world.jobs.move('a', 'failed')).id)

// @ts-expect-error There is no such policy.
await createDouble({ dismiss: 'forget' })
// @ts-expect-error No job goes back.
await real.jobs.move('a', 'accepted')
// @ts-expect-error A seed has no such member.
await createDouble({ seed: { job: [] } })

export type Everything = [CallbackAttempt, Clock, Delivery, DismissOptions, DismissPolicy, DoubleOptions, Draft, Fault, JobFilter, JobPage, JobStore, JournalEntry, PageRequest, Plan, Progression, RequestPattern, Settings]
`

const compilerOptions = { strict: true, module: 'NodeNext', target: 'ES2022', lib: ['ES2022'], types: ['node'], exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true }

t.test('the package as it is published', async t => {
  // Not below the repository, where everything that it has installed would be found.
  const folder = await mkdtemp(join(tmpdir(), 'jobdouble-package-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const project = join(folder, 'project')
  for (const name of ['node_modules/jobdouble', 'node_modules/.bin']) await mkdir(join(project, name), { recursive: true })
  const files = { 'package.json': JSON.stringify({ private: true, type: 'module' }), 'script.mjs': script, 'consumer.ts': consumer, 'tsconfig.json': JSON.stringify({ compilerOptions, files: ['consumer.ts'] }) }
  for (const [name, text] of Object.entries(files)) await writeFile(join(project, name), text)
  const modules = join(project, 'node_modules')
  const installed = join(modules, 'jobdouble')

  // The scripts of the package would build it again; this test runs on what is built.
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], { cwd: root, env })
  const [packed] = JSON.parse(stdout) as [{ filename: string, files: { path: string }[] }]
  await run('tar', ['-xzf', join(folder, packed.filename), '-C', installed, '--strip-components', '1'])
  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))

  // What npm would install beside it: what it depends on, and the types of Node that whoever uses TypeScript has.
  for (const name of [...Object.keys(manifest.dependencies), '@types/node']) {
    await mkdir(dirname(join(modules, name)), { recursive: true })
    await symlink(join(root, 'node_modules', name), join(modules, name), 'dir')
  }
  await symlink(join('..', 'jobdouble', manifest.bin.jobdouble), join(modules, '.bin', 'jobdouble'))

  await t.test('holds the program, its types, the seed\'s schema and what to read, and no sources or tests', async t => {
    const files = packed.files.map(({ path }) => path)
    for (const file of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'dist/cli.js', 'dist/index.js', 'dist/seed.schema.json', 'dist/types/src/index.d.ts']) {
      t.ok(files.includes(file), file)
    }
    t.same(files.filter(file => !/^(dist\/.*|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(file)), [])
    t.same(files.filter(file => /\.test\.|(?<!\.d)\.ts$/.test(file)), [])
  })

  await t.test('everything that its manifest points to is there', async t => {
    const { bin, exports } = manifest
    const targets = [bin.jobdouble, ...Object.values<string | Record<string, string>>(exports).flatMap(target => typeof target === 'string' ? [target] : Object.values(target))]
    for (const target of targets) t.ok((await readFile(join(installed, target))).length > 0, target)
  })

  await t.test('is imported by plain JavaScript: a job is launched, dismissed and gone, through a real port', async t => {
    const { stdout, stderr } = await run(process.execPath, ['script.mjs'], { cwd: project, env })
    t.equal(stderr, '')
    t.same(JSON.parse(stdout), {
      story: [201, [200, 'running'], [200, 'dismissed'], [200, 'dismissed'], [200, 'dismissed'], [404, 404]],
      requests: 6,
      size: 0
    })
  })

  await t.test('brings a program that says its version', async t => {
    const { stdout } = await run(join(modules, '.bin', 'jobdouble'), ['--version'], { cwd: project, env })
    t.equal(stdout, `${manifest.version}\n`)
  })

  await t.test('has types that TypeScript accepts at its strictest, without anything else installed', async t => {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const { stdout } = await run(process.execPath, [tsc, '-p', project], { cwd: project, env }).catch((error: { stdout: string }) => error)
    t.equal(stdout, '')
  })

  await t.test('has code that names no package that it does not depend on', async t => {
    const files = (await readdir(join(installed, 'dist'), { recursive: true })).filter(name => name.endsWith('.js') && !name.startsWith('assets'))
    const texts = await Promise.all(files.map(name => readFile(join(installed, 'dist', name), 'utf8')))
    const named = texts.flatMap(text => text.match(/(?<=^(?:import|export)\b[^'"\n]*\bfrom ["'])[^."'][^"']*/gm) ?? [])
    t.ok(named.some(name => isBuiltin(name)), 'imports are found')
    t.same(named.filter(name => !isBuiltin(name) && !(name in manifest.dependencies)), [])
  })
})
