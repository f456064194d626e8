import { echo } from './echo.ts'
import { fail } from './fail.ts'
import { hold } from './hold.ts'
import type { Process } from './process.ts'

/** Everything that can be executed through OGC, by id, in the order in which it is listed. */
export const builtInProcesses: ReadonlyMap<string, Process> = new Map([echo, fail, hold].map(process => [process.id, process]))
