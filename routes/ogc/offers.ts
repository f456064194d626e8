import type { Process } from '../../src/processes/process.ts'
import type { Preferences } from '../http/preferences.ts'

type Mode = 'sync-execute' | 'async-execute'
type TransmissionMode = 'value' | 'reference'

/** How a process can be executed, by its jobControlOptions: at least one way, both where it says nothing. */
function modesOf ({ members: { jobControlOptions } = {} }: Pick<Process, 'members'>): readonly Mode[] {
  return jobControlOptions?.filter(option => option !== 'dismiss') ?? ['sync-execute', 'async-execute']
}

/** How the outputs of a process can be handed over: the first is meant where nothing is said. */
export function transmissionModesOf ({ members: { outputTransmission } = {} }: Pick<Process, 'members'>): readonly TransmissionMode[] {
  return (['value', 'reference'] as const).filter(mode => outputTransmission?.includes(mode) ?? true)
}

/** What an execution does: it answers with a job, or with results, for which it waits at most so many seconds. */
export interface ExecutionMode {
  readonly asynchronous: boolean
  readonly wait?: number | undefined
}

/**
 * A process with one mode is executed in it, whatever is preferred (`/req/core/process-execute-default-execution-mode`,
 * `/req/core/process-execute-auto-execution-mode`); one with both is synchronous without a preference.
 */
export function executionMode (process: Pick<Process, 'members'>, preferences: Preferences): ExecutionMode {
  const modes = modesOf(process)
  if (modes.every(mode => mode === modes[0])) return { asynchronous: modes[0] === 'async-execute' }
  const wait = waitOf(preferences)
  return { asynchronous: preferences.has('respond-async') && wait === undefined, wait }
}

/** How many seconds to wait for results; a `wait` that is no number of seconds asks for nothing. */
function waitOf (preferences: Preferences): number | undefined {
  const wait = preferences.get('wait') ?? ''
  return /^\d{1,9}$/.test(wait) ? Number(wait) : undefined
}
