import type { Job } from '../../src/jobs/job.ts'
import { waitUntilSettled } from '../../src/jobs/wait-until-settled.ts'
import { startOf } from '../../src/jobs/timeline.ts'
import type { CallbackEvent } from '../../src/outgoing/callbacks.ts'
import type { World } from '../../src/world/world.ts'
import { resultsOf } from './deliver.ts'
import { presentIn } from './present.ts'
import type { Subscription } from './read-execute.ts'

export interface SubscriptionContext {
  readonly world: World
  readonly job: Job
  /** The base address of links. */
  readonly base: string
  /** Notifies public addresses only, whatever the general setting. */
  readonly onlyPublic: boolean
}

/**
 * Notifies the subscriber of a job as the standard requires (`/req/callback/job-callback`): that it runs, then its
 * results or its failure. A dismissal goes to `inProgressUri`, and never to `successUri`.
 */
export function subscribe ({ world, job, base, onlyPublic }: SubscriptionContext, subscription: Subscription): void {
  if (subscription.success === undefined && subscription.inProgress === undefined && subscription.failed === undefined) return
  const present = presentIn(world)
  const { clock, jobs: store, runInBackground } = world
  const tell = (event: CallbackEvent, body: object) => {
    const uri = subscription[event]
    if (uri !== undefined) runInBackground(world.callbacks.notify({ job: job.id, event, uri, body, onlyPublic }))
  }
  const waiting = { store, clock }
  runInBackground(waitUntilSettled(job, { ...waiting, instant: startOf }).then(({ settlement, job, at }) => {
    if (settlement === 'reached') tell('inProgress', present(withoutDismissal(job), at, base))
  }))
  runInBackground(waitUntilSettled(job, waiting).then(({ settlement, job, at }) => {
    if (settlement === 'dismissed') tell('inProgress', present({ ...withoutDismissal(job), dismissed: at }, at, base))
    if (settlement !== 'reached') return
    if (job.plan.outcome === 'failed') tell('failed', present(withoutDismissal(job), at, base))
    else tell('success', resultsOf(world, job, base))
  }))
}

/** The job as its work sees it, which goes on after some dismissals. */
const withoutDismissal = (job: Job): Job => ({ ...job, dismissed: undefined, dismissal: undefined })
