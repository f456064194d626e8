import type { Process } from '../processes/process.ts'

/**
 * A process under the id of its document. Where the server gave it a number, its description has the id of the document,
 * and the number as `processID` (NASA MAAP); an older revision, `id:version`, is described by its own id (Weaver).
 * @param name the id in its document
 */
export const nameProcess = (process: Process, name: string): Process =>
  process.id === name || process.id.startsWith(`${name}:`) ? process : { ...process, members: { ...process.members, id: name, processID: process.id } }
