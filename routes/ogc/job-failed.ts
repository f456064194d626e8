import type { Job } from '../../src/jobs/job.ts'
import { OgcProblem } from './problems.ts'

/** What whoever asks for the results of a failed job is told: the exception that its plan names, else a general one. */
export const jobFailed = ({ plan: { reason, exception } }: Job): OgcProblem =>
  new OgcProblem('job-failed', reason ?? 'The job failed without a reason.', exception)
