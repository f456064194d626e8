import type { Exchange } from '../exchange.ts'
import type { RequestOptions } from '../client.ts'
import { launch, waitFor } from './launch.ts'
import { noSuchUrl, type Subject } from './subject.ts'

/** A request that only a persona needs, since the standard leaves its answer open. */
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
export type PersonaAnswers = Readonly<Record<keyof typeof questions, Exchange>> & Readonly<Partial<Record<'results' | 'sync execution' | 'job of the sync execution', Exchange>>>

/** Sends the requests that a persona needs beyond the checks, while some jobs are in the list. */
export async function askPersonaQuestions (subject: Subject): Promise<PersonaAnswers> {
  const jobs = await askAboutJobs(subject)
  const answers: [string, Exchange][] = []
  for (const [name, { method = 'GET', url, ...options }] of Object.entries<Question>(questions)) answers.push([name, await subject.client.send(method, url(subject), options)])
  return { ...Object.fromEntries(answers) as PersonaAnswers, ...jobs }
}

async function askAboutJobs (subject: Subject): Promise<Pick<PersonaAnswers, 'results' | 'sync execution' | 'job of the sync execution'>> {
  const { client, executions: { quick }, settings: { timeout }, base } = subject
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
