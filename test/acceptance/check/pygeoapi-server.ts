/** pygeoapi as it is published, on loopback. */
import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { must, python, workshop } from '../tools.ts'

const here = fileURLToPath(new URL('pygeoapi/', import.meta.url))
const startLimit = 60_000

/** Runs pygeoapi for as long as the work takes, with the processes `hello-world` and `slow`. @param script what serves it */
export async function withPygeoapi<T> (work: (url: string) => Promise<T>, script = 'serve.py'): Promise<T> {
  const requirements = join(here, 'requirements.txt')
  const program = await python(workshop('check'), ['-r', requirements], await readFile(requirements, 'utf8'))
  const folder = await mkdtemp(join(tmpdir(), 'jobdouble-pygeoapi-'))
  try {
    return await serving(program, folder, script, work)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function serving<T> (program: string, folder: string, script: string, work: (url: string) => Promise<T>): Promise<T> {
  const port = await freePort()
  await mkdir(join(folder, 'results'))
  const env = { ...process.env, PORT: String(port), FOLDER: join(folder, 'results'), PYTHONPATH: here, PYTHONDONTWRITEBYTECODE: '1', PYGEOAPI_CONFIG: join(here, 'config.yml'), PYGEOAPI_OPENAPI: join(folder, 'openapi.yml') }
  await must(join(dirname(program), 'pygeoapi'), ['openapi', 'generate', env.PYGEOAPI_CONFIG, '--output-file', env.PYGEOAPI_OPENAPI], { seconds: 120, env })
  const server = spawn(program, [join(here, script)], { env, stdio: 'ignore' })
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
