/** A real pygeoapi on loopback, with its built-in processes. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { must, python, workshop } from '../tools.ts'

const startLimit = 60_000

export interface Pygeoapi {
  readonly url: string
  stop (): Promise<void>
}

const configuration = (url: string, folder: string) => ({
  server: {
    bind: { host: '127.0.0.1', port: Number(new URL(url).port) },
    url,
    mimetype: 'application/json; charset=UTF-8',
    encoding: 'utf-8',
    gzip: false,
    languages: ['en-US'],
    pretty_print: true,
    // Below the number of processes: without a limit in the request, the list is incomplete.
    limits: { default_items: 2, max_items: 100 },
    manager: { name: 'TinyDB', connection: join(folder, 'jobs.db'), output_dir: folder },
    map: { url: 'https://example.org/{z}/{x}/{y}.png', attribution: 'none' }
  },
  logging: { level: 'ERROR' },
  metadata: {
    identification: { title: 'Processes', description: 'Processes of pygeoapi', keywords: ['processes'], keywords_type: 'theme', terms_of_service: 'https://example.org', url: 'https://example.org' },
    license: { name: 'none', url: 'https://example.org' },
    provider: { name: 'nobody', url: 'https://example.org' },
    contact: { name: 'nobody', position: 'none', address: 'none', city: 'none', stateorprovince: 'none', postalcode: 'none', country: 'none', phone: 'none', fax: 'none', email: 'nobody@example.org', url: 'https://example.org', hours: 'none', instructions: 'none', role: 'none' }
  },
  resources: {
    'hello-world': { type: 'process', processor: { name: 'HelloWorld' } },
    echo: { type: 'process', processor: { name: 'Echo' } },
    'shapely-functions': { type: 'process', processor: { name: 'ShapelyFunctions' } }
  }
})

/** A port that was free a moment ago: pygeoapi takes no 0. */
function freePort (): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Installs it into a folder of its own if it is missing, starts it, and waits until it answers. */
export async function startPygeoapi (): Promise<Pygeoapi> {
  const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url))
  const program = await python(workshop('import'), ['-r', requirements], await readFile(requirements, 'utf8'))
  const folder = await mkdtemp(join(tmpdir(), 'jobdouble-pygeoapi-'))
  const url = `http://127.0.0.1:${await freePort()}`
  const env = { ...process.env, PYGEOAPI_CONFIG: join(folder, 'config.json'), PYGEOAPI_OPENAPI: join(folder, 'openapi.json') }
  // JSON is YAML.
  await writeFile(env.PYGEOAPI_CONFIG, JSON.stringify(configuration(url, folder)))
  await must(join(dirname(program), 'pygeoapi'), ['openapi', 'generate', env.PYGEOAPI_CONFIG, '--format', 'json', '--output-file', env.PYGEOAPI_OPENAPI], { seconds: 60, env })
  const server = spawn(program, ['-c', `from pygeoapi.flask_app import APP; APP.run(host='127.0.0.1', port=${new URL(url).port}, threaded=True)`], { env, stdio: ['ignore', 'ignore', 'ignore'] })
  const stop = async () => {
    server.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
  process.once('exit', () => { server.kill('SIGKILL') })
  for (const end = Date.now() + startLimit; Date.now() < end; await new Promise(resolve => setTimeout(resolve, 200))) {
    if (await fetch(url).then(({ ok }) => ok, () => false)) return { url, stop }
  }
  await stop()
  throw new Error(`pygeoapi did not answer within ${startLimit / 1000} s.`)
}
