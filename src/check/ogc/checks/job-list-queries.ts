import { answerOf, asText, type Exchange, linksOf, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, skip, unless } from '../../outcome.ts'
import { idOf, linkTo, processOf, type Subject } from '../subject.ts'
import { askForList, jobsOf, judgeList, launchSample } from './job-list.ts'

const needs = 'job-list'

/** Invalid filters. */
const meaninglessFilters: readonly Readonly<Record<string, string>>[] = [{ status: 'jobdouble-check' }, { datetime: 'yesterday' }, { minDuration: 'long' }, { maxDuration: '-1' }]

/** Above the maximum of any server. */
const enormousLimit = '1000000'

/** How many pages of one job are read. */
const maxPages = 8

/** The following pages, as long as they are on the same server. */
async function readNextPages ({ client, jobsUrl }: Subject, page: Exchange): Promise<Exchange[]> {
  const pages: Exchange[] = []
  for (let url = linkTo(page, ['next']); url !== undefined && new URL(url).origin === new URL(jobsUrl).origin && pages.length < maxPages; url = linkTo(pages.at(-1)!, ['next'])) pages.push(await client.get(url))
  return pages
}

/** Checks of invalid parameters, large limits and further pages. */
export const jobListQueryChecks: readonly Check<Subject>[] = [
  {
    id: 'job-list/agrees',
    requirement: '/req/job-list/job-list-success',
    level: 'must',
    sentence: 'The job list shows a job with the same status and process as GET',
    needs,
    run: judgeList(async (list, subject) => {
      const { successful } = await launchSample(subject)
      const known = new Map(jobsOf(list).map(job => [idOf(job), job]))
      const wrong = await Promise.all(successful.map(async job => {
        const [inList, atGet] = [known.get(job.id), membersOf(await subject.client.get(job.url))]
        return inList === undefined
          ? []
          : [
              ...unless(inList['status'] === atGet['status'], `The list shows the job ${JSON.stringify(job.id)} as ${quote(inList['status'])}, and GET as ${quote(atGet['status'])}.`),
              ...unless(processOf(inList) === undefined || processOf(atGet) === undefined || processOf(inList) === processOf(atGet), `The list has the process ${quote(processOf(inList))} for the job ${JSON.stringify(job.id)}, and GET has ${quote(processOf(atGet))}.`)
            ]
      }))
      return judge(wrong.flat(), [list])
    })
  },
  {
    id: 'job-list/numbers',
    requirement: 'numberMatched and numberReturned, as OGC API – Features has them',
    level: 'should',
    sentence: 'numberMatched and numberReturned are correct, if the job list has them',
    needs,
    run: judgeList(list => {
      const { numberMatched, numberReturned } = membersOf(list)
      const count = jobsOf(list).length
      return judge([
        ...unless(numberReturned === undefined || numberReturned === count, `numberReturned is ${quote(numberReturned)}, and there are ${count} jobs.`),
        ...unless(numberMatched === undefined || Number(numberMatched) >= count, `numberMatched is ${quote(numberMatched)}, and there are ${count} jobs.`)
      ], [list])
    })
  },
  {
    id: 'job-list/limit-large',
    requirement: '/req/job-list/limit-response',
    level: 'should',
    sentence: 'A `limit` above the maximum of the server is not an error',
    needs,
    run: async subject => {
      const page = await askForList(subject, { limit: enormousLimit })
      return judge(unless(page.status === 200, `${nameOf(page)} was answered with ${answerOf(page)}; expected 200.`), [page])
    }
  },
  {
    id: 'job-list/filter/meaningless',
    requirement: 'RFC 9110, 15.5.1',
    level: 'should',
    sentence: 'An invalid filter is refused with 400, or matches no job',
    needs,
    run: async subject => {
      const { successful } = await launchSample(subject)
      if (successful.length === 0) return skip('No job could be launched for the job list.')
      const pages = await Promise.all(meaninglessFilters.map(query => askForList(subject, query)))
      const wrong = pages.filter(page => page.status >= 500 || page.status === 0 || (page.status < 300 && jobsOf(page).length > 0))
      return judge(wrong.map(page => `${nameOf(page)} was answered with ${answerOf(page)} and ${jobsOf(page).length} jobs; expected 400.`), wrong)
    }
  },
  {
    id: 'job-list/next',
    requirement: '/rec/job-list/next-1',
    level: 'should',
    sentence: 'A page of the job list links to the next page, in JSON',
    needs,
    run: async subject => {
      const { successful } = await launchSample(subject)
      if (successful.length < 2) return skip('Two jobs could not be launched for the job list.')
      const page = await askForList(subject, { limit: '1' })
      return judge(unless(jobsOf(page).length !== 1 || linkTo(page, ['next']) !== undefined, `${nameOf(page)} has one of several jobs, and no link to the next page; its links: ${linksOf(membersOf(page)).map(({ rel, type }) => `${rel} (${type})`).join(', ') || 'none'}.`), [page])
    }
  },
  {
    id: 'job-list/next-filtered',
    requirement: '/rec/job-list/next-2',
    level: 'must',
    sentence: 'The next page has the same filter and limit',
    needs,
    run: async subject => {
      await launchSample(subject)
      const results = await Promise.all(['running', 'successful'].map(async status => ({ status, pages: await readNextPages(subject, await askForList(subject, { limit: '1', status })) })))
      const wrong = results.flatMap(({ status, pages }) => pages.flatMap(page => [
        ...jobsOf(page).map(job => asText(job['status'])).filter(found => found !== undefined && found !== status).map(found => ({ page, problem: `${nameOf(page)} is the next page of jobs that are ${status}, and has a job that is ${quote(found)}.` })),
        ...unless(jobsOf(page).length <= 1, `${nameOf(page)} is the next page with limit=1, and has ${jobsOf(page).length}.`).map(problem => ({ page, problem }))
      ]))
      return results.every(({ pages }) => pages.length === 0) ? skip('No job list that is filtered by status has a next page.') : judge(wrong.map(({ problem }) => problem), wrong.slice(0, 1).map(({ page }) => page))
    }
  }
]
