import type { Plan } from '../jobs/job.ts'

/** Changes the default plan of a process or algorithm for one job. */
export type PlanChange = (plan: Plan) => Plan

/** What jobs with certain inputs do. */
export interface Case {
  matches (inputs: Readonly<Record<string, unknown>>): boolean
  /** One for each matching job, in order; the last one applies to all that follow. */
  readonly answers: readonly PlanChange[]
}
