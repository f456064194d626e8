/** The servers under test: both dialects under every dismiss policy, and the settings that add a status. */
import { serve } from '../serve.ts'
import { type Exchange, Recorder, type World } from './exchange.ts'
import { executions, fullStore } from './executions.ts'
import { jobLists } from './job-lists.ts'
import { jobStates } from './job-states.ts'
import { described, fixedResources } from './resources.ts'
import { jobsInSeed } from './seed.ts'
import { fullTator, tatorTable } from './tator.ts'

type Part = (recorder: Recorder) => Promise<void>
interface Run extends World { readonly parts: readonly Part[] }

const world = (ogc: string, tator: string, more: readonly string[], parts: readonly Part[]): Run =>
  ({ ogc, tator, flags: ['--ogc', ogc, '--tator', tator, ...more], parts })

const everything: readonly Part[] = [fixedResources, jobStates, jobLists, executions, tatorTable]
const policies = ['retain', 'remove', 'gone', 'refuse']

export const worlds: readonly Run[] = [
  ...policies.map(policy => world('1.0', '2020-05', ['--dismiss', policy], everything)),
  ...policies.map(policy => world('2.0-draft', '1.5', ['--dismiss', policy], everything)),
  world('1.0', '1.5', ['--max-jobs', String(jobsInSeed)], [described, fullStore, fullTator]),
  world('2.0-draft', '2020-05', ['--max-jobs', String(jobsInSeed)], [described, fullStore, fullTator]),
  world('1.0', '2020-05', ['--tator-delete-status', '204', '--tator-unknown', '500', '--tator-bare-key', 'refuse'], [described, tatorTable])
]

/** Every exchange with a server of this world, which is started for it. */
export async function exchangesOf ({ parts, ...world }: Run, seed: string): Promise<Exchange[]> {
  const server = await serve([...world.flags, '--seed', seed, '--log-level', 'fatal'])
  try {
    const recorder = new Recorder(server.url, world)
    for (const part of parts) await part(recorder)
    return recorder.exchanges
  } finally {
    await server.stop()
  }
}
