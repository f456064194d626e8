import type { Job } from '../jobs/job.ts'
import type { Process, Values } from './process.ts'

/** The results of a successful job: those set in its plan, and for the other outputs those that its process makes of the inputs. */
export const jobResults = (process: Process, { plan, inputs }: Pick<Job, 'plan' | 'inputs'>): Values =>
  plan.results === undefined ? process.results(inputs) : { ...process.results(inputs), ...plan.results }
