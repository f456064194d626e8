import { isUnfinished, type JobStatus } from '../../../../src/jobs/job.ts'
import type { StepName } from './step.ts'

/** The status of the job before and after a request, undefined if there is no job. */
export interface Observation {
  readonly step: StepName
  readonly before: JobStatus | undefined
  readonly after: JobStatus | undefined
  /** The status code of the answer. */
  readonly status: number
}

/** The observed effect of a request. */
export type Consequence = 'kept' | 'removed' | 'pending' | 'refused' | 'unknown' | 'readable' | 'unreadable' | 'no method' | 'results' | 'results gone' | 'results removed' | 'gone' | 'no results' | 'no job' | 'not ready' | 'failed' | 'error'

/** Names the effect by observation alone, so it is correct for every policy and persona. */
export const consequenceOf = (observation: Observation): Consequence => namers[observation.step](observation)

const namers: Readonly<Record<StepName, (observation: Observation) => Consequence>> = {
  delete: ofDismissal,
  again: ofDismissal,
  get: ({ status, before }) => isGone(status, before) ? 'gone' : status < 300 ? 'readable' : status === 405 ? 'no method' : status < 500 ? 'unreadable' : 'error',
  results ({ status, before }) {
    if (status < 300) return 'results'
    if (before === 'failed') return 'failed'
    if (isGone(status, before)) return 'results removed'
    if (status === 410) return 'results gone'
    if (before === undefined) return 'no job'
    return isUnfinished(before) ? 'not ready' : 'no results'
  }
}

function ofDismissal ({ before, after, status }: Observation): Consequence {
  if (status >= 500) return 'error'
  if (isGone(status, before)) return 'gone'
  if (status === 404) return 'unknown'
  if (status >= 400) return 'refused'
  if (after === undefined) return 'removed'
  return after === before && after !== 'dismissed' ? 'pending' : 'kept'
}

/** 410 for a missing job means that it existed before. */
const isGone = (status: number, before: JobStatus | undefined): boolean => status === 410 && before === undefined

/** The effect in a sentence. */
export function consequenceSentence (consequence: Consequence, { before, after }: Pick<Observation, 'before' | 'after'>): string {
  const isCancelled = before !== undefined && isUnfinished(before)
  const sentences: Readonly<Record<Consequence, string>> = {
    kept: isCancelled ? 'Cancelled. The job stays readable as dismissed.' : 'Not removed. The job stays readable, now as dismissed.',
    removed: isCancelled ? 'Cancelled and removed. Nothing is left.' : 'Removed. Nothing is left.',
    pending: `Requested, not done yet: the job is still ${after ?? ''}.`,
    refused: `Refused. The job stays ${after ?? 'as it was'}.`,
    unknown: before === undefined ? 'There is no job: nothing to dismiss.' : `To this API a job that is ${before} is unknown. Nothing changes.`,
    readable: `The job can be read; it is ${after ?? 'there'}.`,
    unreadable: 'There is no job to read.',
    'no method': 'This version of the API cannot read one job.',
    results: 'The results can be read.',
    'results gone': 'Gone: there are no results of this job any more.',
    'results removed': 'Gone: the job existed, and was removed with its results.',
    gone: 'Gone: the job existed, and was removed.',
    'no results': `A job that is ${before ?? 'dismissed'} has no results.`,
    'no job': 'There is no job, so there are no results.',
    'not ready': `The job is ${before ?? 'not done'}: no results yet.`,
    failed: 'The job failed: it has no results, and this is why.',
    error: 'The server failed.'
  }
  return sentences[consequence]
}
