import { answerOf, type Exchange } from '../../exchange.ts'
import { countAnswers, isLinearizable } from '../../race.ts'
import { judgeFound, type Check, judge, skip, unless } from '../../outcome.ts'
import { runDismissalSequence } from '../dismissal-sequence.ts'
import { endedEarlyReason, isKnownToRun, isUnfinished, launch, waitToRun } from '../launch.ts'
import { type Subject, summarizeAnswer } from '../subject.ts'

interface Race { readonly answers: readonly Exchange[], readonly after: Exchange }

/** Many simultaneous DELETEs of one running job. */
const race = (subject: Subject): Promise<Race | string> => subject.once('race', async () => {
  const { client, executions: { slow }, settings: { races } } = subject
  if (slow === undefined) return 'No process was found that runs for a while: name one with --slow-process ID --slow-inputs FILE.'
  const job = await launch(subject, slow)
  if (job === undefined || !isUnfinished(await waitToRun(subject, job))) return `The process ${slow.process} was executed, and created no running job.`
  const answers = await Promise.all(Array.from({ length: races }, () => client.delete(job.url)))
  return isKnownToRun(job, slow, answers[0]!.end) ? { answers, after: await client.get(job.url) } : endedEarlyReason
})

const needs = 'dismiss'

export const raceChecks: readonly Check<Subject>[] = [
  {
    id: 'dismiss/races/answered',
    requirement: '/req/dismiss/job-dismiss-success',
    level: 'must',
    sentence: 'Each of many simultaneous DELETEs is answered with 200, 404 or 410, and the job is dismissed or gone',
    needs,
    run: judgeFound(race, found => {
      const odd = found.answers.filter(({ status }) => ![200, 404, 410].includes(status))
      return judge([
        ...odd.map(answer => `One of ${found.answers.length} simultaneous DELETEs was answered with ${answerOf(answer)}; expected 200, 404 or 410.`),
        ...unless(['200 dismissed', '404', '410'].includes(summarizeAnswer(found.after)), `After the race the job is ${summarizeAnswer(found.after)}; expected 200 dismissed, 404 or 410.`)
      ], [...odd, found.after], countAnswers(found.answers, summarizeAnswer))
    })
  },
  {
    id: 'dismiss/races/one-cancels',
    requirement: '/req/dismiss/job-dismiss-success; /req/core/job-exception-no-such-job; linearizability',
    level: 'must',
    sentence: 'Exactly one of many simultaneous DELETEs cancels the job: their answers are those of successive DELETEs, in some order',
    needs,
    run: async subject => {
      const [found, running, accepted] = [await race(subject), await runDismissalSequence(subject, 'running'), await runDismissalSequence(subject, 'accepted')]
      const sequence = typeof running === 'string' ? accepted : running
      if (typeof found === 'string') return skip(found)
      if (typeof sequence === 'string') return skip(sequence)
      const chain = [sequence.first, sequence.second, sequence.third].map(summarizeAnswer)
      return judge(unless(isLinearizable(found.answers, chain, summarizeAnswer), `${found.answers.length} simultaneous DELETEs were answered with ${countAnswers(found.answers, summarizeAnswer)}; successive DELETEs are answered with ${chain.join(', ')}, and so on, which explains these answers in no order.`), found.answers.slice(0, 4), countAnswers(found.answers, summarizeAnswer))
    }
  }
]
