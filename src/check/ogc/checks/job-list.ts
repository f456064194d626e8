import { answerOf, asList, asMembers, asText, type Exchange, isJson, linksOf, mediaTypeName, type Members, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, type Outcome, skip, unless } from '../../outcome.ts'
import { schemaProblems } from '../../schemas.ts'
import { launch, waitFor, waitToRun } from '../launch.ts'
import { idOf, type LaunchedJob, linkTo, schemaFor, statusOf, type Subject } from '../subject.ts'

const needs = 'job-list'

const jobsOf = (page: Exchange): Members[] => asList(membersOf(page)['jobs']).map(asMembers)

/** Jobs that the list must contain while these checks run, by kind. */
interface Sample { readonly successful: readonly LaunchedJob[], readonly running: LaunchedJob | undefined }

const sample = (subject: Subject): Promise<Sample> => subject.once('list sample', async () => {
  const { runs: { quick, slow }, settings: { timeout } } = subject
  const jobs = quick === undefined ? [] : await Promise.all([1, 2, 3].map(() => launch(subject, quick)))
  const successful = jobs.filter(job => job !== undefined)
  for (const job of successful) await waitFor(subject, job, ['successful'], timeout)
  const running = slow && await launch(subject, slow)
  if (running !== undefined) await waitToRun(subject, running)
  return { successful, running }
})

const ask = ({ client, jobsUrl }: Subject, query: Record<string, string>): Promise<Exchange> => client.get(`${jobsUrl}?${new URLSearchParams(query)}`)

/** A filter: which jobs may remain, and which of the sample must and must not. */
interface Filter {
  readonly name: string
  readonly requirement: string
  readonly sentence: string
  query (subject: Subject, sample: Sample): Record<string, string>
  /** Whether a job of the answer fits; undefined if that cannot be decided. */
  fits? (job: Members, subject: Subject): boolean
  readonly wanted: readonly (keyof Sample)[]
  readonly unwanted: readonly (keyof Sample)[]
}

const past = '2001-01-01T00:00:00Z'

const filters: readonly Filter[] = [
  { name: 'status', requirement: '/req/job-list/status-response', sentence: '`status=successful` leaves jobs that succeeded, and only those', query: () => ({ status: 'successful' }), fits: job => job['status'] === 'successful', wanted: ['successful'], unwanted: ['running'] },
  { name: 'status-running', requirement: '/req/job-list/status-response', sentence: '`status=running` leaves jobs that run, and only those', query: () => ({ status: 'running' }), fits: job => job['status'] === 'running', wanted: ['running'], unwanted: ['successful'] },
  { name: 'type', requirement: '/req/job-list/type-response', sentence: '`type=process` leaves the jobs of processes', query: () => ({ type: 'process' }), fits: job => [undefined, 'process'].includes(asText(job['type'])), wanted: ['successful', 'running'], unwanted: [] },
  { name: 'process-id', requirement: '/req/job-list/processid-response', sentence: '`processID` leaves the jobs of that process, and only those', query: ({ runs: { quick } }) => ({ processID: String(quick?.process) }), fits: (job, { runs: { quick } }) => processOf(job) === quick?.process, wanted: ['successful'], unwanted: [] },
  { name: 'process-id-unknown', requirement: '/req/job-list/processid-response', sentence: '`processID` of a process that is not there leaves none', query: () => ({ processID: 'jobdouble-check-no-such-process' }), fits: () => false, wanted: [], unwanted: ['successful', 'running'] },
  { name: 'datetime', requirement: '/req/job-list/datetime-response', sentence: '`datetime` with an interval that is over leaves no job of today', query: () => ({ datetime: `../${past}` }), fits: job => !(Date.parse(String(job['created'])) > Date.parse(past)), wanted: [], unwanted: ['successful', 'running'] },
  { name: 'datetime-since', requirement: '/req/job-list/datetime-response', sentence: '`datetime` with an interval since long ago leaves the jobs of today', query: () => ({ datetime: `${past}/..` }), wanted: ['successful', 'running'], unwanted: [] },
  { name: 'min-duration', requirement: '/req/job-list/duration-response', sentence: '`minDuration` leaves out jobs that ran for less', query: () => ({ minDuration: '1000000' }), wanted: [], unwanted: ['successful', 'running'] },
  { name: 'max-duration', requirement: '/req/job-list/duration-response', sentence: '`maxDuration` keeps jobs that ran for less', query: () => ({ maxDuration: '1000000' }), wanted: ['running'], unwanted: [] }
]

const processOf = (job: Members): string => decodeURIComponent(String(asText(job['processID'])).replace(/.*\//, ''))

const listed = (jobs: readonly Members[], wanted: LaunchedJob): boolean => jobs.some(job => idOf(job) === wanted.id)

const ofSample = (sample: Sample, names: readonly (keyof Sample)[]): LaunchedJob[] => names.flatMap(name => sample[name] ?? [])

const filterChecks = filters.map(({ name, requirement, sentence, query, fits, wanted, unwanted }): Check<Subject> => ({
  id: `job-list/filter/${name}`,
  requirement,
  level: 'must',
  sentence,
  needs,
  run: async subject => {
    const jobs = await sample(subject)
    if (ofSample(jobs, [...wanted, ...unwanted]).length === 0) return skip('No job could be launched that the list must have.')
    const page = await ask(subject, { ...query(subject, jobs), limit: '1000' })
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
      ...ofSample(known, unwanted).filter(job => listed(found, job)).map(job => `${nameOf(page)} has the job ${JSON.stringify(job.id)}, which does not fit.`),
      ...ofSample(known, wanted).filter(job => page.status === 200 && hasAll && !listed(found, job)).map(job => `${nameOf(page)} does not have the job ${JSON.stringify(job.id)}, which fits.`)
    ], [page], `${found.length} jobs.`)
  }
}))

/** Jobs per page, and the maximum number of pages to read. */
const pageSize = 5
const mostPages = 60

interface Pages { readonly pages: readonly Exchange[], readonly ended: boolean, readonly repeated: string | undefined }

const readPages = (subject: Subject): Promise<Pages> => subject.once('pages', async () => {
  await sample(subject)
  const pages: Exchange[] = []
  const seen = new Set<string>()
  const ids = new Set<string>()
  for (let url: string | undefined = `${subject.jobsUrl}?limit=${pageSize}`; url !== undefined;) {
    if (seen.has(url)) return { pages, ended: false, repeated: `The page ${url} is linked to as one that comes after itself.` }
    if (pages.length >= mostPages) return { pages, ended: false, repeated: undefined }
    seen.add(url)
    const page = await subject.client.get(url)
    pages.push(page)
    const here = jobsOf(page).map(job => String(idOf(job)))
    const again = here.find(id => ids.has(id))
    url = linkTo(page, ['next'])
    if (again !== undefined) return { pages, ended: false, repeated: `The job ${JSON.stringify(again)} is on two pages.` }
    if (here.length === 0 && url !== undefined) return { pages, ended: false, repeated: `${nameOf(page)} has no jobs, and links to a next page.` }
    for (const id of here) ids.add(id)
  }
  return { pages, ended: true, repeated: undefined }
})

const withList = (judgeIt: (list: Exchange, subject: Subject) => Outcome | Promise<Outcome>) => async (subject: Subject): Promise<Outcome> => {
  await sample(subject)
  return judgeIt(await subject.once('list', () => ask(subject, { limit: '1000' })), subject)
}

export const jobListChecks: readonly Check<Subject>[] = [
  {
    id: 'job-list/schema',
    requirement: '/req/job-list/job-list-success',
    level: 'must',
    sentence: 'The list of jobs is answered with 200, in JSON, as the standard\'s schema has it',
    needs,
    run: withList((list, subject) => judge([
      ...unless(list.status === 200 && isJson(list), `${nameOf(list)} was answered with ${answerOf(list)}, ${mediaTypeName(list)}; expected 200 and application/json.`),
      ...schemaProblems(schemaFor(subject, 'JobList'), membersOf(list))
    ], [list]))
  },
  {
    id: 'job-list/self-link',
    requirement: '/req/job-list/links',
    level: 'must',
    sentence: 'The list links to itself',
    needs,
    run: withList(list => judge(unless(linksOf(membersOf(list)).some(({ rel }) => rel === 'self'), 'No link has the relation self.'), [list]))
  },
  {
    id: 'job-list/process-ids',
    requirement: '/req/job-list/processID-mandatory',
    level: 'must',
    sentence: 'Every job of the list says of which process it is',
    needs,
    run: withList(list => judge(jobsOf(list).filter(job => asText(job['processID']) === undefined).map(job => `The job ${quote(idOf(job))} has no processID.`), [list]))
  },
  {
    id: 'job-list/whole',
    requirement: '/req/job-list/job-list-success',
    level: 'must',
    sentence: 'The list has the jobs that GET has',
    needs,
    run: withList(async (list, subject) => {
      const jobs = await sample(subject)
      const missing = ofSample(jobs, ['successful', 'running']).filter(job => !listed(jobsOf(list), job) && linkTo(list, ['next']) === undefined)
      return judge(missing.map(job => `The list does not have the job ${JSON.stringify(job.id)}, which GET shows.`), [list])
    })
  },
  {
    id: 'job-list/limit',
    requirement: '/req/job-list/limit-response',
    level: 'must',
    sentence: 'The list keeps to `limit`',
    needs,
    run: async subject => {
      await sample(subject)
      const page = await ask(subject, { limit: '1' })
      return judge(unless(page.status === 200 && jobsOf(page).length <= 1, `${nameOf(page)} was answered with ${answerOf(page)} and ${jobsOf(page).length} jobs; expected one at most.`), [page])
    }
  },
  {
    id: 'job-list/limit-wrong',
    requirement: '/req/job-list/limit-definition',
    level: 'should',
    sentence: 'A `limit` that is no positive number is refused with 400',
    needs,
    run: async subject => {
      const page = await ask(subject, { limit: 'many' })
      return judge(unless(page.status >= 400 && page.status < 500, `${nameOf(page)} was answered with ${answerOf(page)}; expected 400.`), [page])
    }
  },
  {
    id: 'job-list/paging-ends',
    requirement: '/rec/job-list/next-3',
    level: 'must',
    sentence: 'Who follows the links to next pages comes to an end, and meets every job once',
    needs,
    run: async subject => {
      const { pages, ended, repeated } = await readPages(subject)
      const unknown = ended || repeated !== undefined ? '' : ` After ${mostPages} pages of ${pageSize} jobs no more were read.`
      return judge(repeated === undefined ? [] : [repeated], pages.slice(-2), `${pages.length} pages were read.${unknown}`)
    }
  },
  {
    id: 'job-list/paging-whole',
    requirement: '/rec/job-list/next-2',
    level: 'should',
    sentence: 'No job is left out between pages',
    needs,
    run: async subject => {
      const [{ pages, ended }, jobs] = [await readPages(subject), await sample(subject)]
      if (!ended || pages.length < 2) return skip('There are no pages that come to an end.')
      const found = pages.flatMap(jobsOf)
      return judge(ofSample(jobs, ['successful']).filter(job => !listed(found, job)).map(job => `None of ${pages.length} pages has the job ${JSON.stringify(job.id)}, which GET shows.`), pages.slice(0, 1))
    }
  },
  ...filterChecks
]
