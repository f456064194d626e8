import type { Job } from '../../src/jobs/job.ts'
import { OgcProblem } from './problems.ts'

/** The answer to a request for the results of a failed job: the exception in its plan, else a general one. */
export const jobFailed = ({ plan: { reason, exception } }: Job): OgcProblem =>
  new OgcProblem('job-failed', reason ?? 'The job failed without a reason.', exception)
