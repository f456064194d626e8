import { ClockChange, ClockStatus } from '../../schemas/control/clock.ts'
import { advanceClock, advanceToNextTransition, freezeClockAt } from '../../src/world/advance.ts'
import { parseDuration } from '../../src/world/duration.ts'
import type { Transition } from '../../src/jobs/transitions.ts'
import type { World } from '../../src/world/world.ts'
import { worldOf } from '../http/exchange.ts'
import { jsonList, longList } from '../http/json-list.ts'
import type { TypedInstance } from '../http/typed-instance.ts'
import { toClockStatus, toTransitionTaken } from './present.ts'
import { ControlProblem } from './problems.ts'

/** `GET` and `PUT /__admin/clock`: reads, stops, moves and scales the world's clock. */
export function clock (app: TypedInstance): void {
  const response = { 200: { description: 'The clock.', ...ClockStatus } }
  app.get('/clock', { schema: { operationId: 'getClock', tags: ['Control'], summary: 'Get the clock', response } }, request => toClockStatus(worldOf(request).clock))

  app.put('/clock', { schema: { operationId: 'changeClock', tags: ['Control'], summary: 'Freeze, advance, run or reset the clock', body: ClockChange, response } }, async (request, reply) => {
    const { clock } = worldOf(request)
    const transitions = await changes[request.body.action](worldOf(request), request.body)
    const status = toClockStatus(clock)
    if (!Array.isArray(transitions)) return status
    if (transitions.length <= longList) return { ...status, transitions: transitions.map(toTransitionTaken) }
    return jsonList(reply, { items: transitions, present: toTransitionTaken, before: `${JSON.stringify(status).slice(0, -1)},"transitions":[`, after: ']}' })
  })
}

const changes: Record<ClockChange['action'], (world: World, change: ClockChange) => Promise<readonly Transition[]> | void> = {
  advance: (world, change) => advanceClock(world, durationOf(change)),
  async next (world) {
    const transitions = await advanceToNextTransition(world)
    if (transitions === undefined) throw new ControlProblem(409, 'No next event: no job of this world has a planned transition.')
    return transitions
  },
  freeze: (world, { instant }) => {
    if (instant === undefined) return world.clock.freeze()
    if (!(Date.parse(instant) >= world.clock.now())) throw new ControlProblem(400, `instant: ${JSON.stringify(instant)} came; expected an RFC 3339 instant that is not past.`)
    return freezeClockAt(world, Date.parse(instant))
  },
  run: ({ clock }, { scale }) => clock.run(scale),
  reset: ({ clock }) => clock.reset()
}

function durationOf ({ durationMillis, duration }: ClockChange): number {
  if (durationMillis !== undefined) return durationMillis
  if (duration === undefined) throw new ControlProblem(400, 'advance: expected durationMillis, or duration such as "30s"; neither came.')
  return parseDuration(duration)
}
