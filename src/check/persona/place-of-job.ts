import type { LaunchedJob } from '../ogc/subject.ts'
import type { Observations } from './observations.ts'

/** What stands in answers about a job, and has a placeholder in a persona. */
export interface JobPlace {
  readonly base: string
  readonly url: string
  readonly id: string
  /** Undefined where it is not known. */
  readonly process: string | undefined
}

/** What is known of a job by its address; undefined if it is none that was launched. */
export function placeOfJob ({ base, launched, processes }: Pick<Observations, 'base' | 'launched' | 'processes'>, url: string): JobPlace | undefined {
  const job = launched.find(job => job.url === url)
  return job && { base, url, id: job.id, process: processOf(job, processes) }
}

const processOf = ({ launch }: LaunchedJob, processes: Observations['processes']): string | undefined =>
  processes.find(({ executionUrl }) => executionUrl === launch.url)?.id
