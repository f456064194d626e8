import t, { type Test } from 'tap'
import { check } from '../../../src/check/check.ts'
import type { CheckOptions } from '../../../src/check/options.ts'
import { createDouble } from '../../../src/create-double.ts'
import type { DoubleOptions } from '../../../src/double-options.ts'
import { answerFaults } from '../../acceptance/check/faults/answers.ts'
import { dismissalFaults } from '../../acceptance/check/faults/dismissal.ts'
import { resourceFaults } from '../../acceptance/check/faults/resources.ts'
import { changeJson } from '../../acceptance/check/faults/change.ts'
import { combined, type Fault, startProxy } from '../../acceptance/check/proxy.ts'

interface Subject { readonly settings?: DoubleOptions, readonly options?: CheckOptions, readonly faults?: readonly Partial<Fault>[] }

/** The verdicts on a double behind a proxy with these faults, by check. */
async function judge (t: Test, { settings = {}, options = {}, faults = [] }: Subject): Promise<{ verdicts: Map<string, string>, details: Map<string, string>, family: string | null, left: number }> {
  const double = await createDouble({ port: 0, seed: {}, ...settings })
  const proxy = faults.length === 0 ? undefined : await startProxy(double.url, combined(faults))
  t.teardown(async () => {
    await proxy?.close()
    await double.close()
  })
  const { checks, family } = await check(proxy?.url ?? double.url, { settle: 1, races: 4, timeout: 5, ...options })
  return {
    verdicts: new Map(checks.map(({ id, verdict }) => [id, verdict])),
    details: new Map(checks.map(({ id, detail }) => [id, detail])),
    family,
    left: double.jobs.size()
  }
}

const more: readonly Fault[] = [
  { name: 'the landing page leads nowhere', about: [], after: (answer, { request }) => { if (request.path === '/') changeJson(answer, page => { page['links'] = page['links'].slice(0, 1) }) } },
  { name: 'the list of processes is longer than the processes', about: [], after: (answer, { request }) => { if (request.path === '/processes') changeJson(answer, list => { list['processes'].push({}, { id: 'none' }) }) } },
  { name: 'no process fails', about: [], after: (answer, { request }) => { if (request.path === '/processes') changeJson(answer, list => { list['processes'] = list['processes'].filter(({ id }: { id?: string }) => id !== 'fail') }) } }
]

const named = (...names: string[]): Fault[] => names.map(name => {
  const fault = [...dismissalFaults, ...resourceFaults, ...answerFaults, ...more].find(fault => fault.name === name)
  if (fault === undefined) throw new Error(name)
  return fault
})

const queue = { id: 'queue', plan: { accepted: 600, running: 1 } }

t.test('the double is flawless, in each family and version, and nothing is left of what was launched', { jobs: 3 }, async t => {
  const cases: [DoubleOptions, CheckOptions, number][] = [[{ dismiss: 'retain', seed: { processes: [queue] } }, {}, 0], [{ dismiss: 'remove', ogc: '2.0-draft', basePath: '/ogc' }, { process: 'echo' }, 0], [{ dismiss: 'gone' }, { slowProcess: 'hold' }, Infinity]]
  await Promise.all(cases.map(async ([settings, options, left]) => {
    const found = await judge(t, { settings, options })
    t.same([...found.verdicts].filter(([, verdict]) => verdict === 'failed').map(([id]) => `${id}: ${found.details.get(id)}`), [])
    t.equal(found.family, settings.dismiss)
    t.ok(found.left <= left, `${found.left} are left`)
  }))
})

t.test('each fault is found by a check that is about it', { jobs: 4 }, async t => {
  const cases: { subject: Subject, failed: readonly string[], skipped?: readonly string[] }[] = [
    {
      subject: { faults: named('a dismissal has no type', 'a dismissed job is said to be at 100 per cent', 'errors have no type', 'errors have no title', 'times have no zone', 'progress is 101', 'the preference is not said to be applied', 'paging never ends', 'limit is ignored', 'the filter status is ignored', 'the filter minDuration is ignored', 'the filter processID is ignored', 'the filter datetime is ignored') },
      failed: ['dismiss/running/body', 'dismiss/running/not-finished-again', 'errors/type', 'job/times-zone', 'job/progress', 'execution/async/preference-applied', 'job-list/paging-ends', 'job-list/limit']
    },
    {
      subject: { faults: named('Location is missing', 'wrong inputs are accepted', 'callbacks never come', 'reading a job finishes it', 'who asks for a page at DELETE gets JSON', 'the list is not there') },
      failed: ['job-list/filter/status', 'execution/async/location', 'execution/async/location-works', 'execution/input-validation', 'callback/success', 'dismiss/html/success'],
      skipped: ['callback/not-after-dismissal', 'dismiss/running/list-after']
    },
    {
      subject: { faults: named('DELETE is not allowed', 'the filter status leaves nothing', 'wrong inputs are answered as if they were right', 'the landing page leads nowhere', 'the list of processes is longer than the processes', 'no process fails') },
      failed: ['dismiss/running/op', 'conformance/truth/dismiss', 'job-list/filter/status', 'execution/input-validation', 'discovery/landing-links'],
      skipped: ['dismiss/running/body', 'dismiss/later/status', 'dismiss/failed/op']
    },
    {
      subject: {
        settings: { dismiss: 'gone' },
        faults: named('GET of a job is redirected', 'a job is one of another process', 'a dismissal has other times', 'a running job does not say when it started', 'a job that has ended does not say when', 'links of a job lead nowhere', 'a running job may be cached for an hour', 'the ETag of a job never changes', 'HEAD of an unknown job is a 200', 'ids are the same in small letters and capitals', 'results are nothing', 'an execution that is no JSON is a 500', 'Location has a query', 'the next page has no limit', 'the next page is for people', 'the list counts wrong', 'a large limit is a 400', 'an unknown status is a 500', 'of two filters one is used', 'the API description is not there', 'a process is JSON under text/html', 'a callback comes twice', 'an answer is said to be compressed, and is not')
      },
      failed: ['job/redirects', 'job/process', 'job/times-same', 'job/started', 'job/ended', 'job/links', 'job/cache', 'dismiss/methods/etag', 'dismiss/methods/head-unknown', 'dismiss/unknown/case', 'results/body', 'execution/malformed', 'execution/async/location-plain', 'discovery/links-work', 'conformance/truth/oas30', 'discovery/process-descriptions', 'callback/once', 'http/answered']
    },
    {
      subject: {
        faults: named('a job is a 500 now and then', 'times are those of another zone', 'a job that runs links to results', 'links of a job lead to another server', 'results can be read once', 'a synchronous execution is answered with a page', 'the list is late', 'the next page is not there', 'the next page has no filter', 'a callback is said to be text', 'JSON is in Latin-1', 'links are no addresses')
      },
      failed: ['discovery/links-work', 'job/answered', 'job/times-now', 'job/results-link', 'results/again', 'execution/sync', 'job-list/agrees', 'job-list/paging-ends', 'callback/media-type', 'http/json-text']
    },
    {
      subject: { faults: named('the list hides jobs that succeeded', 'wrong inputs are accepted', 'no process fails') },
      failed: ['job-list/whole', 'execution/input-validation'],
      skipped: ['dismiss/failed/op']
    }
  ]
  await Promise.all(cases.map(async ({ subject, failed, skipped = [] }) => {
    const { verdicts } = await judge(t, subject)
    for (const id of failed) t.equal(verdicts.get(id), 'failed', id)
    for (const id of skipped) t.equal(verdicts.get(id), 'skipped', id)
  }))
})
