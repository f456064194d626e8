import type { ProcessSeed } from '../../../schemas/seed.ts'
import type { JsonObject } from './read-json.ts'
import type { Answer } from './http-source.ts'

/** What was read from a server or files, before it becomes a seed. */
export interface ImportedContent {
  /** Descriptions of processes with their source: an address, or a file. */
  readonly descriptions: readonly { readonly description: JsonObject, readonly from: string }[]
  /** Results of a job, by process id. */
  readonly results: ReadonlyMap<string, Answer>
  /** What could not be read, one sentence each. */
  readonly remarks: readonly string[]
  /** Observed plans and cases, by process id. */
  readonly plans?: ReadonlyMap<string, Pick<ProcessSeed, 'plan' | 'cases'>>
}

/** Whether this is the description of a process, and not only a summary. */
export const isDescription = ({ id, inputs, outputs }: JsonObject): boolean => typeof id === 'string' && (inputs !== undefined || outputs !== undefined)
