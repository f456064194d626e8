import type { Job } from '../jobs/job.ts'
import type { Process, Values } from './process.ts'

/** The results of a job that succeeded: what someone gave it, else what its process makes of its inputs. */
export const jobResults = (process: Process, { plan, inputs }: Pick<Job, 'plan' | 'inputs'>): Values => plan.results ?? process.results(inputs)
