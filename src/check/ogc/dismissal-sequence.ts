import type { Exchange, Members } from '../exchange.ts'
import { asList, asMembers, membersOf } from '../exchange.ts'
import { isKnownToRun, launch, tooSlow, waitFor, waitToRun } from './launch.ts'
import { answerWords, idOf, type LaunchedJob, linkTo, type Run, statusOf, type Subject } from './subject.ts'

/** The states of a job at a first DELETE. */
export const storyStates = ['accepted', 'running', 'successful', 'failed'] as const
export type StoryState = typeof storyStates[number]

/** The exchanges around the dismissals of one job. */
export interface DismissalStory {
  readonly state: StoryState
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
  /** Whether the list was read to its end, so that a job that was not found is missing. */
  readonly isWhole: boolean
}

/** The story of a dismissal in a state, or why the state was not reached. */
export const storyOf = (subject: Subject, state: StoryState): Promise<DismissalStory | string> => subject.once(`dismissal of ${state}`, () => tell(subject, state))

const runFor = ({ runs }: Subject, state: StoryState): Run | undefined => ({ accepted: runs.waiting, running: runs.slow, successful: runs.quick, failed: runs.failing })[state]

const hints: Readonly<Record<StoryState, string>> = {
  accepted: 'No job was seen that stays accepted',
  running: 'No process was found that runs for a while: name one with --slow-process ID --slow-inputs FILE',
  successful: 'No process was found that succeeds as a job: name one with --process ID --inputs FILE',
  failed: 'No execution was found that makes a failed job'
}

async function tell (subject: Subject, state: StoryState): Promise<DismissalStory | string> {
  const { client, runs, settings } = subject
  const run = runFor(subject, state)
  if (run === undefined) return `${hints[state]}.`
  const job = await launch(subject, run)
  if (job === undefined) return `The process ${run.process} was executed, and no job came of it.`
  const before = state === 'running' ? await waitToRun(subject, job) : await waitFor(subject, job, [state], settings.timeout)
  if (statusOf(before) !== state) return `The job that was to be ${state} was ${answerWords(before)}.`
  const get = (path = '') => client.get(job.url + path)
  const [resultsBefore, first] = [await get('/results'), await client.delete(job.url)]
  if (runs.slow === run && !isKnownToRun(job, run, first.end)) return tooSlow
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
const mostPages = 20

/** Reads the list of jobs until it finds this one. */
async function searchJob ({ client, jobsUrl }: Pick<Subject, 'client' | 'jobsUrl'>, job: LaunchedJob): Promise<JobSearch> {
  const exchanges: Exchange[] = []
  for (let url: string | undefined = `${jobsUrl}?limit=1000`; url !== undefined && exchanges.length < mostPages;) {
    const page = await client.get(url)
    exchanges.push(page)
    const found = asList(membersOf(page)['jobs']).map(asMembers).find(info => idOf(info) === job.id)
    if (found !== undefined || page.status !== 200) return { exchanges, found, isWhole: false }
    url = linkTo(page, ['next'])
  }
  return { exchanges, found: undefined, isWhole: exchanges.length < mostPages }
}
