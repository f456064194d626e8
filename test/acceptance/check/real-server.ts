/** pygeoapi as it is published: its report is the one that is kept here, so that another version shows as a difference. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { must, python, type Tally, workshop } from '../tools.ts'
import { check } from './product.ts'

const here = fileURLToPath(new URL('pygeoapi/', import.meta.url))
const startLimit = 60_000

/** What is known of it: each of these must be seen. */
const known = [
  { sentence: 'pygeoapi forgets a job that is dismissed', line: 'family remove' },
  { sentence: 'pygeoapi answers a dismissal without a type', line: 'failed must dismiss/successful/body' },
  { sentence: 'pygeoapi answers a dismissal with JSON under text/html', line: 'failed must dismiss/successful/media-type' },
  { sentence: 'pygeoapi says progress 100 of a job that it dismisses', line: 'failed should dismiss/accepted/not-finished-again' },
  { sentence: 'the worker of pygeoapi goes on after a dismissal, and calls back', line: 'failed must callback/not-after-dismissal' },
  { sentence: 'pygeoapi ignores the filter of the list by status', line: 'failed must job-list/filter/status' }
]

export async function judgeRealServer (tally: Tally): Promise<void> {
  const requirements = join(here, 'requirements.txt')
  const program = await python(workshop('check'), ['-r', requirements], await readFile(requirements, 'utf8'))
  const folder = await mkdtemp(join(tmpdir(), 'jobdouble-pygeoapi-'))
  try {
    const lines = await serving(program, folder, judge)
    for (const { sentence, line } of known) tally.note(lines.includes(line), sentence)
    // What its threads do with dismissals that race is another thing each time.
    const isStable = (line: string) => !line.includes(' dismiss/races/')
    const expected = (await readFile(join(here, 'expected.txt'), 'utf8')).trimEnd().split('\n')
    const difference = [...expected.filter(line => !lines.includes(line)).map(line => `- ${line}`), ...lines.filter(line => isStable(line) && !expected.includes(line)).map(line => `+ ${line}`)]
    tally.note(difference.length === 0, 'the report about pygeoapi is the one that is expected', difference.join('\n'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The report as lines that can be compared. */
async function judge (url: string): Promise<string[]> {
  const { family, table, checks } = await check(url, { strict: true })
  return [`family ${family}`, ...table.map(({ state, subject }) => `state ${state}: ${subject || 'not seen'}`), ...checks.map(({ verdict, level, id }) => `${verdict} ${level} ${id}`).sort()]
}

/** Runs pygeoapi on a free port of loopback for as long as the work takes. */
async function serving<T> (program: string, folder: string, work: (url: string) => Promise<T>): Promise<T> {
  const port = await freePort()
  await mkdir(join(folder, 'results'))
  const env = { ...process.env, PORT: String(port), FOLDER: join(folder, 'results'), PYTHONPATH: here, PYTHONDONTWRITEBYTECODE: '1', PYGEOAPI_CONFIG: join(here, 'config.yml'), PYGEOAPI_OPENAPI: join(folder, 'openapi.yml') }
  await must(join(dirname(program), 'pygeoapi'), ['openapi', 'generate', env.PYGEOAPI_CONFIG, '--output-file', env.PYGEOAPI_OPENAPI], { seconds: 120, env })
  const server = spawn(program, [join(here, 'serve.py')], { env, stdio: 'ignore' })
  const kill = () => { server.kill('SIGKILL') }
  process.once('exit', kill)
  try {
    const url = `http://127.0.0.1:${port}`
    await untilAnswered(url)
    return await work(url)
  } finally {
    kill()
    process.off('exit', kill)
  }
}

async function freePort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilAnswered (url: string): Promise<void> {
  const end = performance.now() + startLimit
  while (performance.now() < end) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return
    await setTimeout(300)
  }
  throw new Error(`pygeoapi did not answer at ${url} within ${startLimit / 1000} s.`)
}
