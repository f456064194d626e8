import { Compare, ComparisonTable } from '../../schemas/control/comparison.ts'
import { compareAllStates, compareForJob } from './compare-dismissals.ts'
import { worldOf } from '../http/exchange.ts'
import { hostOf } from '../http/forwarded.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import type { ControlOptions } from './options.ts'
import { bodyOrNone } from './describe.ts'
import { noSuchJob } from './jobs.ts'

/** `POST /__admin/comparison`: the effect of a dismissal under every policy and in both APIs, found out by real requests. */
export function comparison (app: TypedInstance, { worlds, apis }: Pick<ControlOptions, 'worlds' | 'apis'>): void {
  const schema = {
    operationId: 'compareDismissals',
    tags: ['Control'],
    summary: 'Dismiss a job in every state, or one of the world, under every policy and through both APIs',
    description: 'Sends real requests to temporary worlds; this world does not change.',
    body: Compare,
    response: { 200: { description: 'The responses, one row for each job.', ...ComparisonTable } }
  }
  app.post('/comparison', { schema, preValidation: bodyOrNone }, async request => {
    const world = worldOf(request)
    const { job: id, ...dialects } = request.body
    const comparison = { apis, worlds, world, settings: { ...world.settings, ...dialects }, host: hostOf(request) }
    if (id === undefined) return { rows: await compareAllStates(comparison) }
    const job = world.jobs.get(id)
    if (job === undefined) throw noSuchJob(id)
    return { rows: await compareForJob(comparison, job) }
  })
}
