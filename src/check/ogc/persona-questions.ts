import type { Exchange } from '../exchange.ts'
import type { RequestOptions } from '../client.ts'
import { poll } from '../poll.ts'
import type { DismissalStory } from './dismissal-sequence.ts'
import { isUnfinished, launch, waitFor, waitToRun } from './launch.ts'
import { noSuchUrl, statusOf, type Subject } from './subject.ts'

/** A request that no check needs, since the standard leaves the answer open, but a persona does. */
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

/** Answers by the name of the question. The last three are present only if a job succeeded. */
export type Answers = Readonly<Record<keyof typeof questions, Exchange>> & Readonly<Partial<Record<'results' | 'sync execution' | 'job of the sync execution', Exchange>>>

/** Asks what a persona needs beyond the checks, while some jobs are in the list. */
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

/** The course of a dismissal that did not take effect at once. */
export interface LateDismissal {
  /** Seconds until the job showed the dismissal; 0 if at once. */
  readonly seconds: number
  /** Seconds until the job was forgotten. */
  readonly forgotten?: number
  readonly last: Exchange
}

/** Dismisses another job in the state of a story, and waits for the effect; undefined if the effect was immediate, or the dismissal was refused. */
export async function watchDismissal (subject: Subject, { state, first, after }: DismissalStory): Promise<LateDismissal | undefined> {
  const { client, settings: { settle }, runs: { slow, waiting } } = subject
  const run = state === 'accepted' ? waiting : state === 'running' ? slow : undefined
  const isForgotten = statusOf(after) === 'dismissed' && forgets(subject)
  if (run === undefined || first.status >= 300 || !(isUnfinished(after) || isForgotten)) return undefined
  const job = await launch(subject, run)
  if (job === undefined) return undefined
  if (state === 'running') await waitToRun(subject, job)
  const { end } = await client.delete(job.url)
  const wait = async (isOver: (exchange: Exchange) => boolean) => await poll(settle, async () => [await client.get(job.url)].find(isOver)) ?? client.get(job.url)
  const last = await wait(exchange => !isUnfinished(exchange))
  const gone = isForgotten ? await wait(({ status }) => status === 404) : undefined
  return { seconds: secondsBetween(end, last.start), ...gone?.status === 404 && { forgotten: secondsBetween(end, gone.start) }, last }
}

const secondsBetween = (one: number, other: number): number => Math.round((other - one) / 100) / 10

/** Whether a job that was dismissed once was first readable, and later not. */
const forgets = ({ client: { log }, launched }: Subject): boolean => launched.some(({ url }) => {
  const own = log.filter(exchange => exchange.url === url)
  const [first, second] = own.flatMap(({ method }, index) => method === 'DELETE' ? [index] : [])
  const after = first === undefined ? [] : own.slice(first + 1, second)
  return after.some(exchange => statusOf(exchange) === 'dismissed') && after.at(-1)!.status === 404
})
