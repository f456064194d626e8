import type { ProcessSeed } from '../../../schemas/seed.ts'
import type { JsonObject } from './read-json.ts'
import type { Answer } from './http-source.ts'

/** What was read, before it becomes a seed. */
export interface ImportedContent {
  /** Descriptions of processes, and where they came from: an address, or a file. */
  readonly descriptions: readonly { readonly description: JsonObject, readonly from: string }[]
  /** What a job of a process came to, by the id of the process. */
  readonly results: ReadonlyMap<string, Answer>
  /** What could not be read, a sentence each. */
  readonly remarks: readonly string[]
  /** What jobs of a process do, by the id of the process, where that was seen. */
  readonly plans?: ReadonlyMap<string, Pick<ProcessSeed, 'plan' | 'cases'>>
}

/** Whether this describes a process, rather than only naming it. */
export const isDescription = ({ id, inputs, outputs }: JsonObject): boolean => typeof id === 'string' && (inputs !== undefined || outputs !== undefined)
