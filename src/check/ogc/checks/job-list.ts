import { answerOf, asList, asMembers, asText, type Exchange, isJson, linksOf, mediaTypeName, type Members, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, type Outcome, skip, unless } from '../../outcome.ts'
import { schemaProblems } from '../../schemas.ts'
import { launch, waitFor, waitToRun } from '../launch.ts'
import { declaredClasses, idOf, type LaunchedJob, linkTo, processOf, schemaFor, statusOf, type Subject, summarizeAnswer } from '../subject.ts'
import { watchDismissal } from './dismissal-later.ts'

const needs = 'job-list'

export const jobsOf = (page: Exchange): Members[] => asList(membersOf(page)['jobs']).map(asMembers)

/** Jobs that exist while these checks run. */
interface Sample {
  readonly successful: readonly LaunchedJob[]
  readonly running: LaunchedJob | undefined
  /** One that was dismissed and stays readable. */
  readonly dismissed: LaunchedJob | undefined
  /** Jobs that ran for more than two seconds. */
  readonly long: readonly LaunchedJob[]
}

export const launchSample = (subject: Subject): Promise<Sample> => subject.once('list sample', async () => {
  const { executions: { quick, slow }, settings: { timeout } } = subject
  const jobs = quick === undefined ? [] : await Promise.all([1, 2, 3].map(() => launch(subject, quick)))
  const successful = jobs.filter(job => job !== undefined)
  for (const job of successful) await waitFor(subject, job, ['successful'], timeout)
  const running = slow && await launch(subject, slow)
  if (running !== undefined) await waitToRun(subject, running)
  return { successful, running, dismissed: await dismissedJob(subject), long: await longJobs(subject) }
})

/** Maximum number of launched jobs to read when looking for a long one. */
const maxLooks = 12

async function longJobs ({ client, launchedJobs }: Subject): Promise<readonly LaunchedJob[]> {
  const jobs = await Promise.all(launchedJobs.slice(0, maxLooks).map(async job => ({ job, info: membersOf(await client.get(job.url)) })))
  return jobs.filter(({ info }) => info['status'] === 'successful' && Date.parse(String(info['finished'])) - Date.parse(String(info['started'])) > 2500).map(({ job }) => job)
}

/** The watched dismissed job, if it stays readable. */
async function dismissedJob (subject: Subject): Promise<LaunchedJob | undefined> {
  const watched = declaredClasses(subject).has('dismiss') ? await watchDismissal(subject) : ''
  if (typeof watched === 'string') return undefined
  return summarizeAnswer(await subject.client.get(watched.job.url)) === '200 dismissed' ? watched.job : undefined
}

/** Parameters; several values repeat the parameter. */
type Query = Readonly<Record<string, string | readonly string[]>>

const parameters = (query: Query): URLSearchParams => new URLSearchParams(Object.entries(query).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value])))

export const askForList = ({ client, jobsUrl }: Subject, query: Query): Promise<Exchange> => client.get(`${jobsUrl}?${parameters(query)}`)

/** A filter, and the sample jobs that it must return or exclude. */
interface Filter {
  readonly name: string
  readonly requirement: string
  readonly sentence: string
  query (subject: Subject): Query
  /** Whether a returned job may match; absent if that cannot be decided. */
  fits? (job: Members, subject: Subject): boolean
  readonly included: readonly (keyof Sample)[]
  readonly excluded: readonly (keyof Sample)[]
}

const past = '2001-01-01T00:00:00Z'

const filters: readonly Filter[] = [
  { name: 'status', requirement: '/req/job-list/status-response', sentence: '`status=successful` returns the successful jobs, and no others', query: () => ({ status: 'successful' }), fits: job => job['status'] === 'successful', included: ['successful'], excluded: ['running'] },
  { name: 'status-running', requirement: '/req/job-list/status-response', sentence: '`status=running` returns the running jobs, and no others', query: () => ({ status: 'running' }), fits: job => job['status'] === 'running', included: ['running'], excluded: ['successful', 'dismissed'] },
  { name: 'status-dismissed', requirement: '/req/job-list/status-response', sentence: '`status=dismissed` returns the dismissed jobs, and no others', query: () => ({ status: 'dismissed' }), fits: job => job['status'] === 'dismissed', included: ['dismissed'], excluded: ['successful', 'running'] },
  { name: 'status-several', requirement: '/req/job-list/status-response', sentence: '`status` with two values returns the jobs with either value', query: () => ({ status: ['successful', 'running'] }), fits: job => ['successful', 'running'].includes(String(job['status'])), included: ['successful', 'running'], excluded: ['dismissed'] },
  { name: 'type', requirement: '/req/job-list/type-response', sentence: '`type=process` returns the jobs of processes', query: () => ({ type: 'process' }), fits: job => [undefined, 'process'].includes(asText(job['type'])), included: ['successful', 'running'], excluded: [] },
  { name: 'process-id', requirement: '/req/job-list/processid-response', sentence: '`processID` returns the jobs of that process, and no others', query: ({ executions: { quick } }) => ({ processID: String(quick?.process) }), fits: (job, { executions: { quick } }) => processOf(job) === quick?.process, included: ['successful'], excluded: [] },
  { name: 'process-id-unknown', requirement: '/req/job-list/processid-response', sentence: '`processID` of an unknown process returns no job', query: () => ({ processID: 'jobdouble-check-no-such-process' }), fits: () => false, included: [], excluded: ['successful', 'running'] },
  { name: 'two', requirement: '/req/job-list/status-response; /req/job-list/processid-response', sentence: 'Two filters return the jobs that match both', query: () => ({ processID: 'jobdouble-check-no-such-process', status: 'successful' }), fits: () => false, included: [], excluded: ['successful', 'running'] },
  { name: 'datetime', requirement: '/req/job-list/datetime-response', sentence: '`datetime` with an interval in the past returns no job of today', query: () => ({ datetime: `../${past}` }), fits: job => !(Date.parse(String(job['created'])) > Date.parse(past)), included: [], excluded: ['successful', 'running'] },
  { name: 'datetime-since', requirement: '/req/job-list/datetime-response', sentence: '`datetime` with an interval that began long ago returns the jobs of today', query: () => ({ datetime: `${past}/..` }), included: ['successful', 'running'], excluded: [] },
  { name: 'min-duration', requirement: '/req/job-list/duration-response', sentence: '`minDuration` excludes jobs with a shorter run time', query: () => ({ minDuration: '1000000' }), included: [], excluded: ['successful', 'running'] },
  { name: 'max-duration', requirement: '/req/job-list/duration-response', sentence: '`maxDuration` includes jobs with a shorter run time', query: () => ({ maxDuration: '1000000' }), included: ['running'], excluded: [] },
  { name: 'max-duration-short', requirement: '/req/job-list/duration-response', sentence: '`maxDuration` excludes jobs with a longer run time', query: () => ({ maxDuration: '1' }), included: [], excluded: ['long'] }
]

const isListed = (jobs: readonly Members[], launchedJob: LaunchedJob): boolean => jobs.some(job => idOf(job) === launchedJob.id)

const jobsOfSample = (sample: Sample, names: readonly (keyof Sample)[]): LaunchedJob[] => names.flatMap(name => sample[name] ?? [])

const filterChecks = filters.map(({ name, requirement, sentence, query, fits, included, excluded }): Check<Subject> => ({
  id: `job-list/filter/${name}`,
  requirement,
  level: 'must',
  sentence,
  needs,
  run: async subject => {
    const jobs = await launchSample(subject)
    if (jobsOfSample(jobs, [...included, ...excluded]).length === 0) return skip('No job could be launched for the job list.')
    const page = await askForList(subject, { ...query(subject), limit: '1000' })
    const { running } = jobs
    // If it has ended by now, its status at the time of the list is unknown.
    const isRunning = running !== undefined && statusOf(await subject.client.get(running.url)) === 'running'
    const known: Sample = { ...jobs, running: isRunning ? running : undefined }
    const found = jobsOf(page)
    const odd = found.filter(job => fits?.(job, subject) === false)
    const hasAll = linkTo(page, ['next']) === undefined
    return judge([
      ...unless(page.status === 200, `${nameOf(page)} was answered with ${answerOf(page)}; expected 200.`),
      ...odd.map(job => `${nameOf(page)} has a job that is ${quote(job['status'])}, of ${quote(job['processID'])}, created ${quote(job['created'])}.`),
      ...jobsOfSample(known, excluded).filter(job => isListed(found, job)).map(job => `${nameOf(page)} has the job ${JSON.stringify(job.id)}, which does not match.`),
      ...jobsOfSample(known, included).filter(job => page.status === 200 && hasAll && !isListed(found, job)).map(job => `${nameOf(page)} does not have the job ${JSON.stringify(job.id)}, which matches.`)
    ], [page], `${found.length} jobs.`)
  }
}))

/** Jobs per page, and the maximum number of pages to read. */
const pageSize = 5
const maxPages = 60

interface Pages { readonly pages: readonly Exchange[], readonly ended: boolean, readonly problem: string | undefined }

const readPages = (subject: Subject): Promise<Pages> => subject.once('pages', async () => {
  await launchSample(subject)
  const pages: Exchange[] = []
  const seen = new Set<string>()
  const ids = new Set<string>()
  for (let url: string | undefined = `${subject.jobsUrl}?limit=${pageSize}`; url !== undefined;) {
    if (new URL(url).origin !== new URL(subject.jobsUrl).origin) return { pages, ended: false, problem: `The link to the next page leads to ${url}, on another server; it was not followed.` }
    if (seen.has(url)) return { pages, ended: false, problem: `The pages form a circle: the page ${url} is linked as a later page of itself.` }
    if (pages.length >= maxPages) return { pages, ended: false, problem: undefined }
    seen.add(url)
    const page = await subject.client.get(url)
    pages.push(page)
    if (pages.length > 1 && page.status !== 200) return { pages, ended: false, problem: `${nameOf(page)}, the next page, was answered with ${answerOf(page)}.` }
    const pageIds = jobsOf(page).map(job => String(idOf(job)))
    const again = pageIds.find((id, index) => ids.has(id) || pageIds.indexOf(id) !== index)
    url = linkTo(page, ['next'])
    if (again !== undefined) return { pages, ended: false, problem: `The pages have the job ${JSON.stringify(again)} twice.` }
    if (pageIds.length === 0 && url !== undefined) return { pages, ended: false, problem: `${nameOf(page)} has no jobs, and links to a next page.` }
    for (const id of pageIds) ids.add(id)
  }
  return { pages, ended: true, problem: undefined }
})

export const judgeList = (toOutcome: (list: Exchange, subject: Subject) => Outcome | Promise<Outcome>) => async (subject: Subject): Promise<Outcome> => {
  await launchSample(subject)
  return toOutcome(await subject.once('list', () => askForList(subject, { limit: '1000' })), subject)
}

export const jobListChecks: readonly Check<Subject>[] = [
  {
    id: 'job-list/schema',
    requirement: '/req/job-list/job-list-success',
    level: 'must',
    sentence: 'The job list is answered with 200 and JSON that matches the standard\'s schema',
    needs,
    run: judgeList((list, subject) => judge([
      ...unless(list.status === 200 && isJson(list), `${nameOf(list)} was answered with ${answerOf(list)}, ${mediaTypeName(list)}; expected 200 and application/json.`),
      ...schemaProblems(schemaFor(subject, 'JobList'), membersOf(list))
    ], [list]))
  },
  {
    id: 'job-list/self-link',
    requirement: '/req/job-list/links',
    level: 'must',
    sentence: 'The job list has a link to itself',
    needs,
    run: judgeList(list => judge(unless(linksOf(membersOf(list)).some(({ rel }) => rel === 'self'), 'No link has the relation self.'), [list]))
  },
  {
    id: 'job-list/process-ids',
    requirement: '/req/job-list/processID-mandatory',
    level: 'must',
    sentence: 'Every job of the list names its process',
    needs,
    run: judgeList(list => judge(jobsOf(list).filter(job => asText(job['processID']) === undefined).map(job => `The job ${quote(idOf(job))} has no processID.`), [list]))
  },
  {
    id: 'job-list/whole',
    requirement: '/req/job-list/job-list-success',
    level: 'must',
    sentence: 'The job list has every job that GET shows',
    needs,
    run: judgeList(async (list, subject) => {
      const jobs = await launchSample(subject)
      const missing = jobsOfSample(jobs, ['successful', 'running']).filter(job => !isListed(jobsOf(list), job) && linkTo(list, ['next']) === undefined)
      return judge(missing.map(job => `The list does not have the job ${JSON.stringify(job.id)}, which GET shows.`), [list])
    })
  },
  {
    id: 'job-list/limit',
    requirement: '/req/job-list/limit-response',
    level: 'must',
    sentence: 'The job list has at most `limit` jobs',
    needs,
    run: async subject => {
      await launchSample(subject)
      const page = await askForList(subject, { limit: '1' })
      return judge(unless(page.status === 200 && jobsOf(page).length <= 1, `${nameOf(page)} was answered with ${answerOf(page)} and ${jobsOf(page).length} jobs; expected one at most.`), [page])
    }
  },
  {
    id: 'job-list/limit-wrong',
    requirement: '/req/job-list/limit-definition',
    level: 'should',
    sentence: 'A `limit` that is not a positive number is refused with 400',
    needs,
    run: async subject => {
      const pages = await Promise.all(['many', '0', '-1'].map(limit => askForList(subject, { limit })))
      const wrong = pages.filter(({ status }) => status < 400 || status >= 500)
      return judge(wrong.map(page => `${nameOf(page)} was answered with ${answerOf(page)}; expected 400.`), wrong)
    }
  },
  {
    id: 'job-list/paging-ends',
    requirement: '/rec/job-list/next-3',
    level: 'must',
    sentence: 'The links to next pages come to an end, and the pages have every job once',
    needs,
    run: async subject => {
      const { pages, ended, problem } = await readPages(subject)
      const unknown = ended || problem !== undefined ? '' : ` Reading stopped after ${maxPages} pages of ${pageSize} jobs.`
      return judge(problem === undefined ? [] : [problem], pages.slice(-2), `${pages.length} pages were read.${unknown}`)
    }
  },
  {
    id: 'job-list/paging-whole',
    requirement: '/rec/job-list/next-2',
    level: 'should',
    sentence: 'The pages together have every job',
    needs,
    run: async subject => {
      const [{ pages, ended }, jobs] = [await readPages(subject), await launchSample(subject)]
      if (!ended || pages.length < 2) return skip('The job list has one page only, or its pages do not end.')
      const found = pages.flatMap(jobsOf)
      return judge(jobsOfSample(jobs, ['successful']).filter(job => !isListed(found, job)).map(job => `None of ${pages.length} pages has the job ${JSON.stringify(job.id)}, which GET shows.`), pages.slice(0, 1))
    }
  },
  ...filterChecks
]
