import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A started `jobdouble serve`: its address, its ready line, and how to end it. */
export interface Served {
  url: string
  ready: Record<string, unknown>
  /** The exit of the process, with the end of its log; undefined while it runs. */
  ended: () => string | undefined
  /** Sends a signal, and waits for the line of JSON on standard output that answers it. */
  signal: (name: NodeJS.Signals) => Promise<Record<string, unknown>>
  stop: () => Promise<void>
}

/** Arguments of Node's own, before the program. */
interface NodeOptions { readonly node?: readonly string[] }

const root = fileURLToPath(new URL('../../', import.meta.url))
const startLimit = 60_000
const stopLimit = 10_000

/** Starts the built server like a user, on a free port, and waits for its ready line. */
export const serve = (args: string[], { node = [] }: NodeOptions = {}): Promise<Served> =>
  start(process.execPath, [...node, 'dist/cli.js', 'serve', '--port', '0', ...args], { cwd: root })

/** Starts a server program, and waits for its ready line. */
export async function start (program: string, args: string[], options: { cwd: string, env?: NodeJS.ProcessEnv }): Promise<Served> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const log = tail(child)
  const kill = () => { child.kill('SIGKILL') }
  process.once('exit', kill)
  try {
    const ready = await readyLine(child)
    return {
      url: String(ready['url']),
      ready,
      ended: () => hasEnded(child) ? `${child.signalCode ?? `exit code ${child.exitCode}`}: ${log()}` : undefined,
      signal: name => signalled(child, name),
      stop: () => stop(child).finally(() => process.off('exit', kill))
    }
  } catch (error) {
    kill()
    throw new Error(`${(error as Error).message}\n${log()}`)
  }
}

/** The end of the log, which is needed only if the start fails. */
function tail (child: ChildProcess): () => string {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => { text = (text + chunk).slice(-4_000) })
  return () => text.trim()
}

/** Whichever comes first: the ready line, the end of the process, or the time limit. */
function readyLine (child: ChildProcess): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`The server was not ready within ${startLimit / 1000} s.`)), startLimit).unref()
    child.once('error', reject)
    child.once('close', (code, signal) => reject(new Error(`The server ended before it was ready (${signal ?? code}).`)))
    createInterface({ input: child.stdout! }).on('line', line => {
      const message = parse(line)
      if (message['event'] === 'ready' && typeof message['url'] === 'string') resolve(message)
    })
  })
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

async function signalled (child: ChildProcess, name: NodeJS.Signals): Promise<Record<string, unknown>> {
  const ended = new AbortController()
  child.once('exit', () => ended.abort(new Error(`The server ended at ${name}.`)))
  const answer = once(child.stdout!, 'data', { signal: AbortSignal.any([ended.signal, AbortSignal.timeout(startLimit)]) })
  child.kill(name)
  const [line] = await answer
  return parse(String(line))
}

/** Lines that are not JSON objects are ignored. */
function parse (line: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(line))
  } catch {
    return {}
  }
}

/** SIGTERM requests an orderly end; a server without one has failed. */
async function stop (child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return
  child.kill('SIGTERM')
  const [, signal] = await Promise.race([once(child, 'exit'), once(AbortSignal.timeout(stopLimit), 'abort').then(() => [null, 'none'])])
  if (signal !== 'none') return
  child.kill('SIGKILL')
  throw new Error(`The server did not stop within ${stopLimit / 1000} s of SIGTERM.`)
}
