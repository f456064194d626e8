/** Every status a job can have, in the words of OGC API – Processes (statusCode.yaml). */
export const jobStatuses = ['accepted', 'running', 'successful', 'failed', 'dismissed'] as const
export type JobStatus = typeof jobStatuses[number]

/** The statuses of an unfinished job: the ones in which a dismissal cancels it. */
export const unfinishedStatuses = ['accepted', 'running'] as const satisfies readonly JobStatus[]
/** Whether a job in this status is unfinished. */
export const isUnfinished = (status: JobStatus): boolean => (unfinishedStatuses as readonly JobStatus[]).includes(status)
/** The statuses of a job that ended by itself. */
export const endedStatuses = ['successful', 'failed'] as const satisfies readonly JobStatus[]

/** What a job will do if nothing interferes. All times are milliseconds; `running` may be Infinity. */
export interface Plan {
  readonly accepted: number
  readonly running: number
  readonly outcome: typeof endedStatuses[number]
  /** Percentages reported at equal intervals while the job runs; if absent, progress grows with time. */
  readonly progress?: readonly number[]
  /** Why it fails, for people. */
  readonly reason?: string
  /** Details of the exception of a failed job; an absent member has the API's default. */
  readonly exception?: { readonly type?: string, readonly title?: string, readonly status?: number }
  /** Its results; if absent, the process makes them. */
  readonly results?: Readonly<Record<string, unknown>>
  /** When it was held while it ran, in milliseconds after its submission: that time does not count. */
  readonly pauses?: readonly { readonly from: number, readonly until: number }[]
  /** Set if it was moved to its end: how long it would have run. Progress is relative to this. */
  readonly whole?: number
  /** Set while it is held: since when, in milliseconds after its submission, and the plan that it continues with. */
  readonly held?: { readonly since: number, readonly plan: Plan }
  /** Set if it advances on request only: how many requests each step takes, and how many came so far. */
  readonly manual?: { readonly times: number, readonly told: number }
  /** It runs until it is dismissed; nothing else ends it. */
  readonly stuck?: boolean
  /** Set while the code that decides its end has not settled: the minimum running time. */
  readonly awaited?: { readonly running: number }
}

/** Media types by input id; a list for several occurrences, with null for an occurrence without one. */
export type MediaTypes = Readonly<Record<string, string | readonly (string | null)[]>>

/** How the results are delivered, as the execute request asked. */
export interface Delivery {
  readonly response: 'raw' | 'document'
  /** The requested outputs in the requested order; all if absent. */
  readonly outputs?: Readonly<Record<string, OutputDelivery>>
  /** The media types of its inputs: an output that returns an input has the same one. */
  readonly inputTypes?: MediaTypes
}

interface OutputDelivery {
  readonly transmissionMode: 'value' | 'reference'
  /** The requested media type, one of those that the output offers. */
  readonly mediaType?: string
}

/**
 * One unit of work: facts only. Status, progress and timestamps are derived from it and the clock (timeline.ts), so
 * reading never changes anything and a million running jobs need no timer.
 */
export interface Job {
  readonly id: string
  /** Jobs that were launched together share it; a job launched alone has a group of its own id. */
  readonly group: string
  /** Its place in the order of submission; never used again. */
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
  /** What the dismissal does beside making the job `dismissed` at once and for good. */
  readonly dismissal?: DismissalDetails | undefined
}

/** All times are milliseconds after the dismissal. */
export interface DismissalDetails {
  /** When it takes effect; until then the job goes on. */
  readonly after: number
  /** When the job is forgotten; never if absent. */
  readonly forgottenAfter?: number
  /** Its code is not stopped, and its subscribers are notified of the end of the work. */
  readonly workGoesOn?: true
}

/** A job to submit: the store adds its ordinal, and the time of submission if absent. */
export type Draft = Pick<Job, 'id' | 'process' | 'project' | 'user' | 'plan'> &
  Partial<Pick<Job, 'group' | 'submitted' | 'inputs' | 'delivery' | 'dismissed' | 'dismissal'>>
