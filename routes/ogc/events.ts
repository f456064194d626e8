import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { isUnfinished, type Job } from '../../src/jobs/job.ts'
import { nextChange } from '../../src/jobs/segments.ts'
import { waitUntilSettled } from '../../src/jobs/wait-until-settled.ts'
import { statusAt } from '../../src/jobs/timeline.ts'
import { FairShare } from '../../src/bounds/fair-share.ts'
import type { World } from '../../src/world/world.ts'
import { baseAddress } from '../http/base-address.ts'
import { abandon } from '../http/empty-answers.ts'
import { exchangeOf, worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { JobParams, jobViewContext } from './jobs.ts'
import type { OgcOptions } from './options.ts'
import { presentIn } from './present.ts'
import { noSuchJob, OgcProblem } from './problems.ts'
import { goneMarkup, liveMarkup } from './views/job.ts'

/**
 * `GET /jobs/{jobId}/events`: the live part of the job's page, sent again at each visible change by the world's clock.
 * It serves the page, and is not part of the API.
 */
export function events (app: TypedInstance, { maxStreams = usualMostStreams }: Pick<OgcOptions, 'maxStreams'>): void {
  const streams = new Set<AbortController>()
  const places = new FairShare<World>(maxStreams)
  app.addHook('preClose', async () => streams.forEach(stream => stream.abort()))
  app.get('/jobs/:jobId/events', { schema: { params: JobParams }, config: { offers: ['text/event-stream'], unrecorded: 'same-origin' } }, async (request, reply) => {
    const { jobId } = request.params
    const world = worldOf(request)
    if (world.jobs.get(jobId) === undefined) throw noSuchJob(world, jobId)
    // During a delay fault the client may have left; then no event follows that would say so.
    if (reply.raw.destroyed) return abandon(reply)
    const giveBack = places.take(exchangeOf(request.raw).world)
    if (giveBack === undefined) throw new OgcProblem('too-many-streams', `The limit of ${maxStreams} live pages is reached (a world may have as many as are left free); reload this page to update it.`)
    const over = new AbortController()
    streams.add(over)
    reply.raw.once('close', () => {
      giveBack()
      streams.delete(over)
      over.abort()
    })
    const stream = Readable.from(eventsOf(world, jobId, lookOf(request, world, baseAddress(request, app.prefix)), over.signal), { objectMode: false })
    reply.type('text/event-stream').header('Cache-Control', 'no-store')
    return stream
  })
}

const usualMostStreams = 200

/** Makes the live part of the page of a job, or of a job that no longer exists. */
const lookOf = (request: FastifyRequest, world: World, base: string) => (id: string, job: Job | undefined, now: number): string =>
  job === undefined ? goneMarkup(base, id) : liveMarkup({ ...jobViewContext(request, world, job, base), now }, presentIn(world)(job, now, base))

/** One event for each visible state of the job, and a final one. */
async function * eventsOf ({ jobs: store, clock }: World, id: string, look: ReturnType<typeof lookOf>, signal: AbortSignal): AsyncGenerator<string> {
  let lastSent: Job | undefined
  let due = -Infinity
  // The job may change while an event is sent: it is read again before waiting.
  while (!signal.aborted) {
    const job = store.get(id)
    const now = clock.now()
    if (job === undefined || !isUnfinished(statusAt(job, now))) return yield eventOf('end', look(id, job, now))
    if (job === lastSent && now < due) await waitUntilSettled(job, { store, clock, signal, instant: other => other === job ? due : clock.now() })
    else {
      lastSent = job
      due = nextChange(job, now)
      yield eventOf('job', look(id, job, now))
    }
  }
}

/** @see https://html.spec.whatwg.org/multipage/server-sent-events.html: each line of the data needs its own `data:` */
const eventOf = (name: string, data: string): string => `event: ${name}\n${data.split(/\r\n|\r|\n/).map(line => `data: ${line}\n`).join('')}\n`
