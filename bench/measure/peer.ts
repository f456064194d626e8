import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { Cost } from './compare.ts'
import { cores } from './cores.ts'
import { Load, type Supply } from './load.ts'
import { processorTime } from './processor-time.ts'

/** Another server: its command, its address, and its configuration. */
export interface PeerProgram {
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly port: number
  /** A path that answers 200 once it is ready. */
  readonly path: string
  readonly prepare?: (url: string) => Promise<void>
}

const patience = 90_000

/** A server of other people that runs, on the servers' core, and the connections to it. */
export class Peer {
  readonly #pid: number
  readonly #load: Load
  readonly stop: () => Promise<void>

  private constructor (pid: number, load: Load, stop: () => Promise<void>) {
    this.#pid = pid
    this.#load = load
    this.stop = stop
  }

  static async start ({ command, args, cwd, port, path, prepare }: PeerProgram): Promise<Peer> {
    const whole = cores === undefined ? [command, ...args] : ['taskset', '-c', cores.server, command, ...args]
    const child = spawn(whole[0]!, whole.slice(1), { cwd, stdio: 'ignore' })
    const kill = () => { child.kill('SIGKILL') }
    process.once('exit', kill)
    const exited = once(child, 'exit').catch(() => [])
    const stop = async () => {
      process.off('exit', kill)
      kill()
      await exited
    }
    const url = `http://127.0.0.1:${port}`
    try {
      await Promise.race([prepared(url, path, prepare), exited.then(() => { throw new Error(`${command} ended before it was ready`) })])
      return new Peer(child.pid!, await Load.connect(url), stop)
    } catch (error) {
      await stop()
      throw error
    }
  }

  /** What an answer costs, on average over all that `supply` asks. */
  async cost (supply: Supply): Promise<Cost> {
    const before = processorTime(this.#pid)
    const { answers, milliseconds } = await this.#load.run(supply)
    const after = processorTime(this.#pid)
    return { clock: milliseconds / answers, processor: before === undefined || after === undefined ? undefined : (after - before) / answers }
  }

  close (): Promise<void> {
    this.#load.close()
    return this.stop()
  }
}

/** Waits until it listens, configures it, and waits until it answers. */
async function prepared (url: string, path: string, prepare: PeerProgram['prepare']): Promise<void> {
  const asked = async (target: string) => (await fetch(target).catch(() => undefined))?.status
  const end = Date.now() + patience
  while (await asked(url) === undefined && Date.now() < end) await wait(200)
  await prepare?.(url)
  for (let status = await asked(url + path); status !== 200; status = await asked(url + path)) {
    if (Date.now() > end) throw new Error(`${url}${path} answers ${status}; expected 200.`)
    await wait(200)
  }
}
