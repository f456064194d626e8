import type { ProcessSeed } from '../../../schemas/seed.ts'
import type { CheckOptions } from '../../../src/check/options.ts'
import type { ExampleRuns } from './client-steps.ts'

/** The behaviour of a process's jobs; its description is that of the real server. */
type Behaviour = Pick<ProcessSeed, 'id' | 'cases' | 'plan' | 'results'>

/** A real server on this machine, and how a double is compared with it. */
export interface RealServer {
  /** The persona that it is compared with. */
  readonly persona: string
  /** Runs the server while the work runs. */
  serve<T> (work: (url: string) => Promise<T>): Promise<T>
  /** The same processes for the double. */
  readonly processes: readonly Behaviour[]
  readonly subject: ExampleRuns
  /** The options of the check. */
  readonly check?: CheckOptions
}
