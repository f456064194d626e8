import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** How a program ended, and all that it printed. */
export interface Outcome {
  code: number | null
  output: string
}

/** Runs a program to its end. It is killed at `limit`, and when this process ends. */
export async function run (command: string, args: string[], limit: AbortSignal): Promise<Outcome> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], signal: limit, killSignal: 'SIGKILL' })
  const printed = collect(child)
  const kill = () => { child.kill('SIGKILL') }
  process.once('exit', kill)
  try {
    const [code] = await once(child, 'close')
    return { code, output: printed() }
  } catch (error) {
    throw limit.aborted ? new Error(`${command} was stopped at the time limit. Its last words:\n${lastLines(printed(), 10)}`) : error
  } finally {
    process.off('exit', kill)
  }
}

/** Both streams in the order of arrival, as on a terminal. */
function collect (child: ChildProcess): () => string {
  const chunks: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  return () => chunks.join('')
}

export function lastLines (text: string, count: number): string {
  return text.trimEnd().split('\n').slice(-count).join('\n')
}
