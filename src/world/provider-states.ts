import { jobStatuses, type JobStatus, type Plan } from '../jobs/job.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { endSentence } from '../inputs/schema-sentence.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { World } from './world.ts'

/** Values of a state: each name is one that a contract may use for the id of the job. */
export type ProviderStateValues = Readonly<Record<string, string>>

/** The known provider states. */
export const providerStates: readonly string[] = ['no jobs exist', ...jobStatuses.map(status => `${article(status)} job exists`)]

function article (status: JobStatus): string {
  return `${status === 'accepted' ? 'an' : 'a'} ${status}`
}

/** Plans that put a job into a status from its first moment on; a dismissed job needs a dismissal too. */
export const plansByStatus: Record<JobStatus, Plan> = {
  accepted: { accepted: Infinity, running: Infinity, outcome: 'successful' },
  running: { accepted: 0, running: Infinity, outcome: 'successful' },
  successful: { accepted: 0, running: 0, outcome: 'successful' },
  failed: { accepted: 0, running: 0, outcome: 'failed' },
  dismissed: { accepted: 0, running: Infinity, outcome: 'successful' }
}

/**
 * Sets up a state, and returns its values: `jobID`, `run_uid` and `uid` are the id of the job. `params` may have the
 * `id` to use.
 * @throws InvalidArgument for an unknown state, or an id that is not text
 */
export function setUpProviderState (world: World, state: string, params: Readonly<Record<string, unknown>> = {}): ProviderStateValues {
  const name = state.trim().toLowerCase()
  if (name === 'no jobs exist') {
    world.jobs.reset()
    return {}
  }
  const status = jobStatuses.find(status => name === `${article(status)} job exists`)
  if (status === undefined) throw new InvalidArgument(endSentence(`The state ${excerpt(state)} is not known; there are: ${providerStates.join('; ')}${didYouMean(name, providerStates)}`))
  const { id = world.newId() } = params
  if (typeof id !== 'string') throw new InvalidArgument(`params/id: ${excerpt(id)} came; expected a text.`)
  world.jobs.forget(id)
  world.jobs.submit([{ id, process: 'echo', project: world.homeProject, user: 0, plan: plansByStatus[status], inputs: { message: state }, ...(status === 'dismissed' && { dismissed: world.clock.now() }) }])
  return { id, jobID: id, run_uid: id, uid: id, group_id: id, gid: id }
}
