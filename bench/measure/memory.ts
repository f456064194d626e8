import { readFileSync } from 'node:fs'

/** The peak memory of the process so far, in megabytes; undefined if the system does not report it. */
export function mostMemory (pid: number): number | undefined {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024 / 1e6
  } catch {
    return undefined
  }
}
