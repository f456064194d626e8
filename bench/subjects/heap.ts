// Fills a store and prints how many bytes of heap a job takes. Run with --expose-gc and two arguments: how, and how many.
import { draftsOf } from '../../routes/tator/launch.ts'
import { systemClock } from '../../src/jobs/clock.ts'
import { WorldClock } from '../../src/world/world-clock.ts'
import type { Draft } from '../../src/jobs/job.ts'
import type { OutgoingRequests } from '../../src/outgoing/outgoing-requests.ts'
import { defaultSettings } from '../../src/world/settings.ts'
import { createWorld } from '../../src/world/create-world.ts'
import type { World } from '../../src/world/world.ts'
import { seed } from '../measure/seed.ts'
import { seedReader } from '../../src/seed/seed-reader.ts'

const batch = 10_000

/** Jobs without inputs, each alone in its group. */
function plainDrafts (world: World): Draft[] {
  const [project, algorithm, user] = launcher
  return Array.from({ length: batch }, () => ({ id: world.newId(), process: algorithm.name, project: project.id, user: user.id, plan: algorithm.plan }))
}

/** The jobs of one launch through Tator's façade: a group, and media of their own for each. */
function launchedDrafts (world: World, media: readonly number[]): Draft[] {
  const [project, algorithm, user] = launcher
  return draftsOf(world, project, algorithm, media, user, world.newId())
}

function launcherOf ({ projects, users: [user] }: World) {
  const [project] = projects.values()
  const [algorithm] = project?.algorithms.values() ?? []
  if (project === undefined || algorithm === undefined || user === undefined) throw new Error('The seed has no project, algorithm or user.')
  return [project, algorithm, user] as const
}

function heapUsed (): number {
  for (let times = 0; times < 3; times++) globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

const [how, count = '1000000'] = process.argv.slice(2)
const jobs = Number(count)
const refuse = () => 'nobody: a benchmark asks no one'
const outgoing: OutgoingRequests = { send: async () => { throw new Error(refuse()) }, refusalReason: refuse }
const world = createWorld({ seedReader, seed, clock: new WorldClock({ source: systemClock }), outgoing, settings: defaultSettings, maxJobs: jobs })
const launcher = launcherOf(world)
const before = heapUsed()
for (let first = 0; first < jobs; first += batch) {
  const media = Array.from({ length: batch }, (_, index) => first + index)
  world.jobs.submit(how === 'launched' ? launchedDrafts(world, media) : plainDrafts(world))
}
const bytes = heapUsed() - before
if (world.jobs.size() !== jobs) throw new Error(`Expected ${jobs} jobs.`)
process.stdout.write(`${bytes / jobs}\n`)
