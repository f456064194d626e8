/** The service and health check of the image, with its environment and that of the user. */
import { cp, readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { start } from '../serve.ts'
import { run, type Tally } from '../tools.ts'
import type { Image } from './dockerfile.ts'

export interface Built {
  readonly image: Image
  /** The folder that represents the root of the last stage. */
  readonly root: string
  readonly node: string
}

type Variables = Readonly<Record<string, string>>

/** A command of the image, with a folder as its root. */
export const commandIn = ({ root, node }: Built, [program = '', ...args]: readonly string[]): [string, string[]] =>
  [program === 'node' ? node : program, args.map(arg => arg.startsWith('/') ? join(root, arg) : arg)]

export async function freePort (): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return String(port)
}

async function withService (built: Built, variables: Variables, work: (url: string, isHealthy: () => Promise<boolean>) => Promise<void>): Promise<void> {
  const { image, root } = built
  const env = { ...image.env, ...variables }
  const cwd = join(root, 'seed')
  const isHealthy = async () => {
    const [program, args] = commandIn(built, image.health)
    return (await run(program, args, { seconds: 20, cwd, env })).code === 0
  }
  const [program, args] = commandIn(built, [...image.entrypoint, ...image.command])
  const { url, stop } = await start(program, args, { cwd, env })
  await work(url.replace('0.0.0.0', '127.0.0.1'), isHealthy).finally(stop)
  if (await isHealthy()) throw new Error('The health check says that the double is well after its end.')
}

/** The paths and variables in compose.yaml. */
interface ComposeService { readonly volumes: readonly string[], readonly environment: Variables }

export async function checkService (tally: Tally, built: Built, repository: string, { volumes, environment }: ComposeService): Promise<void> {
  const files = await readdir(join(built.root, 'jobdouble'), { recursive: true })
  const licences = await Promise.all(['LICENSE', 'dist/THIRD-PARTY-LICENSES'].map(file => readFile(join(built.root, 'jobdouble', file), 'utf8')))
  tally.note(!files.includes('node_modules') && !files.includes('src') && licences.every(text => text.length > 500), 'it holds the program and its licences, and neither packages nor sources')
  const [seeds = ''] = volumes.map(volume => volume.split(':')).filter(([, target]) => target === '/seed').map(([source]) => source)
  await cp(join(repository, seeds), join(built.root, 'seed'), { recursive: true })
  const port = await freePort()
  await withService(built, { JOBDOUBLE_PORT: port, JOBDOUBLE_SEED: environment['JOBDOUBLE_SEED']!, JOBDOUBLE_CONTROL_KEY: '' }, async (url, isHealthy) => {
    tally.note((await fetch(`${url}/processes/ndvi`)).status === 200, 'the seed of compose.yaml is served from /seed')
    tally.note((await fetch(`${url}/__admin/worlds`)).status === 404, 'without a key there is no control façade')
    tally.note(await isHealthy(), 'the health check follows the port')
  })
  const variables = { JOBDOUBLE_HOST: '127.0.0.1', JOBDOUBLE_PORT: await freePort(), JOBDOUBLE_BASE_PATH: '/ogc', JOBDOUBLE_CONTROL_KEY: 'secret' }
  await withService(built, variables, async (url, isHealthy) => {
    const control = `${new URL(url).origin}/__admin/worlds`
    const statuses = [(await fetch(control)).status, (await fetch(control, { headers: { 'x-control-key': 'secret' } })).status]
    tally.note(statuses.join() === '401,200', 'one variable, the key, brings the control façade', statuses.join())
    tally.note(url.endsWith('/ogc') && await isHealthy(), 'the health check follows host and base path')
  })
  tally.note(true, 'SIGTERM ends it, and then it is not healthy')
}
