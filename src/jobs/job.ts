/** Every status a job can have, in the words of OGC API – Processes (statusCode.yaml). */
export const jobStatuses = ['accepted', 'running', 'successful', 'failed', 'dismissed'] as const
export type JobStatus = typeof jobStatuses[number]

/** The statuses of a job that still has something to do: the ones that a dismissal cancels. */
export const unfinishedStatuses = ['accepted', 'running'] as const satisfies readonly JobStatus[]
/** Whether a job in this status still has something to do. */
export const isUnfinished = (status: JobStatus): boolean => (unfinishedStatuses as readonly JobStatus[]).includes(status)
/** The statuses of a job that came to its own end. */
export const endedStatuses = ['successful', 'failed'] as const satisfies readonly JobStatus[]

/** What a job is going to do if nobody interferes. All times are milliseconds; `running` may be Infinity. */
export interface Plan {
  readonly accepted: number
  readonly running: number
  readonly outcome: typeof endedStatuses[number]
  /** Percentages reported at equal intervals while the job runs; without them progress grows with time. */
  readonly progress?: readonly number[]
  /** Why it fails, for people. */
  readonly reason?: string
  /** What is said of its failure beside the reason; what is absent is as the API has it. */
  readonly exception?: { readonly type?: string, readonly title?: string, readonly status?: number }
  /** What it produces where someone said so; else its process says. */
  readonly results?: Readonly<Record<string, unknown>>
  /** When it was held while it ran, in milliseconds after its submission: that time does not count. */
  readonly pauses?: readonly { readonly from: number, readonly until: number }[]
  /** Set where it was moved to its end: how long it would have run. Progress is measured by it. */
  readonly whole?: number
  /** Set while it is held: since how many milliseconds after its submission, and the plan that it goes on with. */
  readonly held?: { readonly since: number, readonly plan: Plan }
  /** Set where it takes its steps only when told: how often it wants to be told for each, and how often it was. */
  readonly manual?: { readonly times: number, readonly told: number }
  /** It runs until it is dismissed, whoever tells it otherwise. */
  readonly stuck?: boolean
  /** Set while the code that decides its end has not settled: how long it runs at least. */
  readonly awaited?: { readonly running: number }
}

/** Media types by the id of an input; of several occurrences a list, null for one that came without. */
export type MediaTypes = Readonly<Record<string, string | readonly (string | null)[]>>

/** How the results are to be handed over, as the execute request asked for it. */
export interface Delivery {
  readonly response: 'raw' | 'document'
  /** The wanted outputs in the wanted order; absent: all of them. */
  readonly outputs?: Readonly<Record<string, OutputDelivery>>
  /** The media types that its inputs came with: an output that gives one back has it too. */
  readonly inputTypes?: MediaTypes
}

interface OutputDelivery {
  readonly transmissionMode: 'value' | 'reference'
  /** Which of the media types that the output offers is wanted. */
  readonly mediaType?: string
}

/**
 * One unit of work: facts only. Status, progress and timestamps are derived from it and the clock
 * (timeline.ts), so reading never changes anything and a million running jobs need no timer.
 */
export interface Job {
  readonly id: string
  /** Jobs launched together share it; a job launched alone is alone in a group of its own id. */
  readonly group: string
  /** Its place in the order of submission; never used twice. */
  readonly ordinal: number
  /** OGC's `processID`; for a job of Tator the algorithm's name, or `transcode`. */
  readonly process: string
  readonly project: number
  readonly user: number
  /** Epoch milliseconds. */
  readonly submitted: number
  readonly plan: Plan
  readonly inputs: Readonly<Record<string, unknown>>
  readonly delivery?: Delivery | undefined
  /** When it was dismissed, in epoch milliseconds. */
  readonly dismissed?: number | undefined
  /** What that dismissal does beside making it `dismissed` in that moment, for good. */
  readonly dismissal?: DismissalDetails | undefined
}

/** All times are milliseconds after the dismissal. */
export interface DismissalDetails {
  /** When it takes effect; until then the job goes on. */
  readonly after: number
  /** When the job is forgotten; never if absent. */
  readonly forgottenAfter?: number
  /** Its code is not stopped, and its subscribers are told of the end that it would have had. */
  readonly workGoesOn?: true
}

/** A job as it is handed in: the store adds its place, and the moment unless it lies in the past. */
export type Draft = Pick<Job, 'id' | 'process' | 'project' | 'user' | 'plan'> &
  Partial<Pick<Job, 'group' | 'submitted' | 'inputs' | 'delivery' | 'dismissed' | 'dismissal'>>
