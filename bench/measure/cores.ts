import { execFileSync } from 'node:child_process'

/** Which core the servers run on and which one the load comes from. */
export interface Cores { readonly server: string, readonly load: string }

/** The first two cores that this process may use; undefined where there is no `taskset` or only one core. */
function findCores (): Cores | undefined {
  try {
    const answer = execFileSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' })
    const [server, load] = expand(answer.slice(answer.lastIndexOf(':') + 1).trim())
    return server === undefined || load === undefined ? undefined : { server, load }
  } catch {
    return undefined
  }
}

/** `0,2-4` → 0, 2, 3, 4 */
function expand (list: string): string[] {
  return list.split(',').flatMap(range => {
    const [first = 0, last = first] = range.split('-').map(Number)
    return Array.from({ length: last - first + 1 }, (_, index) => String(first + index))
  })
}

export const cores: Cores | undefined = findCores()

/** Moves this process, which sends the load, to its core. */
export function pinLoad (): void {
  if (cores !== undefined) execFileSync('taskset', ['-acp', cores.load, String(process.pid)], { stdio: 'ignore' })
}

/** The command that runs `node` with `args` on the servers' core. */
export function onServerCore (args: readonly string[]): [command: string, args: string[]] {
  const node = [process.execPath, ...args]
  return cores === undefined ? [process.execPath, [...args]] : ['taskset', ['-c', cores.server, ...node]]
}
