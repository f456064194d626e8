import type { Test } from 'tap'
import { type Double, openDouble } from '../src/create-double.ts'
import type { DoubleOptions } from '../src/double-options.ts'
import type { JobStore } from '../src/jobs/store.ts'
import type { Draft, Plan } from '../src/jobs/job.ts'

/** A double with direct access to its store. */
export interface TestDouble extends Double {
  /** The store of the default world. */
  readonly store: JobStore
  storeOf (world: string): JobStore
}

/** Creates a double with a manual clock, closed when the test ends. Without `port` it is reached by `app.inject()`. */
export async function build (t: Test, options: DoubleOptions = {}): Promise<TestDouble> {
  const { double, worlds } = await openDouble({ clock: 'manual', ...options })
  t.teardown(() => double.close())
  return Object.assign(double, { store: worlds.default.jobs, storeOf: (world: string) => worlds.get(world).jobs })
}

/** Waits 10 s, runs 60 s, succeeds. */
export const plan: Plan = { accepted: 10_000, running: 60_000, outcome: 'successful' }

export const draft = (more: Partial<Draft> = {}): Draft => ({ id: 'job', process: 'echo', project: 1, user: 1, plan, ...more })
