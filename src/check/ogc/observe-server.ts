import type { Observations } from '../persona/observations.ts'
import { askMore } from './ask-more.ts'
import type { Judged } from './check-ogc.ts'
import { storyOf, storyStates } from './dismissal-story.ts'
import type { Subject } from './subject.ts'

/** What was seen of a server that was judged, and what only its persona needs. */
export async function observeServer (subject: Subject, { checks }: Judged): Promise<Observations> {
  const stories = await Promise.all(storyStates.map(async state => [state, await storyOf(subject, state)] as const))
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
    stories: Object.fromEntries(stories.filter(([, story]) => typeof story !== 'string')),
    answers,
    failed: checks.filter(({ outcome }) => outcome.verdict === 'failed').map(({ id }) => id)
  }
}
