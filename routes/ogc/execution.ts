import type { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import type { FastifyRequest } from 'fastify'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { Execute } from '../../schemas/ogc/execute.ts'
import { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { ref } from '../../schemas/ref.ts'
import { latestInstant } from '../../src/jobs/instants.ts'
import type { Job } from '../../src/jobs/job.ts'
import { waitUntilSettled } from '../../src/jobs/wait-until-settled.ts'
import type { World } from '../../src/world/world.ts'
import { abandon, seeOther } from '../http/empty-answers.ts'
import { exchangeOf } from '../http/exchange.ts'
import { Form } from '../http/form.ts'
import { hangUpOf } from '../http/hang-up.ts'
import { recordLoss } from '../http/journal.ts'
import { formatOf } from '../http/negotiate.ts'
import { preferencesOf } from '../http/preferences.ts'
import { progressionHeader } from '../http/progression-header.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { UnsupportedMediaType } from '../http/unsupported-media-type.ts'
import { deliver, resultsAnswer, link } from './deliver.ts'
import { answer, emptyAnswer, failures } from './describe.ts'
import { execute, type Execution } from './execute.ts'
import { executeForm } from './execute-form.ts'
import { dialectOf } from './dialect.ts'
import { setHeaders } from './persona/answer.ts'
import { personaOf } from './persona/persona.ts'
import { jobValues, respondWithStatusAs } from './persona/status.ts'
import { factsOf, jobUrl } from './present.ts'
import { jobFailed } from './job-failed.ts'
import { OgcProblem } from './problems.ts'
import { processOf, ProcessParams } from './processes.ts'
import { respondWithStatus } from './respond-with-status.ts'
import { withoutNulls } from './without-nulls.ts'

function dropNulls (request: FastifyRequest): void {
  if (!(request.body instanceof Form)) request.body = withoutNulls(request.body)
}

/** `POST /processes/{processID}/execution`: synchronous with the results, or asynchronous with a job. */
export function execution (app: TypedInstance): void {
  app.post('/processes/:processID/execution', {
    schema,
    config: { negotiates: true, forms: true },
    preValidation: (request, _reply, done) => { dropNulls(request); done() }
  }, (request, reply) => {
    const { body } = request
    const process = processOf(request, request.params.processID)
    const context = { request, reply, process }
    if (!(body instanceof Form)) {
      return execute(context, { body, preferences: preferencesOf(request.headers['prefer']), progression: request.headers[progressionHeader] }, execution =>
        execution.asynchronous ? answerWithJob(execution) : answerWithResults(execution))
    }
    // Forms are for people, who get a page; a client that wants JSON sends JSON.
    if (formatOf(request) !== 'html') throw new UnsupportedMediaType(request.headers['content-type'])
    return executeForm(context, body, execution =>
      execution.asynchronous ? seeOther(reply, `${jobUrl(execution.base, execution.job.id)}?f=html`) : answerWithResults(execution))
  })
}

/** `/req/core/process-execute-success-async`: 201, `Location` of the job, and its statusInfo. */
function answerWithJob ({ world, job, base, preferences, wait, request, reply }: Execution): StatusInfo | string {
  const applied = preferences.has('respond-async') ? 'respond-async' : undefined
  const waited = wait === undefined ? applied : `${applied === undefined ? '' : `${applied}, `}wait=${wait}`
  reply.code(201).header('location', jobUrl(base, job.id))
  if (waited !== undefined) reply.header('preference-applied', waited)
  const persona = personaOf(world)
  if (persona !== undefined && formatOf(request) !== 'html') return respondWithStatusAs(persona, reply, { dialect: dialectOf(world), facts: factsOf(world, job, world.clock.now()), base, isReadable: true, answer: persona.asyncAnswer })
  return respondWithStatus(request, reply, { job, now: world.clock.now(), base })
}

/**
 * A synchronous execution is a job while it runs, so that it can be read and dismissed; it ends at once when it is
 * dismissed or its client hangs up. Afterwards it is forgotten, unless a result was requested by reference: a job that
 * stays must be linked, and the official suite fails every answer with a Link header. With `wait=n` the job continues
 * asynchronously after n seconds (RFC 7240, 4.3).
 */
async function answerWithResults (execution: Execution): Promise<StatusInfo | Buffer | Readable | string | undefined> {
  const { world, base, wait, request, reply } = execution
  const until = wait === undefined ? Infinity : Math.min(world.clock.now() + wait * 1000, latestInstant)
  const { settlement, job } = await waitUntilSettled(execution.job, { store: world.jobs, clock: world.clock, signal: hangUpOf(reply), until })
  if (settlement === 'late') return answerWithJob(execution)
  const failed = settlement === 'reached' && job.plan.outcome === 'failed'
  const persona = personaOf(world)
  const keepsJob = persona?.persona.execution?.sync?.keeps_job === true
  if (!keepsJob && (settlement !== 'reached' || failed || !keepsResults(job))) forget(world, job)
  if (settlement === 'abandoned') {
    recordLoss(request)
    return abandon(reply)
  }
  exchangeOf(request.raw).life.throwIfAborted()
  if (persona !== undefined) setHeaders(reply, persona.syncHeaders, jobValues(persona, factsOf(world, job, world.clock.now()), base))
  if (settlement !== 'reached') throw new OgcProblem('job-dismissed', `The execution was ${settlement} before it ended.`)
  if (failed) throw jobFailed(job)
  if (wait !== undefined) reply.header('Preference-Applied', `wait=${wait}`)
  if (keepsResults(job)) link(reply, [jobUrl(base, job.id), 'monitor'])
  return deliver({ world, job, base, request, reply }, 'execution')
}

/** After a reset another job may have the same id. */
function forget ({ jobs }: World, job: Job): void {
  if (jobs.get(job.id)?.ordinal === job.ordinal) jobs.forget(job.id)
}

const keepsResults = ({ delivery }: Job): boolean =>
  Object.values(delivery?.outputs ?? {}).some(({ transmissionMode }) => transmissionMode === 'reference')

const schema = {
  operationId: 'execute',
  tags: ['Execute'],
  summary: 'Execute a process',
  description: 'The jobControlOptions of the process decide. Where they offer both modes, the response to `Prefer: respond-async` is 201 and a job; without it the response waits for the results.',
  params: ProcessParams,
  querystring: CommonQuery,
  body: Type.Unsafe<Execute | Form>(ref(Execute)),
  response: {
    200: resultsAnswer('The results.'),
    201: {
      ...answer('The job that was started.', ref(StatusInfo)),
      headers: {
        Location: { type: 'string', description: 'the address of the job' },
        'Preference-Applied': { type: 'string', description: 'the applied preference' }
      }
    },
    204: emptyAnswer('The results are behind the links of the Link header, or none were requested.'),
    ...failures(400, 404, 406, 413, 415, 500, 503)
  }
}
