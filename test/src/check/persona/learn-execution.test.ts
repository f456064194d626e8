import t from 'tap'
import type { Exchange } from '../../../../src/check/exchange.ts'
import { learnExecution } from '../../../../src/check/persona/learn-execution.ts'
import type { Persona } from '../../../../schemas/persona.ts'
import type { Observations } from '../../../../src/check/persona/observations.ts'
import { exchangeOf } from '../ogc/sample-exchange.ts'

const url = 'http://h.example/jobs/1'
const executionUrl = 'http://h.example/processes/p/execution'
const description = { inputs: { a: {} }, outputs: { out: {} } }
const run = { process: 'p', executionUrl, inputs: {} }
const general = { mediaType: 'application/json', headers: {} }
const headers = { 'content-type': 'application/json', location: url, 'preference-applied': 'respond-async' }
const launched = (launch: Partial<Exchange>) => [{ id: '1', url, launch: exchangeOf({ url: executionUrl, status: 201, headers, body: '{"jobID":"1","status":"accepted"}', ...launch }) }]
const body = { jobID: '{id}', status: '{status}' }

const cases: readonly { name: string, seen: object, statusInfo?: Persona['status_info'], expected: object }[] = [
  { name: 'no job and no process', seen: {}, expected: {} },
  { name: 'a job as in the standard', seen: { launchedJobs: launched({}) }, expected: { async: { body } } },
  { name: 'a job as GET shows it', seen: { launchedJobs: launched({}) }, statusInfo: { body: { ...body, progress: '{progress}' }, by_status: { accepted: { progress: '{nothing}' } } }, expected: {} },
  { name: 'jobs of which one had ended', seen: { launchedJobs: [...launched({}), ...launched({ body: '{"jobID":"1","status":"successful","finished":"2026-11-26T12:00:00Z"}' })] }, expected: { async: { body } } },
  { name: 'a job without an address, as text', seen: { launchedJobs: launched({ status: 200, headers: { 'content-type': 'text/plain' }, body: 'Begun.' }) }, expected: { async: { status: 200, media_type: 'text/plain', headers: { Location: null, 'Preference-Applied': null }, text: 'Begun.' } } },
  { name: 'a job at an address that is relative, with its id alone', seen: { launchedJobs: launched({ headers: { ...headers, location: '/jobs/1' }, body: '"1"' }) }, expected: { async: { headers: { Location: '/jobs/{id}' }, body: '1' } } },
  { name: 'a job where nothing is preferred', seen: { answers: { 'sync execution': exchangeOf({ status: 201 }) } }, expected: { mode: 'async' } },
  { name: 'results under their name, and a job that is kept', seen: { answers: { 'sync execution': exchangeOf({ headers: { location: url }, body: '{"out":1}' }), 'job of the sync execution': exchangeOf({}) }, executions: { quick: run } }, expected: { response: 'document', sync: { headers: { Location: '{job}' }, keeps_job: true } } },
  { name: 'a result, and a job that is not there', seen: { answers: { 'sync execution': exchangeOf({ headers: { location: url }, body: '1' }) }, executions: { quick: run } }, expected: { sync: { headers: { Location: '{job}' }, keeps_job: false } } },
  { name: 'a failed job where inputs are missing', seen: { executions: { failing: run } }, expected: { invalid_inputs: 'failed-job' } }
]

for (const { name, seen, statusInfo, expected } of cases) {
  t.test(`an execution is answered with ${name}`, async t => {
    t.same(learnExecution({ base: 'http://h.example', answers: {}, executions: {}, launchedJobs: [], processes: [{ id: 'p', executionUrl, description }], ...seen } as unknown as Observations, general, statusInfo).part, expected)
  })
}
