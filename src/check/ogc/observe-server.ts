import type { Observations } from '../persona/observations.ts'
import { askMore, watchDismissal } from './persona-questions.ts'
import type { JudgedServer } from '../report/to-report.ts'
import { storyOf, storyStates } from './dismissal-sequence.ts'
import type { Subject } from './subject.ts'

/** Everything observed of a judged server, and the answers that only a persona needs. */
export async function observeServer (subject: Subject, { checks }: JudgedServer): Promise<Observations> {
  const told = await Promise.all(storyStates.map(state => storyOf(subject, state)))
  const stories = told.filter(story => typeof story !== 'string')
  const late = await Promise.all(stories.map(async story => [story.state, await watchDismissal(subject, story)] as const))
  const { base, jobsUrl, landing, conformance, processes, runs, launched, client: { log } } = subject
  const answers = await askMore(subject)
  return {
    base,
    jobsUrl,
    landing,
    conformance,
    processes,
    runs,
    launched: [...launched],
    log: [...log],
    stories,
    late: Object.fromEntries(late),
    answers,
    failed: checks.filter(({ outcome }) => outcome.verdict === 'failed').map(({ id }) => id)
  }
}
