import { jobStatuses } from '../jobs/job.ts'
import type { JobCounts } from '../jobs/submission-order.ts'
import { finishInSlices } from '../world/slices.ts'
import type { Worlds } from '../world/worlds.ts'
import type { AnswerCounts } from './answer-counts.ts'
import type { EventLoopDelay, LoopDelay } from './event-loop-delay.ts'

/** Metrics of the double. */
export interface Metrics {
  readonly answers: ReturnType<AnswerCounts['entries']>
  readonly jobs: JobCounts
  readonly worlds: number
  readonly journalBytes: number
  readonly delay: LoopDelay
}

/** Collects all metrics; other requests are served while the jobs of all worlds are counted, and it does not count as use of a world. */
export async function collectMetrics ({ all, answers }: Worlds, delay: EventLoopDelay): Promise<Metrics> {
  const jobs = { accepted: 0, running: 0, successful: 0, failed: 0, dismissed: 0 }
  for (const world of all) {
    const counts = await finishInSlices(world.jobs.countInSteps())
    for (const status of jobStatuses) jobs[status] += counts[status]
  }
  const journalBytes = all.reduce((sum, { journal }) => sum + journal.bytes, 0)
  return { answers: answers.entries(), jobs, worlds: all.length, journalBytes, delay: delay.read() }
}
