import type { ComparedExchange } from '../../../../schemas/control/comparison.ts'
import type { Job, JobStatus } from '../../../../src/jobs/job.ts'
import { latestInstant } from '../../../../src/jobs/instants.ts'
import { statusAt } from '../../../../src/jobs/timeline.ts'
import { advanceClock } from '../../../../src/world/advance.ts'
import type { World } from '../../../../src/world/world.ts'
import { type ComparisonContext, createSender } from '../../compare-dismissals.ts'
import { type Observation, consequenceOf, type Consequence } from './consequence.ts'
import type { ComparisonLane } from './lane.ts'
import { stepInterval, type Step, steps } from './step.ts'
import { headStart, type LaneJob } from './subject.ts'

/** A step sent to a lane, with its effect. */
export interface StepTaken extends Observation {
  readonly label: Step['label']
  readonly exchange: ComparedExchange
  readonly consequence: Consequence
}

/** The job's course in one lane. */
export interface PlayedLane {
  readonly lane: ComparisonLane
  /** Undefined for a step that the lane's API cannot express. */
  readonly stepsTaken: readonly (StepTaken | undefined)[]
  /** The job's status at the beginning. */
  readonly start: JobStatus | undefined
  /** Epoch milliseconds of the first step. */
  readonly began: number
  readonly now: number
  /** The record when it was last visible, and when it disappeared, if it did. */
  readonly job: Job | undefined
  readonly removed: number | undefined
}

const token = 'comparison'

/** Sends the first `count` steps to a copy of the job, in a world of its own whose clock advances between them. */
export async function playLane ({ apis, worlds, world, settings, host }: ComparisonContext, lane: ComparisonLane, { id, project, seed, dismissedBefore, put }: LaneJob, count: number): Promise<PlayedLane> {
  const users = [{ name: 'comparison', token, projects: { [project]: 'full' as const } }]
  const apart = world.createIsolated({ ...settings, ...lane.settings }, { ...seed, users })
  put(apart)
  return worlds.withIsolated(apart, async name => {
    const send = createSender(apis, { host, 'x-test-id': name, ...(lane.api === 'tator' && { authorization: `Token ${token}` }) })
    const path = `${lane.api === 'ogc' ? '/jobs/' : '/rest/Job/'}${encodeURIComponent(id)}`
    const watch = watcher(apart, id, lane)
    watch.look()
    if (dismissedBefore) {
      await send('DELETE', path)
      await goOn(apart, headStart)
      // A dismissal may take effect later.
      if (watch.look() !== 'dismissed') await goOn(apart, stepInterval)
    }
    const [began, start] = [apart.clock.now(), watch.look()]
    const stepsTaken: (StepTaken | undefined)[] = []
    for (const step of steps.slice(0, count)) {
      stepsTaken.push(await take(step, lane, (method, suffix) => send(method, path + suffix), watch.look))
      await goOn(apart, stepInterval)
    }
    watch.look()
    return { lane, stepsTaken, start, began, now: apart.clock.now(), job: watch.job, removed: watch.removed }
  })
}

/** A clock stops at its last instant. */
const goOn = (world: World, ms: number) => advanceClock(world, Math.min(ms, latestInstant - world.clock.now()))

type Send = (method: ComparedExchange['method'], suffix: string) => Promise<ComparedExchange>

async function take ({ name, label, method }: Step, { api }: ComparisonLane, send: Send, look: () => JobStatus | undefined): Promise<StepTaken | undefined> {
  if (name === 'results' && api === 'tator') return undefined
  const before = look()
  const exchange = await send(method, name === 'results' ? '/results' : '')
  const observation = { step: name, before, after: look(), status: exchange.status }
  return { ...observation, label, exchange, consequence: consequenceOf(observation) }
}

/** Reads the job directly from the store, as the lane's API shows it: in Tator a dismissed job does not exist. */
function watcher ({ jobs, clock }: Pick<World, 'jobs' | 'clock'>, id: string, { api }: ComparisonLane) {
  let job: Job | undefined
  let removed: number | undefined
  return {
    look (): JobStatus | undefined {
      const found = jobs.get(id)
      const visibleJob = api === 'tator' && found?.dismissed !== undefined ? undefined : found
      if (visibleJob === undefined) removed ??= job && clock.now()
      else job = visibleJob
      return visibleJob && statusAt(visibleJob, clock.now())
    },
    get job () { return job },
    get removed () { return removed }
  }
}
