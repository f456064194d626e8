import { Done } from '../../schemas/control/done.ts'
import { Reset } from '../../schemas/control/reset.ts'
import type { Seed } from '../../schemas/seed.ts'
import { mostSeedBytes } from '../../src/bounds/body-bytes.ts'
import type { World } from '../../src/world/world.ts'
import { worldOf } from '../http/exchange.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { bodyOrNone } from './describe.ts'
import { ControlProblem } from './problems.ts'

/** `POST /__admin/reset`: back to the seed, or to another one, which the world keeps until it is forgotten or gets another. */
export function reset (app: TypedInstance): void {
  const schema = { operationId: 'reset', tags: ['Control'], summary: 'Reset the world to its seed, or to the one in the body', body: Reset, response: { 200: Done } }
  // An invalid seed gets the messages of an invalid seed file, so the route itself does not validate.
  app.post('/reset', { schema, preValidation: bodyOrNone, bodyLimit: mostSeedBytes, config: { bodyBound: ', as of a seed file' }, validatorCompiler: () => () => true }, async request => {
    worldOf(request).reset(await seedIn(request.body, worldOf(request)))
    return {}
  })
}

/** @throws ControlProblem with all problems */
async function seedIn (body: unknown, world: World): Promise<Seed | undefined> {
  if (typeof body !== 'object' || body === null || Object.keys(body).some(name => name !== 'seed')) throw new ControlProblem(400, `/: ${JSON.stringify(body)} came; expected an object with a seed, or no body.`)
  const { seed } = body as { seed?: unknown }
  return seed === undefined ? undefined : checkedSeed(seed, world)
}

/** @throws ControlProblem with all problems */
export async function checkedSeed (seed: unknown, { seedReader, maxDepth }: Pick<World, 'seedReader' | 'maxDepth'>): Promise<Seed> {
  const errors = await seedReader.validate(seed, maxDepth)
  if (errors.length > 0) throw new ControlProblem(400, ...errors.map(error => `/seed${error.replace(/^\/:/, ':')}`))
  return seed as Seed
}
