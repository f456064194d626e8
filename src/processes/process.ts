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

/** Members of a description beside those that every process has; any others are there too. */
interface DescriptionMembers extends Values {
  /** How it can be executed; both ways if absent. */
  readonly jobControlOptions?: ('sync-execute' | 'async-execute' | 'dismiss')[]
  /** How its outputs can be handed over; both ways if absent. */
  readonly outputTransmission?: ('value' | 'reference')[]
  readonly links?: { href: string, rel?: string }[]
}

/** A package that a process was deployed with, as it came. */
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
  /** What else its description says, served as it is. */
  readonly members?: DescriptionMembers
  /** What a job with these inputs is going to do. */
  plan (inputs: Values): Plan
  /** The results of a job that succeeded: a function of its inputs, so they are computed when asked for. */
  results (inputs: Values): Values
  /** What jobs with certain inputs do instead; the first that matches applies. */
  readonly cases?: readonly Case[]
  /** Code that makes the results of a job; what it throws is why the job fails. */
  readonly run?: RunProcess
  /** Whether clients may replace and undeploy it; if absent they may not. */
  readonly mutable?: boolean
  readonly package?: ProcessPackage
}

/** The job for which code is run. */
export interface RunningJob {
  readonly id: string
  /** Epoch milliseconds of the world's clock. */
  readonly submitted: number
  /** Aborted when the job is dismissed, or its world is reset or closed. */
  readonly signal: typeof globalThis extends { AbortSignal: { prototype: infer Signal } } ? Signal : unknown
}

export type RunProcess = (inputs: Values, job: RunningJob) => Values | Promise<Values>
