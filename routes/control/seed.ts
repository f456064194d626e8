import { Type } from '@sinclair/typebox'
import { seedWithDeployed } from '../../src/world/deployed-state.ts'
import { worldOf } from '../http/exchange.ts'
import { jsonList } from '../http/json-list.ts'
import type { TypedInstance } from '../http/typed-instance.ts'

/** `GET /__admin/seed`: the present world as a seed: its jobs have their present ages. Passwords and tokens are included, since a seed needs them. */
export function seed (app: TypedInstance): void {
  const schema = { operationId: 'getSeed', tags: ['Control'], summary: 'The world as a seed, jobs as they are now', response: { 200: Type.Object({}, { description: 'A seed, as serve --seed takes it.', additionalProperties: true }) } }
  app.get('/seed', { schema }, (request, reply) => {
    const world = worldOf(request)
    const now = world.clock.now()
    const { jobs: _, ...others } = seedWithDeployed(world)
    const [before, after] = JSON.stringify({ ...others, jobs: [] }).split(/(?=\]\}$)/)
    reply.header('Content-Disposition', 'attachment; filename="seed.json"')
    return jsonList(reply, { items: world.jobs.all(), present: job => world.seedReader.toSeed(world, job, now), before: before!, after: after! })
  })
}
