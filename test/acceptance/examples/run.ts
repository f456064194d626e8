/** Examples and recipes, run like their readers do: with the packed package, by their own runners. Needs npm, Java and Maven; not part of `npm test`. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'
import { forget, npmInstall, npmPack, plainEnvironment } from '../npm.ts'
import { serve } from '../serve.ts'
import { must, need, python, run, type Ran, type Tally, tallied, workshop } from '../tools.ts'
import { unpackRecipe } from './recipe.ts'
import { fromJson, fromJunit, fromMocha, fromTap, type Result } from './results.ts'

const ownFolder = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = workshop('examples')
const limit = { seconds: 300, env: plainEnvironment }

/** The address of the server for the examples that check one. */
const judging = (url: string) => ({ ...limit, env: { ...plainEnvironment, SERVER_URL: url } })

interface Example { name: string, args: string[], read: (out: string) => Result[], modules: 'esm' | 'cjs' }

const examples: Example[] = [
  { name: 'vitest', args: ['--reporter=json'], read: fromJson, modules: 'esm' },
  { name: 'jest', args: ['--json'], read: fromJson, modules: 'cjs' },
  { name: 'jest-esm', args: ['--json'], read: fromJson, modules: 'esm' },
  { name: 'node-test', args: ['--test-reporter=tap'], read: out => fromTap(out, 0), modules: 'esm' },
  { name: 'tap', args: ['--reporter=tap'], read: out => fromTap(out, 4), modules: 'esm' },
  { name: 'mocha', args: ['--reporter=json'], read: fromMocha, modules: 'cjs' }
]

/** A run without results did not run; a run that failed although all its results passed has failed. */
function count (tally: Tally, name: string, { code, out, err }: Ran, results: Result[]): void {
  for (const { ok, sentence, why } of results) tally.note(ok, `${name}: ${sentence}`, why)
  if (results.length === 0 || (code !== 0 && results.every(({ ok }) => ok))) tally.note(false, `${name}: its tests run to their end`, out + err)
}

/** A failure of one example does not stop the others. */
const attempt = (tally: Tally, name: string, check: () => Promise<void>): Promise<void> =>
  check().catch((fault: Error) => tally.note(false, `${name}: its tests run to their end`, fault.message))

/** A project of its own, with the package and the dependencies in its manifest. */
async function project (name: string, packed: string): Promise<string> {
  const place = join(folder, name)
  await mkdir(place, { recursive: true })
  await forget(place, 'jobdouble')
  await npmInstall(place, [packed])
  return place
}

async function checkExample (tally: Tally, packed: string, url: string, { name, args, read, modules }: Example): Promise<void> {
  const place = join(folder, name)
  await mkdir(place, { recursive: true })
  await cp(join(ownFolder, name), place, { recursive: true })
  const { code } = await transform(await readFile(join(ownFolder, 'job-client.js'), 'utf8'), { format: modules })
  await writeFile(join(place, 'job-client.js'), code)
  await project(name, packed)
  const ran = await run('npm', ['test', '--silent', '--', ...args], { ...judging(url), cwd: place })
  count(tally, name, ran, parsed(read, ran.out))
}

/** A missing report has no results. */
function parsed (read: (out: string) => Result[], out: string): Result[] {
  try {
    return read(out)
  } catch {
    return []
  }
}

/** The recipe in a fresh folder, with the package beside it as the recipe says. */
async function unpacked (name: string, packed: string): Promise<string> {
  const place = join(folder, name)
  for (const old of ['src', 'target']) await rm(join(place, old), { recursive: true, force: true })
  await mkdir(place, { recursive: true })
  await writeFile(join(place, 'package.json'), JSON.stringify({ private: true }))
  await project(name, packed)
  await unpackRecipe(name, place)
  return place
}

/** Each check of a server is a test of pytest; a skipped one has its reason. */
async function judgeByPytest (tally: Tally, packed: string, url: string): Promise<void> {
  const pins = join(ownFolder, 'pytest/requirements.txt')
  const place = await project('pytest', packed)
  const program = await python(place, ['-r', pins], await readFile(pins, 'utf8'))
  const report = join(place, 'server-results.xml')
  await rm(report, { force: true })
  await cp(join(ownFolder, 'pytest/test_server.py'), join(place, 'test_server.py'))
  const { code, out, err } = await run(program, ['-B', '-m', 'pytest', '-p', 'no:cacheprovider', `--junitxml=${report}`, 'test_server.py'], { ...judging(url), cwd: place })
  const results = fromJunit(await readFile(report, 'utf8').catch(() => ''))
  const failed = results.filter(({ ok, why }) => !ok && !why.includes('<skipped'))
  tally.note(code === 0 && results.length > 100 && failed.length === 0, `pytest: ${results.length} checks of a server are tests of their own`, failed.map(({ sentence }) => sentence).join('\n') || out + err)
}

async function checkJunit (tally: Tally, packed: string): Promise<void> {
  await needJava()
  await need('mvn', ['-version'], 'Maven')
  const place = await unpacked('junit', packed)
  // The first build downloads the dependencies, so that the time limit applies to the run itself.
  await must('mvn', ['-q', '-B', 'test-compile'], { ...limit, seconds: 600, cwd: place })
  const ran = await run('mvn', ['-q', '-B', 'test'], { ...limit, cwd: place })
  const reports = join(place, 'target/surefire-reports')
  const files = (await readdir(reports).catch((): string[] => [])).filter(file => file.endsWith('.xml'))
  const texts = await Promise.all(files.map(file => readFile(join(reports, file), 'utf8')))
  count(tally, 'junit', ran, texts.flatMap(fromJunit))
}

async function needJava (): Promise<void> {
  await need('java', ['-version'], 'Java 17 or newer')
  const { err } = await run('java', ['-version'], { seconds: 60 })
  if (!(Number(/version "(\d+)/.exec(err)?.[1]) >= 17)) throw new Error(`The recipe for JUnit needs Java 17 or newer as \`java\`, and this was found: ${err}`)
}

await tallied(async tally => {
  const packed = await npmPack(root, folder)
  const server = await serve([])
  try {
    for (const example of examples) await attempt(tally, example.name, () => checkExample(tally, packed, server.url, example))
    await attempt(tally, 'pytest', () => judgeByPytest(tally, packed, server.url))
    await attempt(tally, 'junit', () => checkJunit(tally, packed))
  } finally {
    await server.stop()
  }
})
