import t, { type Test } from 'tap'
import { check } from '../../../../src/check/check.ts'
import { maxBytes } from '../../../../src/check/client.ts'
import type { CheckOptions } from '../../../../src/check/options.ts'
import { createDouble } from '../../../../src/create-double.ts'
import type { DoubleOptions } from '../../../../src/double-options.ts'
import { tatorDialects } from '../../../../schemas/control/settings.ts'
import { tatorChecks } from '../../../../src/check/tator/check-tator.ts'
import type { TatorSubject } from '../../../../src/check/tator/subject.ts'
import { dialectNames } from '../../../../src/check/tator/dialects/all.ts'
import { tatorFaults } from '../../../acceptance/check/faults/tator.ts'
import { combined, type Fault, startProxy } from '../../../acceptance/check/proxy.ts'
import { exchangeOf } from '../ogc/sample-exchange.ts'

const seed: NonNullable<DoubleOptions['seed']> = {
  projects: [
    { id: 1, name: 'Demonstration', algorithms: [{ name: 'demo', plan: { accepted: 1.5, running: 60 } }, { name: 'quick', plan: { running: 0.1 } }, { name: 'broken', plan: { running: 0.1, outcome: 'failed' } }, { name: 'whole', files_per_job: 10, plan: { running: 60 } }] },
    { id: 2, name: 'Other' }
  ],
  users: [
    { name: 'execute', password: 'execute', token: 'execute-token', projects: { 1: 'execute', 2: 'execute' } },
    { name: 'view', password: 'view', token: 'view-token', projects: { 1: 'view' } }
  ]
}

const options: CheckOptions = { api: 'tator', project: 1, algorithm: 'demo', token: 'execute-token', settle: 1, races: 4, timeout: 5 }

const viewer = { viewToken: 'view-token' }

interface Judged { readonly verdicts: ReadonlyMap<string, string>, readonly details: ReadonlyMap<string, string>, readonly family: string | null, readonly dialect: string | undefined, readonly left: number }

/** The verdicts on a double behind a proxy with these faults. */
async function judge (t: Test, settings: DoubleOptions, more: CheckOptions = {}, faults: readonly Partial<Fault>[] = []): Promise<Judged> {
  const double = await createDouble({ port: 0, seed, ...settings })
  t.teardown(() => double.close())
  const proxy = faults.length === 0 ? undefined : await startProxy(double.url, combined(faults))
  t.teardown(() => proxy?.close())
  const { checks, family, dialect } = await check(proxy?.url ?? double.url, { ...options, ...more })
  return { verdicts: new Map(checks.map(({ id, verdict }) => [id, verdict])), details: new Map(checks.map(({ id, detail }) => [id, detail])), family, dialect, left: double.jobs.list().filter(({ status }) => status !== 'dismissed').length }
}

const named = (...names: string[]): Fault[] => names.map(name => {
  const fault = tatorFaults.find(fault => fault.name === name)
  if (fault === undefined) throw new Error(name)
  return fault
})

const failing = { status: 500, headers: { 'content-type': 'application/json' }, body: '{}' }

/** Neither a job nor a filtered list can be read. */
const unreadable: Partial<Fault> = { before: ({ request: { method, path, query } }) => method === 'GET' && (/^\/rest\/Job\//.test(path) || query.size > 0) ? failing : undefined }

/** The project's list is longer than the checker reads. */
const longList: Partial<Fault> = {
  after (answer, { request: { method, path, query }, memory }) {
    if (method !== 'GET' || !/^\/rest\/Jobs\//.test(path) || query.size > 0) return
    if (memory.has('found')) answer.body += ' '.repeat(maxBytes)
    memory.set('found', true)
  }
}

const shortIds: Partial<Fault> = { after: (answer, { request }) => { if (request.method === 'POST' && answer.status === 201) answer.body = '{"message":"Started.","run_uids":["1","2"],"group_id":"3"}' } }

t.test('every dialect of the double can be judged', async t => {
  t.same(dialectNames, tatorDialects)
})

t.test('the double is flawless in each dialect, and nothing is left of what was launched', { jobs: 2 }, async t => {
  await Promise.all(tatorDialects.map(async (tator, index) => {
    const found = await judge(t, { tator, ...(index === 0 && { basePath: '/base' }) }, { ...viewer, quickAlgorithm: 'quick', failingAlgorithm: 'broken', ...(index > 0 && { otherProject: 2 }) })
    t.same([...found.verdicts].filter(([, verdict]) => verdict !== 'passed').map(([id, verdict]) => `${verdict} ${id}: ${found.details.get(id)}`), [])
    t.same([found.dialect, found.family, found.left <= (tator === '2020-05' ? 99 : 0)], [tator, tator, true])
  }))
})

t.test('each fault is found by a check that is about it', { jobs: 4 }, async t => {
  const cases: { settings: DoubleOptions, more?: CheckOptions, faults: readonly Partial<Fault>[], failed: readonly string[], skipped?: readonly string[] }[] = [
    {
      settings: { tator: '1.5' },
      more: { quickAlgorithm: 'quick' },
      faults: named('a deletion has no message (2020-05)', 'a second DELETE of a group counts jobs (1.5)', 'a job has another group (1.5)', 'a job has another id (1.5)', 'a job that runs has stopped (1.5)', 'times have no zone (1.5)', 'a running job goes back to Pending (1.5)', 'the list has ids alone (1.5)', 'a deleted job is listed still (1.5)', 'errors are pages (1.5)', 'POST of a job is a 200 (2020-05)'),
      failed: ['delete/Running/body', 'delete/Running/message', 'delete/Running/list-after', 'group/second', 'job/id', 'job/stop-time', 'job/times', 'job/life', 'job/list-schema', 'job/list-media', 'later/list', 'errors/media-type', 'errors/message', 'client/wrong-method']
    },
    {
      settings: { tator: '1.5' },
      more: viewer,
      faults: named('DELETE of a job takes its whole group (1.5)', 'DELETE of a job takes the job that was launched last (1.5)', 'tokens are not checked (1.5)', 'levels are not checked (1.5)', 'reading a job ends it (1.5)', 'the list ignores gid (1.5)', 'an unknown project is the first (2020-05)', 'an unknown algorithm is launched (1.5)', 'a body that is not JSON is a 500 (1.5)', 'a deleted job comes back (1.5)'),
      failed: ['group/one-of-it', 'group/part', 'access/no-token', 'access/level/delete', 'access/level/launch', 'job/reading-moves-nothing', 'job/list-group', 'launch/unknown-project', 'launch/unknown-algorithm', 'launch/wrong-body', 'errors/malformed', 'later/job']
    },
    {
      settings: { tator: '2020-05', tatorUnknown: 500 },
      faults: named('a deletion is a 202 (1.5)', 'all jobs of a launch have one id (2020-05)', 'all launches are one group (2020-05)', 'one of many DELETEs at once is a 500 (2020-05)', 'Allow does not name DELETE (2020-05)', 'launches need no token (2020-05)', 'a DELETE that is refused with 406 deletes all the same (1.5)', 'a launch is a 200 (2020-05)').concat({ name: 'a deletion has an empty body', about: [], after: (answer, { request }) => { if (request.method === 'DELETE' && answer.status === 202) answer.body = '' } }),
      failed: ['delete/Pending/status-code', 'delete/Pending/body', 'delete/Pending/second', 'launch/status-code', 'launch/ids', 'launch/groups', 'races/answered', 'unknown/job', 'unknown/body', 'errors/server-error', 'client/wrong-method', 'client/not-acceptable', 'access/launch'],
      skipped: ['delete/Succeeded/unknown']
    },
    {
      settings: { tator: '2020-05' },
      more: { algorithm: 'whole' },
      faults: [{ before: ({ request }) => request.method === 'DELETE' && /^\/rest\/Job\//.test(request.path) ? { status: 405, headers: { 'content-type': 'application/json' }, body: '{"detail":"No."}' } : undefined }, { before: ({ request }) => /Transcode/.test(request.path) || request.body.includes('"media_ids":[]') ? { status: 403, headers: {}, body: '' } : undefined }],
      failed: ['delete/Pending/status-code', 'launch/there'],
      skipped: ['group/status-code', 'group/one-of-it', 'group/part', 'unknown/beginning-of-group', 'unknown/alike', 'access/group', 'races/group', 'later/job', 'launch/no-media', 'access/level/delete']
    },
    {
      settings: { tator: '1.5' },
      more: { ...viewer, algorithm: 'quick', quickAlgorithm: 'quick' },
      faults: named('a launch does not show its jobs (1.5)'),
      failed: ['launch/body'],
      skipped: ['launch/ids', 'launch/groups', 'launch/there', 'delete/Pending/status-code', 'group/status-code', 'client/empty-json', 'access/no-token', 'access/unauthenticated', 'access/read', 'access/level/delete', 'access/level/read', 'races/answered', 'races/one-deletes', 'later/job', 'job/read', 'job/schema', 'job/list-agrees', 'unknown/beginning', 'unknown/other-project']
    },
    {
      settings: { tator: '1.5' },
      faults: [unreadable, longList, { after: (answer, { request }) => { if (request.method === 'DELETE' && request.query.has('gid') && answer.status === 200) answer.body = '' } }],
      failed: ['group/body', 'group/message', 'group/part-message', 'job/read', 'job/reading-moves-nothing', 'job/list-group', 'job/list-media', 'job/list-unknown-group'],
      skipped: ['delete/Pending/status-code', 'delete/Running/status-code', 'races/one-deletes', 'job/list-project', 'job/schema']
    },
    {
      settings: { tator: '2020-05' },
      more: { only: ['unknown'] },
      faults: [shortIds],
      failed: [],
      skipped: ['unknown/beginning', 'unknown/beginning-of-group', 'unknown/case']
    }
  ]
  await Promise.all(cases.map(async ({ settings, more, faults, failed, skipped = [] }) => {
    const { verdicts, details } = await judge(t, settings, more, faults)
    for (const id of failed) t.equal(verdicts.get(id), 'failed', `${id}: ${details.get(id)}`)
    for (const id of skipped) t.equal(verdicts.get(id), 'skipped', `${id}: ${details.get(id)}`)
  }))
})

t.test('a job starts by the clock of the answer, where the answer says the time', async t => {
  const { run } = tatorChecks.find(({ id }) => id === 'job/times-now')!
  const started = (headers: Record<string, string>) => ({ address: 'http://h.example', client: { log: [exchangeOf({ url: 'http://h.example/rest/Job/1', headers, body: '{"start_time":"2026-01-01T01:00:00Z"}' })] } }) as unknown as TatorSubject
  t.match(await run(started({})), { verdict: 'passed', detail: '1 answers were read.' })
  t.match(await run(started({ date: 'Thu, 01 Jan 2026 00:00:00 GMT' })), { verdict: 'failed', detail: 'A job started "2026-01-01T01:00:00Z", and the Date of the answer is "Thu, 01 Jan 2026 00:00:00 GMT".' })
})

t.test('what cannot be judged is refused, and says why', async t => {
  const double = await createDouble({ port: 0, seed })
  t.teardown(() => double.close())
  const refusedBy = (more: CheckOptions, url = `${double.url}/rest/`) => check(url, { ...options, ...more })
  await t.rejects(refusedBy({ token: 'nobody' }), { message: /^The token was refused: GET \/rest\/AlgorithmLaunch\/1 was answered with 403, / })
  await t.rejects(refusedBy({ algorithm: 'none' }), { message: /^The algorithm "none" cannot be launched in project 1: POST \/rest\/AlgorithmLaunch\/1 was answered with 400, / })
  await t.rejects(refusedBy({}, `${double.url}/nowhere`), { message: /speaks no known dialect of Tator \(2020-05, 2020-09, 1\.5\)/ })
  await t.rejects(refusedBy({}, 'http://127.0.0.1:1'), { message: /^http:\/\/127\.0\.0\.1:1 cannot be reached: / })
  t.same((await refusedBy({ only: ['unknown'] })).table.map(({ subject }) => subject), ['', '', '', '', ''])
})
