import { setTimeout } from 'node:timers/promises'
import { answerOf, type Exchange, membersOf, nameOf, quote } from '../../exchange.ts'
import { judgeFound, type Check, judge, type Outcome, skip, unless } from '../../outcome.ts'
import { poll } from '../../poll.ts'
import { endedEarlyReason, isKnownToRun, isUnfinished, launch, waitToRun } from '../launch.ts'
import { type LaunchedJob, progressOf, statusOf, type Subject, summarizeAnswer } from '../subject.ts'

/** Two similar jobs: one is dismissed while it runs, the other is left alone (the witness). */
interface WatchedDismissal {
  readonly witness: LaunchedJob
  readonly dismissal: Exchange
  readonly after: Exchange
  readonly witnessAfter: Exchange
  /** When it was dismissed, in milliseconds. */
  readonly at: number
  readonly job: LaunchedJob
}

/** Both jobs after the witness has ended, or at the time limit. */
interface EndedWatch extends WatchedDismissal {
  readonly seconds: number
  readonly witnessLater: Exchange
  readonly later: Exchange
  readonly results: Exchange
}

const noSlow = 'No process was found that runs for a while: name one with --slow-process ID --slow-inputs FILE.'

/** Dismisses a job; called early, so that other checks run while it is watched. */
export const watchDismissal = (subject: Subject): Promise<WatchedDismissal | string> => subject.once('watch', async () => {
  const { client, executions: { slow } } = subject
  if (slow === undefined) return noSlow
  const [job, witness] = [await launch(subject, slow), await launch(subject, slow)]
  if (job === undefined || witness === undefined) return `The process ${slow.process} was executed, and created no job.`
  const before = await waitToRun(subject, job)
  if (!isUnfinished(before)) return `The job was ${summarizeAnswer(before)} before it could be dismissed.`
  const dismissal = await client.delete(job.url)
  if (!isKnownToRun(job, slow, dismissal.end)) return endedEarlyReason
  return { job, witness, dismissal, at: performance.now(), after: await client.get(job.url), witnessAfter: await client.get(witness.url) }
})

const endWatch = (subject: Subject): Promise<EndedWatch | string> => subject.once('later', async () => {
  const watched = await watchDismissal(subject)
  if (typeof watched === 'string') return watched
  if (watched.dismissal.status >= 300) return `DELETE was answered with ${answerOf(watched.dismissal)}.`
  const { client, settings: { settle } } = subject
  const left = settle - (performance.now() - watched.at) / 1000
  const ended = await poll(left, async () => {
    const exchange = await client.get(watched.witness.url)
    return isUnfinished(exchange) ? undefined : exchange
  })
  // The dismissed job's worker may be a little slower.
  await setTimeout(ended === undefined ? 0 : 300)
  const witnessLater = ended ?? await client.get(watched.witness.url)
  return { ...watched, seconds: Math.round((performance.now() - watched.at) / 1000), witnessLater, later: await client.get(watched.job.url), results: await client.get(`${watched.job.url}/results`) }
})

const judgeEndedWatch = (toOutcome: (found: EndedWatch) => Outcome) => judgeFound(endWatch, toOutcome)

const describeWatch = ({ seconds, witnessLater }: EndedWatch): string => `Watched for ${seconds} s; a similar job that was not dismissed was ${summarizeAnswer(witnessLater)} then.`

const needs = 'dismiss'

export const dismissalLaterChecks: readonly Check<Subject>[] = [
  {
    id: 'dismiss/neighbour',
    requirement: '/req/dismiss/job-dismiss-op',
    level: 'must',
    sentence: 'A dismissal affects no other job',
    needs,
    run: async subject => {
      const watched = await watchDismissal(subject)
      if (typeof watched === 'string') return skip(watched)
      const { dismissal, witnessAfter } = watched
      return judge(unless(witnessAfter.status === 200 && statusOf(witnessAfter) !== 'dismissed', `A similar job was not dismissed, and ${nameOf(witnessAfter)} was answered with ${summarizeAnswer(witnessAfter)}; expected a running job.`), [dismissal, witnessAfter])
    }
  },
  {
    id: 'dismiss/later/status',
    requirement: '/req/dismiss/job-dismiss-status A',
    level: 'must',
    sentence: 'A dismissed job stays dismissed or gone, even after the time when its work would have ended',
    needs,
    run: judgeEndedWatch(found => judge(unless(summarizeAnswer(found.later) === summarizeAnswer(found.after) || (found.after.status === 200 && found.later.status === 404), `After the dismissal GET was answered with ${summarizeAnswer(found.after)}, and ${found.seconds} s later with ${summarizeAnswer(found.later)}; expected the same.`), [found.dismissal, found.after, found.later], describeWatch(found)))
  },
  {
    id: 'dismiss/later/progress',
    requirement: '/req/dismiss/job-dismiss-status A',
    level: 'should',
    sentence: 'The progress of a dismissed job does not change',
    needs,
    run: judgeEndedWatch(found => found.later.status === 200
      ? judge(unless(progressOf(found.later) === progressOf(found.after), `The progress was ${quote(progressOf(found.after))} and is ${quote(progressOf(found.later))} ${found.seconds} s later; expected the same.`), [found.after, found.later], describeWatch(found))
      : skip('The job is no longer readable.'))
  },
  {
    id: 'dismiss/later/results',
    requirement: '/req/core/job-results-exception/no-such-job',
    level: 'must',
    sentence: 'A dismissed job has no results, even after the time when its work would have ended',
    needs,
    run: judgeEndedWatch(found => judge(unless(found.results.status >= 400, `${found.seconds} s after the dismissal ${nameOf(found.results)} was answered with ${answerOf(found.results)}; expected 404 or 410.`), [found.dismissal, found.results], describeWatch(found)))
  },
  {
    id: 'dismiss/later/witness',
    requirement: '/req/dismiss/job-dismiss-op',
    level: 'must',
    sentence: 'A similar job that was not dismissed runs to its end',
    needs,
    run: judgeEndedWatch(found => judge(unless(['200 accepted', '200 running', '200 successful'].includes(summarizeAnswer(found.witnessLater)), `It was ${summarizeAnswer(found.witnessLater)} after ${found.seconds} s; expected 200 successful, or 200 running if it takes longer.`), [found.dismissal, found.witnessLater], String(membersOf(found.witnessLater)['status'])))
  }
]
