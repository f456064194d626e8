/** pygeoapi as it is published, on loopback. */
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, serving as serveProgram } from '../server.ts'
import { must, python, workshop } from '../tools.ts'

const ownFolder = fileURLToPath(new URL('pygeoapi/', import.meta.url))

/** Runs pygeoapi with the processes `hello-world` and `slow` while the work runs. @param script starts it */
export async function withPygeoapi<T> (work: (url: string) => Promise<T>, script = 'serve.py'): Promise<T> {
  const requirements = join(ownFolder, 'requirements.txt')
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
  const env = { ...process.env, PORT: String(port), FOLDER: join(folder, 'results'), PYTHONPATH: ownFolder, PYTHONDONTWRITEBYTECODE: '1', PYGEOAPI_CONFIG: join(ownFolder, 'config.yml'), PYGEOAPI_OPENAPI: join(folder, 'openapi.yml') }
  await must(join(dirname(program), 'pygeoapi'), ['openapi', 'generate', env.PYGEOAPI_CONFIG, '--output-file', env.PYGEOAPI_OPENAPI], { seconds: 120, env })
  return serveProgram({ program, args: [join(ownFolder, script)], url: `http://127.0.0.1:${port}`, env }, work)
}
