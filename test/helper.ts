import type { Test } from 'tap'
import { createDouble, type Double, type DoubleOptions } from '../src/create-double.ts'
import type { Draft, Plan } from '../src/jobs/job.ts'

export type TestDouble = Double

/** A double on a clock that the test turns, closed when the test ends. Without `port` it is reached by `app.inject()`. */
export async function build (t: Test, options: Omit<DoubleOptions, 'clock'> = {}): Promise<TestDouble> {
  const double = await createDouble({ clock: 'manual', ...options })
  t.teardown(() => double.close())
  return double
}

/** Waits 10 s, runs 60 s, succeeds. */
export const plan: Plan = { accepted: 10_000, running: 60_000, outcome: 'successful' }

export const draft = (more: Partial<Draft> = {}): Draft => ({ id: 'job', process: 'echo', project: 1, user: 1, plan, ...more })
