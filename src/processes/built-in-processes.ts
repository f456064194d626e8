import { echo } from './echo.ts'
import { fail } from './fail.ts'
import { hold } from './hold.ts'
import type { Process } from './process.ts'

/** The built-in processes by id, in the order in which they are listed. */
export const builtInProcesses: ReadonlyMap<string, Process> = new Map([echo, fail, hold].map(process => [process.id, process]))
