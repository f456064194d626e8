import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { World } from './world.ts'

/** A world holds this many at most. */
const most = 100

/** Puts the jobs of a world aside as they are. @throws InvalidArgument if there are too many snapshots */
export function takeSnapshot ({ snapshots, jobs, clock }: World, name: string): { name: string, jobs: number } {
  if (snapshots.size === most && !snapshots.has(name)) throw new InvalidArgument(`A world has ${most} snapshots at most; remove some.`)
  const aside = jobs.all()
  snapshots.set(name, { at: clock.now(), jobs: aside })
  return { name, jobs: aside.length }
}

/**
 * Brings back the jobs that were put aside. They go on from where they were: what has passed on the clock meanwhile does
 * not count. Undefined if there is no such snapshot.
 */
export function restoreSnapshot ({ snapshots, jobs, clock }: World, name: string): { name: string, jobs: number } | undefined {
  const snapshot = snapshots.get(name)
  if (snapshot === undefined) return undefined
  const passed = clock.now() - snapshot.at
  jobs.restore(snapshot.jobs.map(job => ({
    ...job,
    submitted: job.submitted + passed,
    dismissed: job.dismissed === undefined ? undefined : job.dismissed + passed
  })))
  return { name, jobs: snapshot.jobs.length }
}
