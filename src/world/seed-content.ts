import type { Level, Seed } from '../../schemas/seed.ts'
import type { InputContext } from '../inputs/read-inputs.ts'
import type { FetchReference } from '../inputs/fetch-reference.ts'
import type { Clock } from '../jobs/clock.ts'
import type { Plan } from '../jobs/job.ts'
import type { OutgoingRequests } from '../outgoing/outgoing-requests.ts'
import type { Case } from '../processes/case.ts'
import type { Process } from '../processes/process.ts'
import type { FindFile } from '../results/find-file.ts'
import type { Bounds } from './bounds.ts'
import type { Ids } from './ids.ts'

export interface Algorithm {
  readonly id: number
  readonly name: string
  readonly filesPerJob: number
  readonly plan: Plan
  readonly cases: readonly Case[]
}

export interface Project {
  readonly id: number
  readonly media: readonly number[]
  readonly algorithms: ReadonlyMap<string, Algorithm>
}

export interface User {
  readonly id: number
  readonly name: string
  readonly password: string | undefined
  readonly token: string
  readonly active: boolean
  readonly levels: ReadonlyMap<number, Level>
}

/** The parts of a world that its seed decides. */
export interface SeedContent {
  readonly seed: Seed
  readonly processes: ReadonlyMap<string, Process>
  readonly projects: ReadonlyMap<number, Project>
  readonly users: readonly User[]
  readonly usersByToken: ReadonlyMap<string, User>
  /** The project of jobs launched through OGC, which has no projects. */
  readonly homeProject: number
  readonly ids: Ids
  /** Fetches an input that is sent as a link. */
  readonly fetchReference: FetchReference
  /** Checks the inputs of a process; discarded together with the seed. */
  readonly validatorsOf: InputContext['validatorsOf']
  /** Finds the files that results name. */
  readonly findFile: FindFile
}

export interface SeedContentOptions {
  /** The name of the world: its ids depend on it. */
  readonly name: string
  readonly clock: Clock
  readonly outgoing: OutgoingRequests
  readonly bounds: Bounds
}
