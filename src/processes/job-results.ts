import type { Job } from '../jobs/job.ts'
import type { Process, Values } from './process.ts'

/** What a job that succeeded has produced: what was said of it, and for the other outputs what its process makes of its inputs. */
export const jobResults = (process: Process, { plan, inputs }: Pick<Job, 'plan' | 'inputs'>): Values =>
  plan.results === undefined ? process.results(inputs) : { ...process.results(inputs), ...plan.results }
