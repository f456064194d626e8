import { answerOf, asText, type Exchange, linksOf, membersOf, nameOf, quote } from '../../exchange.ts'
import { type Check, judge, skip, unless } from '../../outcome.ts'
import { idOf, linkTo, processOf, type Subject } from '../subject.ts'
import { askForList, jobsOf, judgeList, launchSample } from './job-list.ts'

const needs = 'job-list'

/** Filters that mean nothing. */
const meaninglessFilters: readonly Readonly<Record<string, string>>[] = [{ status: 'jobdouble-check' }, { datetime: 'yesterday' }, { minDuration: 'long' }, { maxDuration: '-1' }]

/** More than any server gives at once. */
const enormousLimit = '1000000'

/** How many pages of one job are read. */
const maxPages = 8

/** The pages that come after this one, as far as they are on the same server. */
async function readNextPages ({ client, jobsUrl }: Subject, page: Exchange): Promise<Exchange[]> {
  const pages: Exchange[] = []
  for (let url = linkTo(page, ['next']); url !== undefined && new URL(url).origin === new URL(jobsUrl).origin && pages.length < maxPages; url = linkTo(pages.at(-1)!, ['next'])) pages.push(await client.get(url))
  return pages
}

/** What else is asked of the list: what is wrong, what is too much, and what comes after the first page. */
export const jobListQueryChecks: readonly Check<Subject>[] = [
  {
    id: 'job-list/agrees',
    requirement: '/req/job-list/job-list-success',
    level: 'must',
    sentence: 'The list shows a job with the status and the process that GET shows',
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
              ...unless(processOf(inList) === undefined || processOf(atGet) === undefined || processOf(inList) === processOf(atGet), `The list says that the job ${JSON.stringify(job.id)} is one of ${quote(processOf(inList))}, and GET of ${quote(processOf(atGet))}.`)
            ]
      }))
      return judge(wrong.flat(), [list])
    })
  },
  {
    id: 'job-list/numbers',
    requirement: 'numberMatched and numberReturned, as OGC API – Features has them',
    level: 'should',
    sentence: 'Where the list counts its jobs, it counts right',
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
    sentence: 'A `limit` above what the server gives is no error: it gives as many as it does',
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
    sentence: 'A filter that means nothing is refused with 400, or leaves no job',
    needs,
    run: async subject => {
      const { successful } = await launchSample(subject)
      if (successful.length === 0) return skip('No job could be launched that the list must have.')
      const pages = await Promise.all(meaninglessFilters.map(query => askForList(subject, query)))
      const wrong = pages.filter(page => page.status >= 500 || page.status === 0 || (page.status < 300 && jobsOf(page).length > 0))
      return judge(wrong.map(page => `${nameOf(page)} was answered with ${answerOf(page)} and ${jobsOf(page).length} jobs; expected 400.`), wrong)
    }
  },
  {
    id: 'job-list/next',
    requirement: '/rec/job-list/next-1',
    level: 'should',
    sentence: 'A list that is longer than its page links to the next one, in JSON',
    needs,
    run: async subject => {
      const { successful } = await launchSample(subject)
      if (successful.length < 2) return skip('No two jobs could be launched that the list must have.')
      const page = await askForList(subject, { limit: '1' })
      return judge(unless(jobsOf(page).length !== 1 || linkTo(page, ['next']) !== undefined, `${nameOf(page)} has one job of more, and the links ${linksOf(membersOf(page)).map(({ rel, type }) => `${rel} (${type})`).join(', ') || 'none'}.`), [page])
    }
  },
  {
    id: 'job-list/next-filtered',
    requirement: '/rec/job-list/next-2',
    level: 'must',
    sentence: 'The next page is one of the same filter and limit',
    needs,
    run: async subject => {
      await launchSample(subject)
      const results = await Promise.all(['running', 'successful'].map(async status => ({ status, pages: await readNextPages(subject, await askForList(subject, { limit: '1', status })) })))
      const wrong = results.flatMap(({ status, pages }) => pages.flatMap(page => [
        ...jobsOf(page).map(job => asText(job['status'])).filter(found => found !== undefined && found !== status).map(found => ({ page, problem: `${nameOf(page)} is linked to as a page of what is ${status}, and has a job that is ${quote(found)}.` })),
        ...unless(jobsOf(page).length <= 1, `${nameOf(page)} is linked to as a page of one job, and has ${jobsOf(page).length}.`).map(problem => ({ page, problem }))
      ]))
      return results.every(({ pages }) => pages.length === 0) ? skip('No list of jobs with one status has a next page here.') : judge(wrong.map(({ problem }) => problem), wrong.slice(0, 1).map(({ page }) => page))
    }
  }
]
