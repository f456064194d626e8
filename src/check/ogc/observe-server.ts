import type { Observations } from '../persona/observations.ts'
import { measureDelay } from './measure-delay.ts'
import { askPersonaQuestions } from './persona-questions.ts'
import type { JudgedServer } from '../report/to-report.ts'
import { initialStates, runDismissalSequence } from './dismissal-sequence.ts'
import type { Subject } from './subject.ts'

/** Everything observed of a judged server, and the answers that only a persona needs. */
export async function observeServer (subject: Subject, { checks }: JudgedServer): Promise<Observations> {
  const results = await Promise.all(initialStates.map(state => runDismissalSequence(subject, state)))
  const dismissals = results.filter(sequence => typeof sequence !== 'string')
  const delays = await Promise.all(dismissals.map(async dismissal => [dismissal.state, await measureDelay(subject, dismissal)] as const))
  const { base, jobsUrl, landing, conformance, processes, executions, launchedJobs, client: { log } } = subject
  const answers = await askPersonaQuestions(subject)
  return {
    base,
    jobsUrl,
    landing,
    conformance,
    processes,
    executions,
    launchedJobs: [...launchedJobs],
    log: [...log],
    dismissals,
    delays: Object.fromEntries(delays),
    answers,
    failed: checks.filter(({ outcome }) => outcome.verdict === 'failed').map(({ id }) => id)
  }
}
