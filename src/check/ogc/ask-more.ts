import type { Exchange } from '../exchange.ts'
import type { RequestOptions } from '../client.ts'
import { poll } from '../poll.ts'
import type { DismissalStory } from './dismissal-story.ts'
import { isUnfinished, launch, waitFor, waitToRun } from './launch.ts'
import { noSuchUrl, type Subject } from './subject.ts'

/** A request that no check needs, since the standard says nothing about it, but a persona. */
interface Question extends RequestOptions { readonly method?: string, url (subject: Subject): string }

const unknownUuid = '00000000-0000-4000-8000-000000000000'
const list = (query: string) => ({ jobsUrl }: Subject) => `${jobsUrl}${query}`
const unknown = (path = '') => (subject: Subject) => noSuchUrl(subject, unknownUuid) + path

const questions = {
  list: { url: list('?limit=1000') },
  'list of one': { url: list('?limit=1') },
  'list without a limit': { url: list('') },
  'list with an unknown f': { url: list('?limit=1&f=jobdouble-check') },
  'list with f=html': { url: list('?limit=1&f=html') },
  'list as a page': { url: list('?limit=1'), accept: 'text/html' },
  'list as any text': { url: list('?limit=1'), accept: 'text/*' },
  'list as nothing': { url: list('?limit=1'), accept: 'application/x-nothing-has-this' },
  'list with a slash': { url: list('/?limit=1') },
  'filter type': { url: list('?limit=1000&type=jobdouble-check') },
  'filter status': { url: list('?limit=1000&status=dismissed') },
  'filter processID': { url: list('?limit=1000&processID=jobdouble-check-no-such-process') },
  'filter datetime': { url: list('?limit=1000&datetime=../2001-01-01T00:00:00Z') },
  'filter minDuration': { url: list('?limit=1000&minDuration=1000000') },
  'filter maxDuration': { url: list('?limit=1000&maxDuration=0') },
  'unknown UUID': { url: unknown() },
  'results of an unknown UUID': { url: unknown('/results') },
  'dismissal of an unknown UUID': { method: 'DELETE', url: unknown() },
  'unknown address': { url: ({ base }: Subject) => `${base}/jobdouble-check-no-such-address` },
  'wrong method': { method: 'PUT', url: list('') }
} satisfies Record<string, Question>

/** What was answered, by the name of what was asked. The last three are there only where a job succeeded. */
export type Answers = Readonly<Record<keyof typeof questions, Exchange>> & Readonly<Partial<Record<'results' | 'sync execution' | 'job of the sync execution', Exchange>>>

/** Asks what a persona is learned from beside the checks, with some jobs in the list. */
export async function askMore (subject: Subject): Promise<Answers> {
  const jobs = await askAboutJobs(subject)
  const answers: [string, Exchange][] = []
  for (const [name, { method = 'GET', url, ...options }] of Object.entries<Question>(questions)) answers.push([name, await subject.client.send(method, url(subject), options)])
  return { ...Object.fromEntries(answers) as Answers, ...jobs }
}

async function askAboutJobs (subject: Subject): Promise<Pick<Answers, 'results' | 'sync execution' | 'job of the sync execution'>> {
  const { client, runs: { quick }, settings: { timeout }, base } = subject
  if (quick === undefined) return {}
  const first = await launch(subject, quick)
  const last = await launch(subject, quick)
  if (first === undefined || last === undefined) return {}
  for (const job of [first, last]) await waitFor(subject, job, ['successful'], timeout)
  const results = await client.get(`${last.url}/results`, { accept: '*/*' })
  const sync = await client.send('POST', quick.executionUrl, { body: { inputs: quick.inputs } })
  const { location = '' } = sync.headers
  const isHere = URL.canParse(location, sync.finalUrl) && new URL(location, sync.finalUrl).origin === new URL(base).origin
  return { results, 'sync execution': sync, ...isHere && { 'job of the sync execution': await client.get(new URL(location, sync.finalUrl).href) } }
}

/** What became of a job whose dismissal was accepted and did not show at once. */
export interface LateDismissal {
  /** How many seconds later it showed, or for how many it was waited for in vain. */
  readonly seconds: number
  readonly last: Exchange
}

/** Dismisses one job more in the state of a story, and waits for what it does; undefined where it showed at once, or was refused. */
export async function watchDismissal (subject: Subject, { state, first, after }: DismissalStory): Promise<LateDismissal | undefined> {
  const { client, settings: { settle }, runs: { slow, waiting } } = subject
  const run = state === 'accepted' ? waiting : slow
  const job = first.status < 300 && isUnfinished(after) && run !== undefined ? await launch(subject, run) : undefined
  if (job === undefined) return undefined
  if (state === 'running') await waitToRun(subject, job)
  const { end } = await client.delete(job.url)
  const shown = await poll(settle, async () => {
    const exchange = await client.get(job.url)
    return isUnfinished(exchange) ? undefined : exchange
  })
  const last = shown ?? await client.get(job.url)
  return { seconds: Math.round((last.start - end) / 100) / 10, last }
}
