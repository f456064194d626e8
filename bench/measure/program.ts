import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onServerCore } from './cores.ts'

/** A server in a process of its own, on the servers' core. */
export interface Program {
  readonly url: string
  readonly pid: number
  stop (): Promise<void>
}

const running = new Set<ChildProcess>()
const patience = 30_000

/** Starts `node` with `args`, which says where it listens in its first line on standard output: JSON with a `url`. */
export async function startProgram (args: readonly string[]): Promise<Program> {
  const [command, commandArgs] = onServerCore(args)
  const child = spawn(command, commandArgs, { stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  child.once('exit', () => running.delete(child))
  const complaints = collect(child)
  const line = await firstLine(child)
  if (line === undefined || child.pid === undefined) throw new Error(`${args.join(' ')} did not start:\n${complaints()}`)
  return { url: JSON.parse(line).url, pid: child.pid, stop: () => stop(child) }
}

/** Stops whatever still runs. */
export async function stopPrograms (): Promise<void> {
  await Promise.all([...running].map(stop))
}

process.once('exit', () => running.forEach(child => child.kill('SIGKILL')))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Reads what it says on standard error, so that it never waits for a reader; the last of it is kept. */
function collect (child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => { text = (text + chunk).slice(-2000) })
  return () => text
}

async function firstLine ({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) return undefined
  const lines = createInterface(stdout)
  const timeout = setTimeout(() => lines.close(), patience)
  try {
    const [line] = await Promise.race([once(lines, 'line'), once(lines, 'close')])
    return line
  } finally {
    clearTimeout(timeout)
  }
}

async function stop (child: ChildProcess): Promise<void> {
  if (!running.has(child)) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const timeout = setTimeout(() => child.kill('SIGKILL'), 3000)
  await exited
  clearTimeout(timeout)
}
