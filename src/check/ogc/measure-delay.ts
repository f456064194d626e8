import type { Exchange } from '../exchange.ts'
import { poll } from '../poll.ts'
import type { DismissalSequence } from './dismissal-sequence.ts'
import { isUnfinished, launch, waitToRun } from './launch.ts'
import { statusOf, type Subject } from './subject.ts'

/** The course of a dismissal that did not take effect at once. */
export interface DelayedDismissal {
  /** Seconds until the job showed the dismissal; 0 if at once. */
  readonly seconds: number
  /** Seconds until the job was forgotten. */
  readonly forgotten?: number
  readonly last: Exchange
}

/** Dismisses another job in the same state, and waits for the effect; undefined if the effect was immediate, or the dismissal was refused. */
export async function measureDelay (subject: Subject, { state, first, after }: DismissalSequence): Promise<DelayedDismissal | undefined> {
  const { client, settings: { settle }, executions: { slow, waiting } } = subject
  const execution = state === 'accepted' ? waiting : state === 'running' ? slow : undefined
  const isForgotten = statusOf(after) === 'dismissed' && forgetsDismissedJobs(subject)
  if (execution === undefined || first.status >= 300 || !(isUnfinished(after) || isForgotten)) return undefined
  const job = await launch(subject, execution)
  if (job === undefined) return undefined
  if (state === 'running') await waitToRun(subject, job)
  const { end } = await client.delete(job.url)
  const wait = async (isOver: (exchange: Exchange) => boolean) => await poll(settle, async () => [await client.get(job.url)].find(isOver)) ?? client.get(job.url)
  const last = await wait(exchange => !isUnfinished(exchange))
  const removal = isForgotten ? await wait(({ status }) => status === 404) : undefined
  return { seconds: secondsBetween(end, last.start), ...removal?.status === 404 && { forgotten: secondsBetween(end, removal.start) }, last }
}

const secondsBetween = (one: number, other: number): number => Math.round((other - one) / 100) / 10

/** Whether a job was readable after its first dismissal, and later not. */
const forgetsDismissedJobs = ({ client: { log }, launchedJobs }: Subject): boolean => launchedJobs.some(({ url }) => {
  const own = log.filter(exchange => exchange.url === url)
  const [first, second] = own.flatMap(({ method }, index) => method === 'DELETE' ? [index] : [])
  const after = first === undefined ? [] : own.slice(first + 1, second)
  return after.some(exchange => statusOf(exchange) === 'dismissed') && after.at(-1)!.status === 404
})
