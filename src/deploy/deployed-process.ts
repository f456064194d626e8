import type { Validators } from '../inputs/validators.ts'
import type { Process } from '../processes/process.ts'

/** A process that a client deployed. */
export interface DeployedProcess<Description> {
  readonly process: Process
  /** The process as a seed describes it. */
  readonly description: Description
  /** Checks values of its inputs and outputs; discarded together with the process. */
  readonly validators: Validators
  /** The id in its document, if the server gave it another one. */
  readonly name: string
  /** The name of its owner; undefined if it belongs to no user. */
  readonly owner: string | undefined
}
