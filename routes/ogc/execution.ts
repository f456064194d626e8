import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CommonQuery } from '../../schemas/ogc/job-query.ts'
import { Execute } from '../../schemas/ogc/execute.ts'
import { Results } from '../../schemas/ogc/results.ts'
import { StatusInfo } from '../../schemas/ogc/status-info.ts'
import { ref } from '../../schemas/ref.ts'
import type { Job } from '../../src/jobs/job.ts'
import { settled } from '../../src/jobs/settled.ts'
import { statusAt } from '../../src/jobs/timeline.ts'
import type { World } from '../../src/world.ts'
import { baseOf } from '../base.ts'
import { worldOf } from '../exchange.ts'
import { noteLoss } from '../journal.ts'
import { formatOf } from '../negotiate.ts'
import { planAsAsked, wrongProgression } from '../progression-header.ts'
import { type Preferences, preferencesOf } from '../prefer.ts'
import { countWanted, deliver, link, resultTypes } from './deliver.ts'
import { answer, failures } from './describe.ts'
import { jobUrl, presentIn } from './present.ts'
import { OgcProblem } from './problems.ts'
import { processOf, ProcessParams } from './processes.ts'
import { readExecute } from './read-execute.ts'
import { respond } from './respond.ts'
import { subscribe } from './subscribe.ts'

/** One execute request on its way. */
interface Execution {
  readonly world: World
  readonly job: Job
  readonly base: string
  readonly preferences: Preferences
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/** `POST /processes/{processID}/execution`: at once and waiting for the results, or as a job to come back to. */
export function execution (app: FastifyInstance): void {
  const closing = new AbortController()
  app.addHook('preClose', async () => closing.abort())

  app.post<{ Params: { processID: string }, Body: Execute }>('/processes/:processID/execution', { schema, config: { offers: resultTypes } }, async (request, reply) => {
    const world = worldOf(request)
    const process = processOf(world, request.params.processID)
    const { draft, subscription } = await readExecute(world, process, request.body)
    if (!canBeDelivered(world, draft, request)) throw new OgcProblem('not-acceptable', `Accept came as "${request.headers.accept}"; several outputs travel as application/json.`)
    const plan = planAsAsked(request, draft.plan)
    if (plan === undefined) throw new OgcProblem('bad-request', wrongProgression(request))
    const [job] = await world.jobs.submit([{ ...draft, plan }]) as [Job]
    const base = baseOf(request, app.prefix)
    const preferences = preferencesOf(request.headers['prefer'])
    const execution = { world, job, base, preferences, request, reply }
    // Both modes are offered: without a preference it is synchronous (`/req/core/process-execute-default-execution-mode`).
    const asynchronous = preferences.has('respond-async') && waitOf(preferences) === undefined
    subscribe(world, job, subscription, base, closing.signal)
    return asynchronous ? answerWithJob(execution) : answerWithResults(execution)
  })
}

/** The draft's document of several outputs is JSON; in 1.0 raw outputs travel as they are, whatever Accept says. */
const canBeDelivered = (world: World, draft: { process: string, delivery?: Job['delivery'] }, request: FastifyRequest): boolean =>
  world.settings.ogc === '1.0' || countWanted(world, { process: draft.process, delivery: draft.delivery }) < 2 || formatOf(request) !== undefined

/** `/req/core/process-execute-success-async`: 201, where the job is, and how it stands. */
function answerWithJob ({ world, job, base, preferences, request, reply }: Execution): unknown {
  const wait = waitOf(preferences)
  const applied = [preferences.has('respond-async') ? 'respond-async' : [], wait === undefined ? [] : `wait=${wait}`].flat()
  reply.code(201).header('Location', jobUrl(base, job.id)).header('Preference-Applied', applied.join(', '))
  return respond(request, reply, `Job ${job.id}`, presentIn(world)(job, world.clock.now(), base))
}

/**
 * A synchronous execution is a job as long as it runs, so that it can be seen and dismissed, and ends at once when it
 * is dismissed or its client hangs up. Afterwards nothing of it stays, unless a result was wanted by reference: a job
 * that stays must be linked to, and the official suite fails every answer with a Link header.
 * With `wait=n` the job goes on alone after n seconds (RFC 7240, 4.3).
 */
async function answerWithResults (execution: Execution): Promise<unknown> {
  const { world, base, preferences, request, reply } = execution
  const wait = waitOf(preferences)
  const until = wait === undefined ? Infinity : world.clock.now() + wait * 1000
  const { settlement, job } = await settled(execution.job, { store: world.jobs, clock: world.clock, signal: hangUpOf(request, reply), until })
  if (settlement === 'late') return answerWithJob(execution)
  const failed = settlement === 'reached' && statusAt(job, world.clock.now()) === 'failed'
  if (settlement !== 'reached' || failed || !keepsResults(job)) await world.jobs.forget(job.id)
  if (settlement === 'abandoned') return reply.hijack()
  if (settlement !== 'reached') throw new OgcProblem('job-dismissed', `The execution was ${settlement} before it ended.`)
  if (failed) throw new OgcProblem('job-failed', job.plan.reason ?? 'The job failed without a reason.')
  if (wait !== undefined) reply.header('Preference-Applied', `wait=${wait}`)
  if (keepsResults(job)) link(reply, [jobUrl(base, job.id), 'monitor'])
  return deliver(world, job, base, request, reply, 'execution')
}

function hangUpOf (request: FastifyRequest, reply: FastifyReply): AbortSignal {
  const hungUp = new AbortController()
  reply.raw.once('close', () => {
    noteLoss(request)
    hungUp.abort()
  })
  return hungUp.signal
}

/** How many seconds to wait for results; a `wait` that is no number of seconds asks for nothing. */
function waitOf (preferences: Preferences): number | undefined {
  const wait = preferences.get('wait') ?? ''
  return /^\d{1,9}$/.test(wait) ? Number(wait) : undefined
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
    204: { description: 'The results are behind the links of the Link header, or none were asked for.', type: 'null' },
    ...failures(400, 404, 406, 413, 415, 500, 503)
  }
}
