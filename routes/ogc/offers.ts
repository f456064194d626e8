import type { Process } from '../../src/processes/process.ts'
import type { Preferences } from '../http/preferences.ts'

type Mode = 'sync-execute' | 'async-execute'
type TransmissionMode = 'value' | 'reference'

/** The execution modes of a process, by its jobControlOptions: at least one, both if it names none. */
function modesOf ({ members: { jobControlOptions } = {} }: Pick<Process, 'members'>): readonly Mode[] {
  return jobControlOptions?.filter(option => option !== 'dismiss') ?? ['sync-execute', 'async-execute']
}

/** The transmission modes of a process's outputs: the first is the default. */
export function transmissionModesOf ({ members: { outputTransmission } = {} }: Pick<Process, 'members'>): readonly TransmissionMode[] {
  return (['value', 'reference'] as const).filter(mode => outputTransmission?.includes(mode) ?? true)
}

/** The mode of an execution: it answers with a job, or with results, after waiting this many seconds at most. */
export interface ExecutionMode {
  readonly asynchronous: boolean
  readonly wait?: number | undefined
}

/**
 * A process with one mode is executed in it, whatever is preferred (`/req/core/process-execute-default-execution-mode`,
 * `/req/core/process-execute-auto-execution-mode`); one with both is executed synchronously without a preference.
 */
export function executionMode (process: Pick<Process, 'members'>, preferences: Preferences): ExecutionMode {
  const modes = modesOf(process)
  if (modes.every(mode => mode === modes[0])) return { asynchronous: modes[0] === 'async-execute' }
  const wait = waitOf(preferences)
  return { asynchronous: preferences.has('respond-async') && wait === undefined, wait }
}

/** Seconds to wait for results; an invalid `wait` is ignored. */
function waitOf (preferences: Preferences): number | undefined {
  const wait = preferences.get('wait') ?? ''
  return /^\d{1,9}$/.test(wait) ? Number(wait) : undefined
}
