import type { Plan } from '../jobs/job.ts'
import type { Case } from './case.ts'

/** An OpenAPI 3.0 schema object, inlined: the official test suite accepts no nested `$ref`. */
export type ValueSchema = Readonly<Record<string, unknown>>

export interface InputDescription {
  readonly title?: string
  readonly description?: string
  readonly minOccurs?: number
  readonly maxOccurs?: number | 'unbounded'
  readonly schema: ValueSchema
}

type OutputDescription = Pick<InputDescription, 'title' | 'description' | 'schema'>

export type Values = Readonly<Record<string, unknown>>

/** Members of a description beside those of every process; other members are allowed too. */
interface DescriptionMembers extends Values {
  /** Execution modes; both if absent. */
  readonly jobControlOptions?: ('sync-execute' | 'async-execute' | 'dismiss')[]
  /** How outputs can be transmitted; both ways if absent. */
  readonly outputTransmission?: ('value' | 'reference')[]
  readonly links?: { href: string, rel?: string }[]
}

/** The package of a deployed process, byte for byte. */
export interface ProcessPackage {
  readonly mediaType: string
  readonly body: Uint8Array
}

/** Something that can be executed. To add one, add a file beside this one and name it in built-in-processes.ts. */
export interface Process {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly version: string
  readonly inputs: Readonly<Record<string, InputDescription>>
  readonly outputs: Readonly<Record<string, OutputDescription>>
  /** Further members of its description, served unchanged. */
  readonly members?: DescriptionMembers
  /** The plan of a job with these inputs. */
  plan (inputs: Values): Plan
  /** The results of a successful job: a function of its inputs, computed on request. */
  results (inputs: Values): Values
  /** What jobs with certain inputs do instead; the first matching case applies. */
  readonly cases?: readonly Case[]
  /** Code that makes the results of a job; if it throws, the job fails with that message. */
  readonly run?: RunProcess
  /** Whether clients may replace and undeploy it; no if absent. */
  readonly mutable?: boolean
  readonly package?: ProcessPackage
}

/** A job as its code sees it. */
export interface RunningJob {
  readonly id: string
  /** Epoch milliseconds of the world's clock. */
  readonly submitted: number
  /** Aborted when the job is dismissed, or its world is reset or closed. */
  readonly signal: typeof globalThis extends { AbortSignal: { prototype: infer Signal } } ? Signal : unknown
}

export type RunProcess = (inputs: Values, job: RunningJob) => Values | Promise<Values>
