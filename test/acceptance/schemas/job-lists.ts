/** Job lists with every filter, in every form, right and wrong, and their pages. */
import { all, member, type Recorder } from './exchange.ts'
import { accepts } from './resources.ts'
import { stateNames } from './seed.ts'

const [past, future] = ['2020-01-01T00:00:00Z', '2999-01-01T00:00:00Z']

const queries = [
  'f=json', 'f=xml', 'type=process', 'type=workflow', 'processID=echo', 'processID=echo,hold', 'processID=echo&processID=hold', 'processID=none',
  ...stateNames.map(state => `status=${state}`), 'status=accepted,running', 'status=accepted&status=failed', 'status=sleeping', 'status=',
  `datetime=${past}`, `datetime=${past}/${future}`, `datetime=${past}/..`, `datetime=${past}/`, `datetime=../${future}`, `datetime=/${future}`, 'datetime=../..',
  `datetime=${future}/${past}`, 'datetime=2020', 'datetime=yesterday', 'datetime=', `datetime=${past}/${past}/${past}`, 'datetime=2020-01-01T00:00:00%2B01:00/..',
  'minDuration=1', 'minDuration=x', 'maxDuration=60', 'maxDuration=0', 'minDuration=1&maxDuration=100000', 'minDuration=1,2', 'maxDuration=1.5',
  'limit=1', 'limit=1000', 'limit=100000', 'limit=0', 'limit=-1', 'limit=x', 'before=1', 'after=1', 'before=x', 'after=', 'unknown=1',
  'status=successful&processID=echo&type=process&minDuration=0&limit=2'
]

export async function jobLists (recorder: Recorder): Promise<void> {
  await all(queries, query => recorder.ask(`GET /jobs?${query}`))
  await all(accepts, accept => recorder.ask('GET /jobs?status=failed', { accept }))
  const last = await follow(recorder, 'next', '/jobs?limit=20')
  await follow(recorder, 'prev', last)
}

/** Follows the links to next pages. @returns the last page */
async function follow (recorder: Recorder, rel: string, path: string): Promise<string> {
  const { json } = await recorder.ask(`GET ${path}`)
  const links = member(json, 'links')
  const next = Array.isArray(links) ? links.find(link => member(link, 'rel') === rel) : undefined
  return next === undefined ? path : follow(recorder, rel, String(member(next, 'href')).slice(recorder.url.length))
}
