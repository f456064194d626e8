import { answerOf, type Exchange } from '../../exchange.ts'
import { judge, judgeFound, skip, unless } from '../../outcome.ts'
import { countAnswers, isLinearizable } from '../../race.ts'
import { runDeletionSequence } from '../deletion-sequence.ts'
import { launchOne, launchSeveral, lookUp } from '../launch.ts'
import { groupUrl, isSuccess, jobUrl, type TatorSubject } from '../subject.ts'
import type { TatorCheck } from '../tator-check.ts'

interface Race { readonly answers: readonly Exchange[], readonly after: Exchange }

/** Many simultaneous DELETEs of one job. */
const race = (subject: TatorSubject): Promise<Race | string> => subject.once('race', async () => {
  const launched = await launchOne(subject)
  if (typeof launched === 'string') return launched
  const answers = await Promise.all(Array.from({ length: subject.settings.races }, () => subject.client.delete(jobUrl(subject, launched.id))))
  return { answers, after: await lookUp(subject, launched.id) }
})

const words = ({ status }: Exchange): string => String(status)

export const raceChecks: readonly TatorCheck[] = [
  {
    id: 'races/answered',
    requirement: 'DeleteJob: 200, 404',
    level: 'must',
    sentence: 'Each of many DELETEs at once is answered with 200 or 404, and the job is gone',
    run: judgeFound(race, ({ answers, after }) => {
      const odd = answers.filter(answer => !isSuccess(answer) && answer.status !== 404)
      return judge([
        ...odd.map(answer => `One of ${answers.length} simultaneous DELETEs was answered with ${answerOf(answer)}; expected 200 or 404.`),
        ...unless(after.status === 404, `After the race the job was answered with ${answerOf(after)}; expected 404.`)
      ], [...odd, after], countAnswers(answers, words))
    })
  },
  {
    id: 'races/one-deletes',
    requirement: 'DeleteJob: 200, 404; linearizability',
    level: 'must',
    sentence: 'Exactly one of many simultaneous DELETEs deletes the job: their answers are those of successive DELETEs, in some order',
    run: async subject => {
      const [found, sequence] = [await race(subject), await runDeletionSequence(subject, 'Running')]
      if (typeof found === 'string') return skip(found)
      const deletion = typeof sequence === 'string' ? await runDeletionSequence(subject, 'Pending') : sequence
      if (typeof deletion === 'string') return skip(deletion)
      const chain = [deletion.first, deletion.second].map(words)
      const counted = countAnswers(found.answers, words)
      return judge(unless(isLinearizable(found.answers, chain, words), `${found.answers.length} simultaneous DELETEs were answered with ${counted}; successive DELETEs are answered with ${chain.join(', ')}, which explains these answers in no order.`), found.answers.slice(0, 4), counted)
    }
  },
  {
    id: 'races/group',
    requirement: 'DeleteJobGroup (2020-05) or DeleteJobList (since 2020-09), and DeleteJob',
    level: 'must',
    sentence: 'Simultaneous DELETEs of a group and of its jobs leave no job',
    run: async subject => {
      const group = await launchSeveral(subject)
      if (typeof group === 'string') return skip(group)
      const urls = [groupUrl(subject, group.group), ...group.ids.map(id => jobUrl(subject, id)), groupUrl(subject, group.group)]
      const answers = await Promise.all(urls.map(url => subject.client.delete(url)))
      const odd = answers.filter(answer => !isSuccess(answer) && answer.status !== 404)
      const left = (await Promise.all(group.ids.map(id => lookUp(subject, id)))).filter(isSuccess)
      return judge([
        ...odd.map(answer => `A DELETE was answered with ${answerOf(answer)}; expected 200 or 404.`),
        ...left.map(({ url }) => `The job at ${url} still exists.`)
      ], [...answers, ...left], countAnswers(answers, words))
    }
  }
]
