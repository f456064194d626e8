import type { ProcessSeed } from '../../../schemas/seed.ts'
import type { CheckOptions } from '../../../src/check/options.ts'
import type { ExampleRuns } from './client-steps.ts'

/** What jobs of a process do; its description is that of the real server. */
type Behaviour = Pick<ProcessSeed, 'id' | 'cases' | 'plan' | 'results'>

/** A real server that runs here, and what a double needs to be compared with it. */
export interface RealServer {
  /** The persona that it is compared with. */
  readonly persona: string
  /** Runs it for as long as the work takes. */
  serve<T> (work: (url: string) => Promise<T>): Promise<T>
  /** The same processes for the double. */
  readonly processes: readonly Behaviour[]
  readonly subject: ExampleRuns
  /** What the checker is told. */
  readonly check?: CheckOptions
}
