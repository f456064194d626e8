import type { Job } from '../../src/jobs/job.ts'
import { settled } from '../../src/jobs/settled.ts'
import { startOf, statusAt } from '../../src/jobs/timeline.ts'
import type { CallbackEvent } from '../../src/outreach/callbacks.ts'
import type { World } from '../../src/world.ts'
import { resultsOf } from './deliver.ts'
import { presentIn } from './present.ts'
import type { Subscription } from './read-execute.ts'

/**
 * Tells the subscriber of a job what the standard promises (`/req/callback/job-callback`): that it runs, and then its
 * results or its failure. Of a dismissed job it says so to `inProgressUri`, and never anything to `successUri`.
 * @param closing aborted when the double closes
 */
export function subscribe (world: World, job: Job, subscription: Subscription, base: string, closing: AbortSignal): void {
  if (Object.keys(subscription).length === 0) return
  const present = presentIn(world)
  const tell = (event: CallbackEvent, body: object) => {
    const uri = subscription[event]
    if (uri !== undefined) void world.callbacks.tell({ job: job.id, event, uri, body })
  }
  const now = () => world.clock.now()
  const callOffStart = world.clock.alarm(startOf(job), () => tell('inProgress', present(job, now(), base)))
  void settled(job, { store: world.jobs, clock: world.clock, signal: closing }).then(settlement => {
    callOffStart()
    if (settlement === 'dismissed') tell('inProgress', present({ ...job, dismissed: now() }, now(), base))
    if (settlement !== 'ended') return
    if (statusAt(job, now()) === 'failed') tell('failed', present(job, now(), base))
    else tell('success', resultsOf(world, job, base))
  })
}
