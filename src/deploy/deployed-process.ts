import type { Validators } from '../inputs/validators.ts'
import type { Process } from '../processes/process.ts'

/** A process that a client deployed. */
export interface DeployedProcess<Description> {
  readonly process: Process
  /** What it was made from, as a seed says it. */
  readonly description: Description
  /** What checks the values of its inputs and outputs; it goes with the process. */
  readonly validators: Validators
  /** The id in its document, where the server gave it another one. */
  readonly name: string
  /** The name of the user that it belongs to; undefined: nobody's. */
  readonly owner: string | undefined
}
