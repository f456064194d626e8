/** Debian's HAProxy, with the configuration from the documentation. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { must, need, run, workshop } from '../tools.ts'

const folder = workshop('scale')
const patience = 10_000

/** The executable, and the folder of its libraries if they are not installed. */
interface Installed { readonly program: string, readonly env: NodeJS.ProcessEnv }

/** The installed one, or that of Debian's package, unpacked without installation. */
async function install (): Promise<Installed> {
  if ((await run('haproxy', ['-v'], { seconds: 10 })).code === 0) return { program: 'haproxy', env: process.env }
  const [root, program] = [join(folder, 'root'), join(folder, 'root/usr/sbin/haproxy')]
  const env = { ...process.env, LD_LIBRARY_PATH: join(root, 'usr/lib', `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`) }
  if ((await run(program, ['-v'], { seconds: 10, env })).code === 0) return { program, env }
  await mkdir(root, { recursive: true })
  await need('apt-get', ['--version'], 'HAProxy (on Debian: apt-get install haproxy), or what its package can be fetched with')
  if (process.getuid?.() === 0) await run('apt-get', ['update'], { seconds: 120 })
  const { out } = await must('apt-get', ['install', '--simulate', '--no-install-recommends', 'haproxy'], { seconds: 60 })
  const missing = [...out.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name)
  await must('apt-get', ['download', ...missing], { seconds: 120, cwd: folder })
  for (const file of await readdir(folder)) if (file.endsWith('.deb')) await must('dpkg', ['-x', join(folder, file), root], { seconds: 60 })
  await must(program, ['-v'], { seconds: 10, env })
  return { program, env }
}

/** The configuration of the documentation. */
async function writeConfiguration (): Promise<string> {
  const page = await readFile(new URL('../../../docs/scale.md', import.meta.url), 'utf8')
  const [, configuration] = /^```haproxy\n(.*?)^```$/ms.exec(page) ?? []
  if (configuration === undefined) throw new Error('docs/scale.md has no configuration of HAProxy.')
  const file = join(folder, 'haproxy.cfg')
  await writeFile(file, configuration)
  return file
}

/** An address of this machine without a listener. */
async function freeAddress (): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return `127.0.0.1:${port}`
}

/** A running proxy: its address, and how to stop it. */
export interface Proxy { readonly url: string, stop (): Promise<void> }

/** Starts it in front of three doubles. */
export async function startProxy (doubles: readonly string[]): Promise<Proxy> {
  const { program, env } = await install()
  const [configuration, address] = [await writeConfiguration(), await freeAddress()]
  const places = Object.fromEntries(doubles.map((url, index) => [`DOUBLE${index + 1}`, new URL(url).host]))
  const own = { ...env, ...places, PROXY: address }
  await must(program, ['-c', '-f', configuration], { seconds: 10, env: own })
  const child = spawn(program, ['-db', '-f', configuration], { env: own, stdio: 'ignore' })
  const kill = () => { child.kill('SIGKILL') }
  process.once('exit', kill)
  const url = `http://${address}`
  await answers(url)
  return {
    url,
    async stop () {
      process.off('exit', kill)
      child.kill('SIGKILL')
      await once(child, 'exit')
    }
  }
}

/** Waits until the proxy listens and its first health checks have passed. */
async function answers (url: string): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await wait(100)) {
    if (await fetch(url, { headers: { accept: 'application/json' } }).then(({ ok }) => ok, () => false)) return
  }
  throw new Error(`HAProxy does not answer at ${url}.`)
}
