import { readFileSync } from 'node:fs'

/** The most memory that the process has had so far, in megabytes; undefined where the system does not tell. */
export function mostMemory (pid: number): number | undefined {
  try {
    const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1024 / 1e6
  } catch {
    return undefined
  }
}
