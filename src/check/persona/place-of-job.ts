import type { LaunchedJob } from '../ogc/subject.ts'
import type { Observations } from './observations.ts'

/** Texts in answers about a job that become placeholders in a persona. */
export interface JobPlace {
  readonly base: string
  readonly url: string
  readonly id: string
  /** Undefined if unknown. */
  readonly process: string | undefined
}

/** The launched job at an address; undefined for any other address. */
export function placeOfJob ({ base, launchedJobs, processes }: Pick<Observations, 'base' | 'launchedJobs' | 'processes'>, url: string): JobPlace | undefined {
  const job = launchedJobs.find(job => job.url === url)
  return job && { base, url, id: job.id, process: processOf(job, processes) }
}

const processOf = ({ launch }: LaunchedJob, processes: Observations['processes']): string | undefined =>
  processes.find(({ executionUrl }) => executionUrl === launch.url)?.id
