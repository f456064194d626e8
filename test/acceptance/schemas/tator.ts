/** The requests of Tator's Job API in both dialects: every path with every method, token and Accept, and jobs in every state. */
import { all, type Recorder } from './exchange.ts'
import { accepts, methods } from './resources.ts'
import { stateNames } from './seed.ts'

const full = { authorization: 'Token key-of-full' }
const tokens: readonly Record<string, string>[] = [
  full, {}, ...['key-of-view', 'key-of-closed', 'none', '', 'a b'].map(key => ({ authorization: `Token ${key}` })), { authorization: 'key-of-full' }
]
const uuid = 'c1f0b2d0-0000-11ef-8000-000000000000'
const transcode = { type: 1, gid: uuid, uid: 'chosen', url: 'https://example.org/a.mp4', section: 'a', name: 'a.mp4', md5: 'a' }

/** The paths of both dialects: those of the other dialect are answered with 404. */
const paths = [
  '/rest/Token', '/rest/AlgorithmLaunch/1', '/rest/AlgorithmLaunch/2', '/rest/AlgorithmLaunch/9', '/rest/Transcode/1', '/rest/Transcode/x', '/rest/Job/none', '/rest/Job/',
  '/rest/JobGroup/none', '/rest/Jobs/1', '/rest/Jobs/2', '/rest/Jobs/9', '/rest/Jobs/x', '/rest/nothing', '/rest/Job/%zz'
]

/** By path, bodies that are right and wrong. */
const bodies: Readonly<Record<string, readonly unknown[]>> = {
  '/rest/Token': [{ username: 'full', password: 'secret' }, { username: 'full', password: 'wrong' }, { username: 'closed', password: 'secret' }, { username: 'full' }, {}, '', '{', '[]', { username: 1, password: {} }],
  '/rest/AlgorithmLaunch/1': [{ algorithm_name: 'demo' }, { algorithm_name: 'demo', media_ids: [1, 2, 3] }, { algorithm_name: 'demo', media_query: '?a=b' }, { algorithm_name: 'none' }, { algorithm_name: 'demo', media_ids: ['x'] }, {}, '', '{', '[]'],
  '/rest/Transcode/1': [transcode, transcode, { ...transcode, gid: 'no uuid' }, {}, '', '{'],
  '/rest/Jobs/1': [{ algorithm_name: 'demo', media_ids: [1, 2, 3], extra_params: [{ name: 'a', value: 1 }] }, { algorithm_name: 'none', media_ids: [1] }, { algorithm_name: 'demo' }, {}, '', '{']
}

export async function tatorTable (recorder: Recorder): Promise<void> {
  await all(stateNames, state => jobIn(recorder, state))
  await all(paths, path => all(methods, method => all(accepts, accept => recorder.ask(`${method} ${path}`, { accept, headers: full }))))
  await all(paths, path => all(['GET', 'POST', 'DELETE'], method => all(tokens, headers => recorder.ask(`${method} ${path}`, { headers }))))
  await all(Object.entries(bodies), ([path, some]) => all(some, body => recorder.ask(`POST ${path}`, { body, headers: full })))
  await all(Object.keys(bodies), path => unreadable(recorder, `POST ${path}`))
  await all(['', '?gid=group-running-3', '?gid=none', '?media_id=1,2', '?media_id=x'], query => all(['GET', 'DELETE'], method => recorder.ask(`${method} /rest/Jobs/1${query}`, { headers: full })))
}

async function unreadable (recorder: Recorder, line: string): Promise<void> {
  await recorder.ask(line, { body: 'text', headers: { ...full, 'content-type': 'text/plain' } })
  await recorder.ask(line, { body: { algorithm_name: 'x'.repeat(2 ** 21) }, headers: full })
}

async function jobIn (recorder: Recorder, state: string): Promise<void> {
  const view = { authorization: 'Token key-of-view' }
  await all(['GET', 'DELETE'], method => all([`Job/tator-${state}`, `JobGroup/group-${state}-2`], path => all([view, full, full], headers => recorder.ask(`${method} /rest/${path}`, { headers }))))
}

/** A server whose store is full. */
export async function fullTator (recorder: Recorder): Promise<void> {
  await all(['/rest/AlgorithmLaunch/1', '/rest/Jobs/1'], path => recorder.ask(`POST ${path}`, { body: { algorithm_name: 'demo', media_ids: [1] }, headers: full }))
}
