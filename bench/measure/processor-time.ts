import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of processor time of the process with all its threads; undefined if the system does not report it. */
export function processorTime (pid: number): number | undefined {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.reduce((sum, thread) => sum + nanoseconds(`/proc/${pid}/task/${thread}/schedstat`), 0) / 1e6
  } catch {
    return undefined
  }
}

const nanoseconds = (file: string): number => Number(readFileSync(file, 'utf8').split(' ')[0])
