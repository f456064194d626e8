import type { Static } from '@sinclair/typebox'
import t from 'tap'
import { ClockChange, ClockStatus } from '../schemas/control/clock.ts'
import { FaultBody } from '../schemas/control/fault.ts'
import { DoubleOptions as OptionsSchema } from '../schemas/double-options.ts'
import { Execute } from '../schemas/ogc/execute.ts'
import { JobQuery } from '../schemas/ogc/job-query.ts'
import { StatusCode, StatusInfo } from '../schemas/ogc/status-info.ts'
import { ref } from '../schemas/ref.ts'
import { JobSpec, JobsStarted } from '../schemas/tator/job.ts'
import { answer, emptyAnswer, failures } from '../routes/ogc/describe.ts'
import type { TypedInstance } from '../routes/http/typed-instance.ts'
import * as tator from '../routes/tator/describe.ts'
import { phases, visible } from '../routes/tator/present.ts'
import { JobParams } from '../routes/ogc/jobs.ts'
import { ProjectParams } from '../routes/tator/project.ts'
import type { DoubleOptions } from '../src/double-options.ts'
import { endedStatuses, type JobStatus, jobStatuses, unfinishedStatuses } from '../src/jobs/job.ts'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false

/** Fails to compile if schema and core have different statuses. */
const oneList: Same<Static<typeof StatusCode>, JobStatus> = true

/** Fails to compile if an option has no schema, or a schema no option. */
const oneListOfOptions: Same<keyof DoubleOptions, keyof Static<typeof OptionsSchema>> = true

t.test('every option of a double has a schema', async t => t.ok(oneListOfOptions))

t.test('the statuses on the wire are those of the core, in type and in value', async t => {
  t.ok(oneList)
  t.same(StatusCode['enum'], ['accepted', 'running', 'successful', 'failed', 'dismissed'])
  t.same(jobStatuses, ['accepted', 'running', 'successful', 'failed', 'dismissed'])
})

t.test('every status is unfinished, ended or dismissed, and only one of them', async t => {
  t.same([unfinishedStatuses, endedStatuses], [['accepted', 'running'], ['successful', 'failed']])
})

t.test('Tator has a phase for every status but dismissed', async t => {
  t.same(phases, { accepted: 'Pending', running: 'Running', successful: 'Succeeded', failed: 'Failed' })
  t.same(visible, ['accepted', 'running', 'successful', 'failed'])
})

const info: StatusInfo = { type: 'process', jobID: 'a', status: 'running' }

/**
 * Compiles only while routes have the types of params, query, body and answers from their schemas, also behind a
 * reference. Each planted error must be an error: otherwise the directive above it fails to compile.
 */
export function typesOfRoutes (app: TypedInstance): void {
  app.get('/jobs/:jobId', { schema: { params: JobParams, querystring: JobQuery, response: { 200: answer('', ref(StatusInfo)), ...failures(404) } } }, request => {
    const params: Same<typeof request.params, { jobId: string }> = true
    const status: Same<typeof request.query.status, JobStatus[] | undefined> = true
    // @ts-expect-error -- the query has no such member
    const unknown = request.query.nowhere
    return [params, status, unknown].length === 0 ? 'a page' : info
  })
  const schema = { response: { 200: answer('', ref(StatusInfo)), 204: emptyAnswer(''), ...failures(400, 500) } }
  app.get('/page', { schema }, () => 'a page')
  app.get('/nothing', { schema }, async () => undefined)
  // @ts-expect-error -- jobID is missing, and what a failure looks like is thrown, not returned
  app.get('/without-id', { schema }, () => ({ type: 'process', status: 'running' }))
  // @ts-expect-error -- no such status
  app.get('/wrong-status', { schema }, async () => ({ type: 'process', jobID: 'a', status: 'sleeping' }))
  // @ts-expect-error -- no such type of answer
  app.get('/number', { schema }, () => 5)

  app.post('/execution', { schema: { body: ref(Execute) } }, request => {
    const response: Same<typeof request.body.response, 'raw' | 'document' | undefined> = true
    const mode: Same<NonNullable<typeof request.body.outputs>[string]['transmissionMode'], 'value' | 'reference' | undefined> = true
    const success: Same<NonNullable<typeof request.body.subscriber>['successUri'], string | undefined> = true
    // @ts-expect-error -- the body has no such member
    const unknown = request.body.nowhere
    return [response, mode, success, unknown]
  })
  app.post('/faults', { schema: { body: ref(FaultBody) } }, request => {
    const phase: Same<typeof request.body.phase, 'before-commit' | 'after-commit' | undefined> = true
    return phase
  })
  app.put('/clock', { schema: { body: ClockChange, response: { 200: { description: '', ...ClockStatus } } } }, request => {
    const action: Same<typeof request.body.action, 'freeze' | 'advance' | 'next' | 'run' | 'reset'> = true
    return { currentInstant: '', currentEpochMillis: 0, frozen: action, scale: 1 }
  })
  // @ts-expect-error -- scale is a number
  app.get('/clock', { schema: { response: { 200: { description: '', ...ClockStatus } } } }, () => ({ currentInstant: '', currentEpochMillis: 0, frozen: true, scale: 'fast' }))

  const launch = { params: ProjectParams, body: ref(JobSpec), response: { 201: tator.answer('', ref(JobsStarted)), ...tator.failures('1.5') } }
  app.post('/Jobs/:project', { schema: launch }, request => {
    const project: Same<typeof request.params.project, number> = true
    const media: Same<typeof request.body.media_ids, number[]> = true
    return { message: '', id: project && media ? ['a'] : [], object: [] }
  })
  // @ts-expect-error -- a message alone is how Tator words an error, which is thrown
  app.post('/message/:project', { schema: launch }, () => ({ message: 'started' }))
}
