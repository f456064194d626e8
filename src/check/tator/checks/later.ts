import { setTimeout } from 'node:timers/promises'
import { answerOf, type Exchange } from '../../exchange.ts'
import { judge, judgeFound, unless } from '../../outcome.ts'
import { allOrReason, jobsOf, launchOne, lookUp, statusOf, waitFor } from '../launch.ts'
import { groupUrl, isSuccess, jobUrl, type TatorSubject } from '../subject.ts'
import { canReadJobs, type TatorCheck } from '../tator-check.ts'

/** A job that was deleted while it ran, and a similar one that was left alone. */
interface WatchedDeletion {
  readonly deletion: Exchange
  readonly later: Exchange
  readonly list?: Exchange
  readonly witness: Exchange
  readonly id: string
  readonly seconds: number
}

/** Deletes a job and watches for `settle` seconds; called early, so that other checks run meanwhile. */
export const watchDeletion = (subject: TatorSubject): Promise<WatchedDeletion | string> => subject.once('later', async () => {
  const { client, dialect: { canRead }, settings: { settle } } = subject
  const found = allOrReason([await launchOne(subject), await launchOne(subject)])
  if (typeof found === 'string') return found
  const [job, witness] = found
  if (canRead) await Promise.all(found.map(({ id }) => waitFor(subject, id, 'Running')))
  const deletion = await client.delete(jobUrl(subject, job.id))
  if (!isSuccess(deletion)) return `DELETE was answered with ${answerOf(deletion)}.`
  await setTimeout(settle * 1000)
  const [later, list] = [await lookUp(subject, job.id), canRead ? await client.get(groupUrl(subject, job.group.group)) : undefined]
  return { deletion, later, ...(list !== undefined && { list }), witness: await lookUp(subject, witness.id), id: job.id, seconds: settle }
})

export const laterChecks: readonly TatorCheck[] = [
  {
    id: 'later/job',
    requirement: 'DeleteJob; a late message of a worker must not bring a job back',
    level: 'must',
    sentence: 'A deleted job does not come back',
    run: judgeFound(watchDeletion, ({ deletion, later, seconds }) => judge(unless(later.status === 404, `The job was deleted, and ${seconds} s later ${later.method} was answered with ${answerOf(later)}${statusOf(later) === undefined ? '' : ` ${statusOf(later)}`}; expected 404.`), [deletion, later], `Watched for ${seconds} s.`))
  },
  {
    id: 'later/list',
    requirement: 'GetJobList',
    level: 'must',
    sentence: 'The list does not show a deleted job, even later',
    appliesTo: canReadJobs,
    run: judgeFound(watchDeletion, ({ deletion, list, id, seconds }) => judge(unless(jobsOf(list!)?.has(id) !== true, `The job was deleted, and ${seconds} s later the list of its group has it.`), [deletion, list!]))
  },
  {
    id: 'later/witness',
    requirement: 'DeleteJob',
    level: 'must',
    sentence: 'A similar job that was not deleted still exists',
    run: judgeFound(watchDeletion, ({ deletion, witness, seconds }) => judge(unless(isSuccess(witness), `It was answered with ${answerOf(witness)} after ${seconds} s; expected it to exist. If its jobs end sooner, name an algorithm whose jobs run for longer with --algorithm NAME.`), [deletion, witness]))
  }
]
