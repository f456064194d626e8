import t from 'tap'
import type { Exchange } from '../../../../src/check/exchange.ts'
import { measureDelay } from '../../../../src/check/ogc/measure-delay.ts'
import { askPersonaQuestions } from '../../../../src/check/ogc/persona-questions.ts'
import type { DismissalSequence } from '../../../../src/check/ogc/dismissal-sequence.ts'
import type { Subject } from '../../../../src/check/ogc/subject.ts'
import { exchangeOf } from './sample-exchange.ts'

const base = 'http://h.example'
const execution = { process: 'p', executionUrl: `${base}/processes/p/execution`, inputs: {} }
const job = (status: string, more: Partial<Exchange> = {}) => exchangeOf({ body: JSON.stringify({ jobID: '1', status }), ...more })
const [dismissed, missing] = [job('dismissed'), exchangeOf({ status: 404 })]

/** A server that answers launches with `launch` and other requests with these answers in turn, repeating the last one. */
function serverOf ({ launch, answers, log = [], executions = { quick: execution, slow: execution, waiting: execution } }: { launch: Exchange, answers: readonly Exchange[], log?: readonly Exchange[], executions?: Subject['executions'] }): Subject {
  const left = [...answers]
  const next = async () => left.length > 1 ? left.shift()! : left[0]!
  const client = { log, get: next, delete: async () => exchangeOf({ method: 'DELETE' }), send: async (method: string) => method === 'POST' ? launch : next() }
  return { client, base, jobsUrl: `${base}/jobs`, executions, launchedJobs: log.length === 0 ? [] : [{ id: '1', url: `${base}/jobs/1`, launch }], settings: { timeout: 0, settle: 0.1 } } as unknown as Subject
}

const created = job('accepted', { status: 201, url: execution.executionUrl, finalUrl: execution.executionUrl, headers: { location: `${base}/jobs/1` } })
const refused = exchangeOf({ method: 'POST', status: 400 })
const sequence = (more: object) => ({ state: 'running', first: exchangeOf({}), after: job('running'), ...more }) as unknown as DismissalSequence

t.test('jobs are asked about where they can be launched', async t => {
  t.same(Object.keys(await askPersonaQuestions(serverOf({ launch: refused, answers: [missing] }))).filter(name => /results$|sync/.test(name)), [])
  t.same(Object.keys(await askPersonaQuestions(serverOf({ launch: refused, answers: [missing], executions: {} }))).filter(name => /results$|sync/.test(name)), [])
  t.match(await askPersonaQuestions(serverOf({ launch: created, answers: [job('successful')] })), { 'sync execution': created, 'job of the sync execution': job('successful') })
  const elsewhere = { ...created, headers: { location: 'http://other.example/jobs/1' } }
  t.notOk('job of the sync execution' in await askPersonaQuestions(serverOf({ launch: elsewhere, answers: [job('successful')] })))
})

/** The exchanges of a dismissed job that is not found later. */
const forgotten = [exchangeOf({ method: 'DELETE' }), dismissed, missing]

const dismissals: readonly { name: string, server: Subject, sequence: DismissalSequence, expected: object | undefined }[] = [
  { name: 'that took no time', server: serverOf({ launch: created, answers: [dismissed] }), sequence: sequence({ after: dismissed }), expected: undefined },
  { name: 'that was refused', server: serverOf({ launch: created, answers: [dismissed] }), sequence: sequence({ first: refused }), expected: undefined },
  { name: 'of a job that had ended', server: serverOf({ launch: created, answers: [dismissed] }), sequence: sequence({ state: 'failed' }), expected: undefined },
  { name: 'of a job that is not launched again', server: serverOf({ launch: refused, answers: [dismissed] }), sequence: sequence({}), expected: undefined },
  { name: 'that shows later', server: serverOf({ launch: created, answers: [job('accepted'), dismissed] }), sequence: sequence({ state: 'accepted' }), expected: { seconds: 0, last: dismissed } },
  { name: 'that never shows', server: serverOf({ launch: created, answers: [job('running')] }), sequence: sequence({}), expected: { seconds: 0, last: job('running') } },
  { name: 'after which the job is forgotten', server: serverOf({ launch: created, answers: [job('running'), dismissed, missing], log: forgotten }), sequence: sequence({ after: dismissed }), expected: { seconds: 0, forgotten: 0, last: dismissed } },
  { name: 'after which the job was forgotten, and is not this time', server: serverOf({ launch: created, answers: [job('running'), dismissed], log: forgotten }), sequence: sequence({ after: dismissed }), expected: { seconds: 0, last: dismissed } },
  { name: 'after which the job stays', server: serverOf({ launch: created, answers: [dismissed], log: [dismissed] }), sequence: sequence({ after: dismissed }), expected: undefined }
]

for (const { name, server, sequence, expected } of dismissals) {
  t.test(`a dismissal ${name} is ${expected === undefined ? 'not watched' : 'watched'}`, async t => {
    t.same(await measureDelay(server, sequence), expected)
  })
}
