import { setTimeout } from 'node:timers/promises'
import type { DeletionState } from '../../../schemas/check/report.ts'
import type { Exchange } from '../exchange.ts'
import { launchOne, lookUp, statusOf, waitFor } from './launch.ts'
import { groupUrl, jobUrl, type TatorSubject } from './subject.ts'

/** The states of a job at a first DELETE. */
export const initialStates = ['Pending', 'Running', 'Succeeded', 'Failed'] as const satisfies readonly DeletionState[]
export type InitialState = typeof initialStates[number]

export const isEnded = (state: InitialState): boolean => state === 'Succeeded' || state === 'Failed'

/** The exchanges around the deletions of one job. If the dialect cannot read jobs, `before`, `after` and `listAfter` are absent. */
export interface DeletionSequence {
  readonly state: InitialState
  readonly id: string
  readonly group: string
  readonly before?: Exchange
  readonly first: Exchange
  readonly after?: Exchange
  readonly listAfter?: Exchange
  readonly second: Exchange
  /** DELETE of the group, whose only job it was. */
  readonly groupAfter: Exchange
}

/** Launches a job, waits for the state and deletes it twice; or says why the state was not reached. */
export const runDeletionSequence = (subject: TatorSubject, state: InitialState): Promise<DeletionSequence | string> => subject.once(`deletion of ${state}`, () => sendRequests(subject, state))

const hints: Readonly<Record<InitialState, string>> = {
  Pending: '',
  Running: '',
  Succeeded: 'No algorithm was named whose jobs succeed soon: name one with --quick-algorithm NAME.',
  Failed: 'No algorithm was named whose jobs fail: name one with --failing-algorithm NAME.'
}

const algorithmFor = ({ settings }: TatorSubject, state: InitialState): string | undefined =>
  ({ Pending: settings.algorithm, Running: settings.algorithm, Succeeded: settings.quickAlgorithm, Failed: settings.failingAlgorithm })[state]

async function sendRequests (subject: TatorSubject, state: InitialState): Promise<DeletionSequence | string> {
  const { client, dialect: { canRead } } = subject
  const algorithm = algorithmFor(subject, state)
  if (algorithm === undefined) return hints[state]
  const launched = await launchOne(subject, algorithm)
  if (typeof launched === 'string') return launched
  const { id, group: { group } } = launched
  const before = await waitForState(subject, state, id)
  if (before !== undefined && statusOf(before) !== state) return `The job did not become ${state}; it was ${statusOf(before) ?? before.status}.`
  const readJob = async (url: string) => canRead ? await client.get(url) : undefined
  const first = await client.delete(jobUrl(subject, id))
  const [after, listAfter] = [await readJob(jobUrl(subject, id)), await readJob(groupUrl(subject, group))]
  return {
    state,
    id,
    group,
    ...(before !== undefined && { before }),
    first,
    ...(after !== undefined && { after }),
    ...(listAfter !== undefined && { listAfter }),
    second: await client.delete(jobUrl(subject, id)),
    groupAfter: await client.delete(groupUrl(subject, group))
  }
}

/** If jobs cannot be read, time decides: a new job is Pending, and `settle` seconds later it runs or has ended. */
async function waitForState (subject: TatorSubject, state: InitialState, id: string): Promise<Exchange | undefined> {
  if (subject.dialect.canRead) return state === 'Pending' ? await lookUp(subject, id) : await waitFor(subject, id, state)
  if (state !== 'Pending') await setTimeout(subject.settings.settle * 1000)
  return undefined
}
