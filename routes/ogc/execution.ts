import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { Execute } from '../../schemas/ogc/execute.ts'
import { Results } from '../../schemas/ogc/results.ts'
import { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { ref } from '../../schemas/ref.ts'
import type { Process } from '../../src/catalog/process.ts'
import { type Fault, faultSentence } from '../../src/inputs/fault.ts'
import { readInputs } from '../../src/inputs/read-inputs.ts'
import type { Delivery, Draft, Job } from '../../src/jobs/job.ts'
import { settled } from '../../src/jobs/settled.ts'
import { statusAt } from '../../src/jobs/timeline.ts'
import type { World } from '../../src/world.ts'
import { baseOf } from '../base.ts'
import { preferencesOf } from '../prefer.ts'
import { deliver, resultTypes } from './deliver.ts'
import { answer, failures } from './describe.ts'
import { jobUrl, toStatusInfo } from './present.ts'
import { OgcProblem } from './problems.ts'
import { processOf, ProcessParams } from './processes.ts'
import { respond } from './respond.ts'

type ExecuteRequest = FastifyRequest<{ Params: { processID: string }, Body: Execute }>

/** `POST /processes/{processID}/execution`: at once and waiting for the results, or as a job to come back to. */
export function execution (app: FastifyInstance, { world }: { world: World }): void {
  app.post<{ Params: { processID: string }, Body: Execute }>('/processes/:processID/execution', { schema, config: { offers: resultTypes } }, async (request, reply) => {
    const process = processOf(world, request.params.processID)
    const draft = await draftOf(world, process, request.body)
    const base = baseOf(request, app.prefix)
    const [job] = await world.jobs.submit([draft]) as [Job]
    return wantsJob(request) ? startJob(world, job, base, request, reply) : waitForResults(world, job, base, request, reply)
  })
}

/** Both modes are offered: without a preference it is synchronous (`/req/core/process-execute-default-execution-mode`). */
const wantsJob = (request: ExecuteRequest): boolean => preferencesOf(request.headers['prefer']).has('respond-async')

async function draftOf (world: World, process: Process, body: Execute): Promise<Draft> {
  const delivery = deliveryOf(body)
  const { values, faults } = await readInputs(process, body.inputs ?? {}, world.fetchReference)
  const wrong = [...faults.map(fault => `input ${faultSentence(fault)}`), ...unknownOutputs(process, delivery).map(fault => `output ${faultSentence(fault)}`)]
  if (wrong.length > 0) throw new OgcProblem('invalid-parameter-value', `The process "${process.id}" cannot be executed like this: ${wrong.join('; ')}.`)
  return { id: world.newId(), process: process.id, project: world.homeProject, user: 0, inputs: values, delivery, plan: world.planFor(process, values) }
}

/** `outputs` without a member is undefined in 1.0; it counts as absent here, which means all of them. */
function deliveryOf ({ response = 'raw', outputs = {} }: Execute): Delivery {
  const wanted = Object.entries(outputs).map(([id, { transmissionMode = 'value' }]) => [id, { transmissionMode }] as const)
  return wanted.length === 0 ? { response } : { response, outputs: Object.fromEntries(wanted) }
}

const unknownOutputs = (process: Process, { outputs = {} }: Delivery): Fault[] =>
  Object.keys(outputs).filter(name => !Object.hasOwn(process.outputs, name)).map(name =>
    ({ name, came: 'this name', expected: `one of ${Object.keys(process.outputs).join(', ')}` }))

/** `/req/core/process-execute-success-async`: 201, where the job is, and how it stands. */
function startJob (world: World, job: Job, base: string, request: FastifyRequest, reply: FastifyReply): unknown {
  reply.code(201).header('Location', jobUrl(base, job.id)).header('Preference-Applied', 'respond-async')
  return respond(request, reply, `Job ${job.id}`, toStatusInfo(job, world.clock.now(), base))
}

/**
 * A synchronous execution is a job as long as it runs, so that it can be seen and dismissed, and ends at once when it
 * is dismissed or its client hangs up. Afterwards nothing of it stays, unless a result was wanted by reference: 1.0
 * asks for a monitor link where a job stays, and the official suite fails every answer with a Link header.
 */
async function waitForResults (world: World, job: Job, base: string, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const hungUp = new AbortController()
  reply.raw.once('close', () => hungUp.abort())
  const settlement = await settled(job, world.jobs, world.clock, hungUp.signal)
  const status = statusAt(job, world.clock.now())
  if (settlement !== 'ended' || status === 'failed' || !keepsResults(job)) await world.jobs.forget(job.id)
  if (settlement === 'dismissed') throw new OgcProblem('job-dismissed', 'The execution was dismissed before it ended.')
  if (settlement === 'abandoned') return reply.hijack()
  if (status === 'failed') throw new OgcProblem('job-failed', job.plan.reason ?? 'The job failed without a reason.')
  return deliver(world, job, base, request, reply)
}

const keepsResults = ({ delivery }: Job): boolean =>
  Object.values(delivery?.outputs ?? {}).some(({ transmissionMode }) => transmissionMode === 'reference')

const schema = {
  operationId: 'execute',
  tags: ['Execute'],
  summary: 'Execute a process',
  description: 'With `Prefer: respond-async` the answer is 201 and a job to come back to; without it the answer waits for the results.',
  params: ProcessParams,
  querystring: CommonQuery,
  body: ref(Execute),
  response: {
    200: answer('The results.', ref(Results)),
    201: {
      ...answer('The job that was started.', ref(StatusInfo)),
      headers: {
        Location: { type: 'string', description: 'the address of the job' },
        'Preference-Applied': { type: 'string', description: 'the preference that was honoured' }
      }
    },
    204: { description: 'The results are behind the links of the Link header.', type: 'null' },
    ...failures(400, 404, 406, 413, 415, 500, 503)
  }
}
