import type { Step } from './exchange.ts'

/** An execution. */
interface ExampleRun { readonly process: string, readonly inputs: object }

export interface ExampleRuns {
  /** Succeeds soon. */
  readonly quick: ExampleRun
  /** Fails soon. */
  readonly failing: ExampleRun
  /** Runs for some seconds. */
  readonly slow: ExampleRun
  /** A prefix of all paths; empty if absent. */
  readonly executionPath?: (process: string) => string
}

/** The requests of a client, in the same order for every server: reads, executions, dismissals and errors. */
export function clientSteps ({ quick, failing, slow, executionPath = process => `/processes/${process}/execution` }: ExampleRuns): Step[] {
  const execute = (name: string, { process, inputs }: ExampleRun, headers = {}, more: object = {}): Step => ({ name, method: 'POST', path: executionPath(process), headers, body: { inputs, ...more }, launches: true })
  const launch = (name: string, run: ExampleRun) => execute(name, run, { prefer: 'respond-async' })
  const remove = (name: string, headers = {}): Step => ({ name, method: 'DELETE', path: '/jobs/{job}', headers })
  const accepts = { any: '*/*', generated: 'application/json, text/html', java: 'application/json, /*, *; q=.2', xml: 'application/xml', html: 'text/html' }
  return [
    { name: 'conformance', path: '/conformance' },
    { name: 'process', path: `/processes/${quick.process}` },
    { name: 'unknown process', path: '/processes/no-such-process' },
    execute('sync execution', quick),
    launch('async execution', quick),
    { name: 'successful job', path: '/jobs/{job}', settled: true },
    ...Object.entries(accepts).map(([what, accept]): Step => ({ name: `job by Accept ${what}`, path: '/jobs/{job}', headers: { accept } })),
    { name: 'job by f=json', path: '/jobs/{job}?f=json' },
    { name: 'job by f=html', path: '/jobs/{job}?f=html' },
    { name: 'job by an unknown f', path: '/jobs/{job}?f=nothing-has-this' },
    { name: 'job with a slash at its end', path: '/jobs/{job}/' },
    { name: 'results', path: '/jobs/{job}/results', headers: { accept: 'application/json' } },
    { name: 'results without Accept', path: '/jobs/{job}/results' },
    { name: 'results by f=json', path: '/jobs/{job}/results?f=json' },
    remove('dismissal of a successful job', { accept: 'application/json' }),
    { name: 'job after its dismissal', path: '/jobs/{job}' },
    { name: 'results after a dismissal', path: '/jobs/{job}/results', headers: { accept: 'application/json' } },
    remove('second dismissal'),
    { name: 'job after its second dismissal', path: '/jobs/{job}' },
    launch('async execution of a slow process', slow),
    { name: 'slow job', path: '/jobs/{job}', after: 300 },
    { name: 'results of a slow job', path: '/jobs/{job}/results', headers: { accept: 'application/json' } },
    remove('dismissal of a slow job'),
    { name: 'slow job after its dismissal', path: '/jobs/{job}' },
    { name: 'results of a slow job after its dismissal', path: '/jobs/{job}/results', headers: { accept: 'application/json' } },
    { name: 'slow job when its work has ended', path: '/jobs/{job}', after: 3_000 },
    remove('second dismissal of a slow job'),
    launch('async execution that fails', failing),
    { name: 'failed job', path: '/jobs/{job}', settled: true },
    { name: 'results of a failed job', path: '/jobs/{job}/results', headers: { accept: 'application/json' } },
    remove('dismissal of a failed job'),
    execute('sync execution that fails', failing),
    ...Object.entries(accepts).flatMap(([what, accept]): Step[] => [
      launch(`async execution for a dismissal by Accept ${what}`, quick),
      { ...remove(`dismissal by Accept ${what}`, { accept }), settled: true }
    ]),
    launch('async execution for a dismissal with an empty body', quick),
    { ...remove('dismissal with an empty body of JSON', { 'content-type': 'application/json' }), settled: true },
    { name: 'unknown job', path: '/jobs/no-such-job', headers: { accept: 'application/json' } },
    { name: 'unknown job as a page', path: '/jobs/no-such-job', headers: { accept: 'text/html' } },
    { name: 'results of an unknown job', path: '/jobs/no-such-job/results' },
    { name: 'dismissal of an unknown job', method: 'DELETE', path: '/jobs/no-such-job' },
    { name: 'dismissal of an unknown UUID', method: 'DELETE', path: '/jobs/00000000-0000-4000-8000-000000000000' },
    { name: 'execution of an unknown process', method: 'POST', path: executionPath('no-such-process'), body: { inputs: {} } },
    { name: 'execution with broken JSON', method: 'POST', path: executionPath(quick.process), body: '{"inp' },
    { name: 'execution as text', method: 'POST', path: executionPath(quick.process), body: 'x', headers: { 'content-type': 'text/plain' } },
    ...[1, 2, 3].map(count => launch(`async execution ${count} for the list`, quick)),
    { name: 'list of jobs', path: '/jobs?limit=100', settled: true },
    { name: 'first page of jobs', path: '/jobs?limit=2' },
    { name: 'second page of jobs', path: '/jobs?limit=2&offset=2' },
    { name: 'page of jobs behind the last one', path: '/jobs?limit=2&offset=1000' },
    { name: 'list of jobs by status', path: '/jobs?limit=100&status=dismissed' },
    { name: 'list of jobs with a wrong limit', path: '/jobs?limit=many' },
    { name: 'list of jobs with a wrong offset', path: '/jobs?offset=-1' },
    { name: 'list of jobs with a slash at its end', path: '/jobs/?limit=1' },
    { name: 'unknown address', path: '/no-such-address' },
    { name: 'wrong method', method: 'PUT', path: '/jobs' }
  ]
}
