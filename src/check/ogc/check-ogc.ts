import type { Check } from '../outcome.ts'
import type { CheckOptions } from '../options.ts'
import type { JudgedServer } from '../report/to-report.ts'
import { httpChecks } from '../http-checks.ts'
import { runChecks } from '../run-checks.ts'
import { callbackChecks, listenForCallbacks } from './checks/callbacks.ts'
import { deploymentChecks } from './checks/deployment.ts'
import { deploymentRefusalChecks } from './checks/deployment-refusals.ts'
import { dismissalChecks } from './checks/dismissal.ts'
import { dismissalLaterChecks, watchDismissal } from './checks/dismissal-later.ts'
import { dismissalRequestChecks } from './checks/dismissal-requests.ts'
import { errorChecks } from './checks/errors.ts'
import { executionChecks } from './checks/execution.ts'
import { jobAnswerChecks } from './checks/job-answers.ts'
import { jobListChecks } from './checks/job-list.ts'
import { jobListQueryChecks } from './checks/job-list-queries.ts'
import { raceChecks } from './checks/races.ts'
import { resourceChecks } from './checks/resources.ts'
import { resultsChecks } from './checks/results.ts'
import { statusInfoChecks } from './checks/status-info.ts'
import { workflowChecks } from './checks/workflows.ts'
import { undeployAll } from './deploy.ts'
import { discover } from './discover.ts'
import { initialStates, runDismissalSequence } from './dismissal-sequence.ts'
import { familyOf, familyTable, type ObservedAnswers, toObservedAnswers } from './family.ts'
import { reasonNotJudged } from './judged-classes.ts'
import type { Subject } from './subject.ts'

/** In order: checks that wait come late, and checks of all answers come last. */
export const ogcChecks: readonly Check<Subject>[] = [
  ...resourceChecks, ...executionChecks, ...dismissalChecks, ...resultsChecks, ...dismissalRequestChecks, ...raceChecks,
  ...jobListChecks, ...jobListQueryChecks, ...callbackChecks, ...dismissalLaterChecks, ...statusInfoChecks, ...jobAnswerChecks, ...deploymentRefusalChecks, ...deploymentChecks, ...workflowChecks, ...errorChecks, ...httpChecks
]

/** Runs after the checks, while their jobs exist. */
export type JudgedHook = (subject: Subject, judged: JudgedServer) => Promise<void>

/** Judges a server of OGC API – Processes. @throws UnreachableError */
export async function checkOgc (url: string, checks: readonly Check<Subject>[], options: CheckOptions, onJudged?: JudgedHook): Promise<JudgedServer> {
  const subject = await discover(url, options)
  try {
    const reason = reasonNotJudged(subject, options)
    const isJudged = (name: string) => reason(name) === undefined
    const judgesDismissal = isJudged('dismiss') && checks.some(({ needs }) => needs === 'dismiss')
    // Checks that wait start early, and others run meanwhile.
    if (isJudged('callback') && checks.some(({ needs }) => needs === 'callback')) void listenForCallbacks(subject)
    if (judgesDismissal) await watchDismissal(subject)
    const judged = await runChecks(checks, subject, reason)
    const observed = judgesDismissal ? await observeDismissals(subject) : {}
    const result = { subject: subject.base, checks: judged, family: familyOf(observed), table: familyTable(observed) }
    await onJudged?.(subject, result)
    return result
  } finally {
    await cleanUp(subject)
  }
}

const observeDismissals = async (subject: Subject): Promise<ObservedAnswers> => {
  const sequences = await Promise.all(initialStates.map(state => runDismissalSequence(subject, state)))
  return toObservedAnswers(sequences.filter(sequence => typeof sequence !== 'string'))
}

/** Closes listeners, undeploys processes and dismisses jobs, as far as the server allows; a job that stays readable is dismissed twice. */
async function cleanUp (subject: Subject): Promise<void> {
  const { client, launchedJobs, listeners } = subject
  await undeployAll(subject)
  for (const listener of listeners) listener.close().closeAllConnections()
  await Promise.all(launchedJobs.map(async ({ url }) => {
    for (let times = 0; times < 2; times++) {
      const { status } = await client.delete(url)
      if (status !== 200) return
    }
  }))
}
