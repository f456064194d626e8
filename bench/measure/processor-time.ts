import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds that the process has spent on a processor, all its threads together; undefined where the system does not tell. */
export function processorTime (pid: number): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.reduce((sum, thread) => sum + nanoseconds(`/proc/${pid}/task/${thread}/schedstat`), 0) / 1e6
  } catch {
    return undefined
  }
}

const nanoseconds = (file: string): number => Number(readFileSync(file, 'utf8').split(' ')[0])
