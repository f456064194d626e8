import type { Plan } from '../jobs/job.ts'

/** What a job does beside what its process or algorithm says. */
export type Answer = (plan: Plan) => Plan

/** What jobs with certain inputs do. */
export interface Case {
  matches (inputs: Readonly<Record<string, unknown>>): boolean
  /** One for each job that it matches, in their order; the last one is for all that follow. */
  readonly answers: readonly Answer[]
}
