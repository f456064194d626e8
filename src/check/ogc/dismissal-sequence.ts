import type { Exchange, Members } from '../exchange.ts'
import { asList, asMembers, membersOf } from '../exchange.ts'
import { endedEarlyReason, isKnownToRun, launch, waitFor, waitToRun } from './launch.ts'
import { idOf, type KnownExecution, type LaunchedJob, linkTo, statusOf, type Subject, summarizeAnswer } from './subject.ts'

/** The states of a job at a first DELETE. */
export const initialStates = ['accepted', 'running', 'successful', 'failed'] as const
export type InitialState = typeof initialStates[number]

/** The exchanges around the dismissals of one job. */
export interface DismissalSequence {
  readonly state: InitialState
  readonly job: LaunchedJob
  readonly before: Exchange
  readonly resultsBefore: Exchange
  readonly first: Exchange
  readonly after: Exchange
  readonly resultsAfter: Exchange
  readonly listAfter: JobSearch
  readonly second: Exchange
  readonly afterSecond: Exchange
  readonly third: Exchange
  readonly afterThird: Exchange
}

/** The result of looking for a job in the list. */
interface JobSearch {
  readonly exchanges: readonly Exchange[]
  readonly found: Members | undefined
  /** Whether the list was read to its end: only then is a job that was not found missing. */
  readonly isWhole: boolean
}

/** Launches a job, waits for the state and dismisses it three times; or says why the state was not reached. */
export const runDismissalSequence = (subject: Subject, state: InitialState): Promise<DismissalSequence | string> => subject.once(`dismissal of ${state}`, () => sendRequests(subject, state))

const executionFor = ({ executions }: Subject, state: InitialState): KnownExecution | undefined => ({ accepted: executions.waiting, running: executions.slow, successful: executions.quick, failed: executions.failing })[state]

const hints: Readonly<Record<InitialState, string>> = {
  accepted: 'No job stayed accepted',
  running: 'No process was found that runs for a while: name one with --slow-process ID --slow-inputs FILE',
  successful: 'No process was found that succeeds as a job: name one with --process ID --inputs FILE',
  failed: 'No execution was found that creates a failed job'
}

async function sendRequests (subject: Subject, state: InitialState): Promise<DismissalSequence | string> {
  const { client, executions, settings } = subject
  const execution = executionFor(subject, state)
  if (execution === undefined) return `${hints[state]}.`
  const job = await launch(subject, execution)
  if (job === undefined) return `The process ${execution.process} was executed, and created no job.`
  const before = state === 'running' ? await waitToRun(subject, job) : await waitFor(subject, job, [state], settings.timeout)
  if (statusOf(before) !== state) return `The job did not become ${state}; it was ${summarizeAnswer(before)}.`
  const get = (path = '') => client.get(job.url + path)
  const [resultsBefore, first] = [await get('/results'), await client.delete(job.url)]
  if (executions.slow === execution && !isKnownToRun(job, execution, first.end)) return endedEarlyReason
  return {
    state,
    job,
    before,
    resultsBefore,
    first,
    after: await get(),
    resultsAfter: await get('/results'),
    listAfter: await searchJob(subject, job),
    second: await client.delete(job.url),
    afterSecond: await get(),
    third: await client.delete(job.url),
    afterThird: await get()
  }
}

/** Maximum number of pages of a list to read. */
const maxPages = 20

/** Reads the list of jobs until it finds this one. */
async function searchJob ({ client, jobsUrl }: Pick<Subject, 'client' | 'jobsUrl'>, job: LaunchedJob): Promise<JobSearch> {
  const exchanges: Exchange[] = []
  for (let url: string | undefined = `${jobsUrl}?limit=1000`; url !== undefined && exchanges.length < maxPages;) {
    const page = await client.get(url)
    exchanges.push(page)
    const found = asList(membersOf(page)['jobs']).map(asMembers).find(info => idOf(info) === job.id)
    if (found !== undefined || page.status !== 200) return { exchanges, found, isWhole: false }
    url = linkTo(page, ['next'])
  }
  return { exchanges, found: undefined, isWhole: exchanges.length < maxPages }
}
