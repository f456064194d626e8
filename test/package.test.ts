import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build, type BuildOptions } from 'esbuild'
import t from 'tap'
import { validateSeed } from '../src/seed/validate-seed.ts'
import { withoutHooks } from './without-hooks.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

const execute = promisify(execFile)

/** Runs a program in a folder as its users do. */
function run (program: string, args: readonly string[], cwd: string): Promise<{ stdout: string, stderr: string }> {
  const [command, ...words] = withoutHooks(program, ...args)
  return execute(command, words, { cwd })
}

const script = `
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
const sequence = [launch.status, await ask('GET'), await ask('DELETE'), await ask('GET'), await ask('DELETE'), await ask('GET')]
console.log(JSON.stringify({ sequence, requests: double.requests.count(), size: double.jobs.size() }))
await double.close()
`

const scripts = {
  'script.mjs': `import { createDouble } from 'jobdouble'\n${script}`,
  'script.cjs': `const { createDouble } = require('jobdouble')\nasync function main () {\n${script}\n}\nmain()`
}

const consumer = `
import { createDouble, loadSeed, InvalidArgument, JobError, SeedError, type CallbackAttempt, type Clock, type ClockHandle, type DismissPolicy, type Double, type DoubleOptions, type Fault, type FaultsHandle, type JobAddition, type JobDetails, type JobFailure, type JobFinish, type JobSelection, type JobsHandle, type JobStatus, type JournalEntry, type LifecycleHandle, type Progression, type ProgressionBody, type ProviderStateValues, type RegisteredFault, type RequestPattern, type RequestsHandle, type Seed, type SeedSource, type Settings, type SettingsChange, type SnapshotsHandle, type Transition, type WorldHandle } from 'jobdouble'

const seed: Seed = { jobs: [{ id: 'a', process: 'hold', plan: { running: 'forever' } }], users: [{ name: 'me', token: 'x', projects: { 1: 'execute' } }] }
const double = await createDouble({ clock: 'manual', seed, dismiss: 'gone', logLevel: 'silent' })
const steps: readonly Transition[] = await double.clock.advance('1s')
const job: JobDetails | undefined = double.jobs.get('a')
const added: JobDetails = await double.jobs.add({ process: 'echo', status: 'running', progress: 40 })
console.log(added.status satisfies JobStatus, job?.progress.toFixed(0), (await double.jobs.finish(added.id, { results: { message: 'x' } })).results)
await double.reset(await loadSeed(new URL('./seed.yaml', import.meta.url)).catch((error: SeedError) => { console.log(error.message); return seed }))
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

// @ts-expect-error The store is no part of it.
real.jobs.submit([])

export const errors = [InvalidArgument, JobError, SeedError]
export type Everything = [CallbackAttempt, Clock, ClockHandle, DismissPolicy, DoubleOptions, Fault, FaultsHandle, JobAddition, JobFailure, JobFinish, JobSelection, JobsHandle, JournalEntry, LifecycleHandle, Progression, ProgressionBody, ProviderStateValues, RegisteredFault, RequestPattern, RequestsHandle, SeedSource, Settings, SettingsChange, SnapshotsHandle]
`

/** Errors in the consumer and in the package's declarations; declarations of TypeScript and Node are not judged. */
const typeCheck = `
import ts from ${JSON.stringify(join(root, 'node_modules/typescript/lib/typescript.js'))}
const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile)
const { options, fileNames, errors } = ts.parseJsonConfigFileContent(config, ts.sys, '.')
const program = ts.createProgram(fileNames, options)
const files = program.getSourceFiles().filter(({ fileName }) => fileName === 'consumer.ts' || fileName.includes('/node_modules/jobdouble/'))
const problems = [...errors, ...program.getOptionsDiagnostics(), ...files.flatMap(file => ts.getPreEmitDiagnostics(program, file))]
console.log(JSON.stringify({ files: files.length, problems: problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')) }))
`

const compilerOptions = { strict: true, module: 'NodeNext', target: 'ES2022', lib: ['ES2022'], types: ['node'], exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true }

t.test('the package as it is published', async t => {
  // Outside of the repository, whose packages would otherwise be found.
  const folder = await mkdtemp(join(tmpdir(), 'jobdouble-package-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const project = join(folder, 'project')
  for (const name of ['node_modules/jobdouble', 'node_modules/.bin']) await mkdir(join(project, name), { recursive: true })
  const sources = { 'package.json': JSON.stringify({ private: true, type: 'module' }), ...scripts, 'type-check.mjs': typeCheck, 'consumer.ts': consumer, 'tsconfig.json': JSON.stringify({ compilerOptions, files: ['consumer.ts'] }) }
  for (const [name, text] of Object.entries(sources)) await writeFile(join(project, name), text)
  const modules = join(project, 'node_modules')
  const installed = join(modules, 'jobdouble')

  // The bundle is there already. The declarations take longer, and no other test needs them.
  await run(process.execPath, ['build/types.js'], root)
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root)
  const [packed] = JSON.parse(stdout) as [{ filename: string, files: { path: string }[] }]
  await run('tar', ['-xzf', join(folder, packed.filename), '-C', installed, '--strip-components', '1'], root)
  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'))

  // The package has no dependencies; a TypeScript user has the types of Node.
  await mkdir(join(modules, '@types'))
  await symlink(join(root, 'node_modules/@types/node'), join(modules, '@types/node'), 'dir')
  await symlink(join('..', 'jobdouble', manifest.bin.jobdouble), join(modules, '.bin', 'jobdouble'))

  const files = packed.files.map(({ path }) => path)

  await t.test('holds the program, its types, the seed\'s schema, the licences and what to read, and no sources or tests', async t => {
    for (const file of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'docs/benchmarks.md', 'dist/THIRD-PARTY-LICENSES', 'dist/cli.js', 'dist/program.cjs', 'dist/load.cjs', 'dist/index.js', 'dist/index.cjs', 'dist/seed.schema.json', 'dist/check.js', 'dist/check.cjs', 'dist/check.d.ts', 'dist/check.d.cts', 'dist/check-report.schema.json', 'dist/index.d.ts', 'dist/index.d.cts']) {
      t.ok(files.includes(file), file)
    }
    t.same(files.filter(file => !/^(dist\/.*|docs\/.*\.(md|png|yaml)|package\.json|LICENSE|(README|CHANGELOG|CONTRIBUTING|SECURITY)\.md)$/.test(file)), [])
    t.same(files.filter(file => /\.test\.|(?<!\.d)\.[cm]?ts$/.test(file)), [])
  })

  await t.test('everything that its manifest points to is there', async t => {
    const { bin, main, types, exports } = manifest
    for (const target of [bin.jobdouble, main, types, ...targetsOf(exports)]) t.ok((await readFile(join(installed, target))).length > 0, target)
  })

  await t.test('brings no other package along', t => {
    t.notOk('dependencies' in manifest)
    t.same(Object.keys(manifest.peerDependencies).filter(name => manifest.peerDependenciesMeta[name]?.optional !== true), [])
    t.end()
  })

  await t.test('what its documents link to is in it', async t => {
    for (const document of files.filter(file => file.endsWith('.md'))) {
      for (const [, target = ''] of (await readFile(join(installed, document), 'utf8')).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
        const path = join(dirname(document), target).replace(/\/$/, '')
        t.ok(files.some(file => file === path || file.startsWith(`${path}/`)), `${document}: ${target}`)
      }
    }
  })

  for (const name of Object.keys(scripts)) {
    await t.test(`is loaded by plain JavaScript, ${name}: a job is launched, dismissed and gone, through a real port`, async t => {
      const { stdout, stderr } = await run(process.execPath, [name], project)
      t.equal(stderr, '')
      t.same(JSON.parse(stdout), {
        sequence: [201, [200, 'running'], [200, 'dismissed'], [200, 'dismissed'], [200, 'dismissed'], [404, 404]],
        requests: 6,
        size: 0
      })
    })
  }

  await t.test('refuses a wrong seed as its sources do: what judges seeds was compiled when it was built', async t => {
    const seeds = [{ jobs: [{ process: 'hodl' }], plan: 3 }, { jobs: [{ id: 5, age: -1, plan: { running: 'never' } }] }, { processes: [{ id: 'p', inputs: { a: { schema: { type: 'strin' } } } }] }, { users: [{ name: 'a' }] }]
    const source = `import { createDouble } from 'jobdouble'\nfor (const seed of ${JSON.stringify(seeds)}) await createDouble({ seed }).catch(error => console.log(JSON.stringify(error.message)))`
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', source], project)
    const messages = stdout.trim().split('\n').map(line => JSON.parse(line) as string)
    t.equal(messages.length, seeds.length)
    for (const [index, seed] of seeds.entries()) for (const problem of validateSeed(seed)) t.ok(messages[index]?.includes(problem), problem)
  })

  await t.test('brings a program that says its version', async t => {
    const { stdout } = await run(join(modules, '.bin', 'jobdouble'), ['--version'], project)
    t.equal(stdout, `${manifest.version}\n`)
  })

  await t.test('has types that TypeScript accepts at its strictest, without anything else installed', async t => {
    const { stdout } = await run(process.execPath, ['type-check.mjs'], project)
    t.same(JSON.parse(stdout), { files: 2, problems: [] })
  })

  await t.test('has types that declare the values that are there, for both kinds of modules', async t => {
    const declared = async (file: string) => /^export \{ (.*) \};$/m.exec(await readFile(join(installed, file), 'utf8'))?.[1]?.split(', ')
    const values = async (file: string) => Object.keys(await import(join(installed, file))).filter(name => !['default', 'module.exports'].includes(name))
    for (const name of ['index', 'check']) {
      t.same(await declared(`dist/${name}.d.ts`), await values(`dist/${name}.js`))
      t.same(await declared(`dist/${name}.d.cts`), await values(`dist/${name}.cjs`))
    }
  })

  await t.test('has code that loads no package', async t => {
    const code = (await readdir(join(installed, 'dist'), { recursive: true })).filter(name => /\.c?js$/.test(name) && !name.startsWith('assets'))
    const { metafile } = await build({ entryPoints: code.map(name => ({ in: join(installed, 'dist', name), out: name })), bundle: true, platform: 'node', format: 'esm', outdir: folder, write: false, metafile: true, logLevel: 'silent' })
    const loaded = Object.values(metafile.inputs).flatMap(({ imports }) => imports).filter(({ external, path }) => external === true && path !== '<runtime>').map(({ path }) => path)
    t.ok(loaded.some(name => isBuiltin(name)), 'imports are found')
    t.same(loaded.filter(name => !isBuiltin(name)), [])
  })

  await t.test('has the licence of every package that is bundled', async t => {
    const licences = await readFile(join(installed, 'dist/THIRD-PARTY-LICENSES'), 'utf8')
    const texts = licences.split(`\n${'-'.repeat(80)}\n\n`)
    const bundled = await bundledPackages()
    t.ok(bundled.size > 50, 'bundled packages are found')
    for (const name of bundled) {
      const text = texts.find(text => text.startsWith(`${name} `))
      t.match(text, /^.+ \(.+\)\n\n[^]*(Permission|permission|licen[cs]e)/i, name)
    }
    t.same(texts.map(text => text.split(' ')[0] ?? '').filter(name => !bundled.has(name)), [], 'and of no other')
  })
})

type Target = string | { readonly [condition: string]: Target }

const targetsOf = (target: Target): string[] => typeof target === 'string' ? [target] : Object.values(target).flatMap(targetsOf)

/** The packages that esbuild reads. */
async function bundledPackages (): Promise<Set<string>> {
  const [{ program, lazyPackages }, { pages }] = await Promise.all(['program', 'pages'].map(name => import(join(root, 'build', `${name}.js`)))) as [{ program: BuildOptions, lazyPackages: BuildOptions[] }, { pages: BuildOptions }]
  const bundles = await Promise.all([program, ...lazyPackages, pages].map(options => build({ ...options, absWorkingDir: root, write: false, metafile: true })))
  const files = bundles.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}))
  return new Set(files.flatMap(file => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? []))
}

t.test('both packages have one version, and a tag of another one is refused', async t => {
  const read = (file: string) => readFile(join(root, file), 'utf8')
  const { version } = JSON.parse(await read('package.json'))
  t.match(await read('python/pyproject.toml'), `\nversion = "${version}"\n`)
  await t.rejects(run(process.execPath, ['build/release-notes.js', 'v0.0.0'], root), { code: 1, stderr: `the tag is v0.0.0; expected v${version}, as package.json says` })
})

t.test('the notes of a release are what the changelog says of its version, and what is missing for it is said', async t => {
  const { readReleaseNotes } = await import(join(root, 'build/read-release-notes.js')) as { readReleaseNotes: (release: object) => { notes: string, problems: string[] } }
  const changelog = '# Changelog\n\n## 0.2.0 – 2027-01-31\n\n- New.\n\n### Faults\n\n- Mended.\n\n## 0.1.0 – unreleased\n\n'
  const release = { tag: 'v0.2.0', manifest: { version: '0.2.0', repository: { url: 'git+https://host.example/Owner/jobdouble.git' } }, pyproject: 'name = "x"\nversion = "0.2.0"\n', changelog }
  const notes = '- New.\n\n### Faults\n\n- Mended.'
  t.same(readReleaseNotes(release), { notes, problems: [] })
  t.same(readReleaseNotes({ ...release, repository: 'owner/jobdouble' }), { notes, problems: [] })
  const old = { tag: 'v0.1.0', manifest: { version: '0.1.0' }, pyproject: 'version = "0.1.0"\n', changelog }
  const none = { ...old, tag: 'v0.3.0', manifest: { version: '0.3.0' } }
  for (const [of, problems] of [
    [{ ...release, tag: 'v0.2.1' }, ['the tag is v0.2.1; expected v0.2.0, as package.json says']],
    [{ ...release, pyproject: 'version = "0.2.1"\n' }, ['python/pyproject.toml says 0.2.1; expected 0.2.0']],
    [{ ...release, repository: 'somebody/jobdouble' }, ['package.json has the repository "git+https://host.example/Owner/jobdouble.git"; expected that of somebody/jobdouble']],
    [{ ...old, repository: 'owner/jobdouble' }, ['CHANGELOG.md has "## 0.1.0 – unreleased"; expected "## 0.1.0 – YYYY-MM-DD"', 'CHANGELOG.md says nothing of 0.1.0', 'package.json has the repository ""; expected that of owner/jobdouble']],
    [none, ['python/pyproject.toml says 0.1.0; expected 0.3.0', 'CHANGELOG.md has ""; expected "## 0.3.0 – YYYY-MM-DD"', 'CHANGELOG.md says nothing of 0.3.0']],
    [{ ...release, tag: 'v0.2.0-rc.1', manifest: { ...release.manifest, version: '0.2.0-rc.1' }, pyproject: 'version = "0.2.0-rc.1"\n', changelog: changelog.replace('0.2.0', '0.2.0-rc.1') }, ['package.json says 0.2.0-rc.1; expected three numbers, such as 0.2.0']]
  ] as const) t.same(readReleaseNotes(of).problems, problems)
})
