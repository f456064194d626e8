/** Other people's servers, on loopback. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'

const startLimit = 60_000

export interface ServerProgram {
  readonly program: string
  readonly args: string[]
  /** The address at which it will answer. */
  readonly url: string
  readonly env?: NodeJS.ProcessEnv
}

/** Runs a server while the work runs. */
export async function serving<T> ({ program, args, url, env = process.env }: ServerProgram, work: (url: string) => Promise<T>): Promise<T> {
  const server = spawn(program, args, { env, stdio: 'ignore' })
  const kill = () => { server.kill('SIGKILL') }
  process.once('exit', kill)
  try {
    await untilAnswered(url)
    return await work(url)
  } finally {
    kill()
    process.off('exit', kill)
  }
}

export async function freePort (): Promise<number> {
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
  throw new Error(`Nothing answered at ${url} within ${startLimit / 1000} s.`)
}
