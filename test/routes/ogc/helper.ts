import type { Test } from 'tap'
import type { DoubleOptions } from '../../../src/double-options.ts'
import { build, type TestDouble } from '../../helper.ts'

/** One job in every state, with its state as its name, oldest first. */
export const jobsInEveryState = [
  { id: 'dismissed', process: 'hold', inputs: { progress: 56 }, age: 90, dismissed: 15 },
  { id: 'failed', process: 'fail', inputs: { reason: 'The disk is full.' }, age: 60 },
  { id: 'successful', process: 'echo', inputs: { message: 'done', numbers: [1, 2, 3] }, age: 60 },
  { id: 'running', process: 'hold', inputs: { progress: 42 }, age: 30 },
  { id: 'accepted', process: 'echo', inputs: { message: 'later' }, plan: { accepted: 86_400 } }
]

/** A double with one job in every state. */
export const buildWithJobs = (t: Test, options: Omit<DoubleOptions, 'clock' | 'seed'> = {}): Promise<TestDouble> =>
  build(t, { seed: { jobs: jobsInEveryState }, ...options })

/** The whole job list, to detect changes. */
export async function listing ({ app }: TestDouble): Promise<string> {
  const { payload } = await app.inject('/jobs?limit=1000')
  return payload
}

/** Resolves with the id of the next job that is submitted. */
export function nextSubmission ({ store: jobs }: Pick<TestDouble, 'store'>): Promise<string> {
  const submit = jobs.submit.bind(jobs)
  return new Promise(resolve => {
    jobs.submit = drafts => {
      const submitted = submit(drafts)
      jobs.submit = submit
      resolve(submitted[0]!.id)
      return submitted
    }
  })
}

export const exceptions = 'http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/'

/** Cells of a text table: columns are separated by at least two blanks, and the first line has their names. */
export const table = (text: string): string[][] =>
  text.trim().split('\n').slice(1).map(line => line.trim().split(/\s{2,}/))

/** The addresses of a page's links, except those within the page, and its text without markup. */
export function read (page: string): { hrefs: string[], text: string } {
  const hrefs = [...page.matchAll(/<a [^>]*?href="([^#"][^"]*)"/g)].map(([, href = '']) => unescaped(href))
  return { hrefs, text: unescaped(page.replace(/<[^>]*>/g, '\n')) }
}

export const unescaped = (markup: string): string =>
  markup.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&')

/** Every string, number and boolean in a JSON value, as text. */
export function leaves (value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [String(value)]
  return Object.values(value).flatMap(leaves)
}
