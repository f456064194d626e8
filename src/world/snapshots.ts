import { didYouMean } from '../inputs/did-you-mean.ts'
import { endSentence } from '../inputs/schema-sentence.ts'
import { excerpt } from '../inputs/validation-error.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import type { Job } from '../jobs/job.ts'
import { forEachInSteps, type Steps } from '../jobs/steps.ts'
import { NotFound } from '../jobs/not-found.ts'
import type { Restoration } from '../jobs/store.ts'
import { runProcesses } from './run-processes.ts'
import { finishInSlices } from './slices.ts'
import type { World } from './world.ts'

/** Maximum per world. */
const most = 100

/** Takes a snapshot of the jobs of a world, and of the positions of sequences. @throws InvalidArgument if there are too many snapshots */
export function takeSnapshot ({ snapshots, jobs, clock, caseSequences }: World, name: string): { name: string, jobs: number } {
  if (snapshots.size === most && !snapshots.has(name)) throw new InvalidArgument(`A world has ${most} snapshots at most; remove some.`)
  const aside = jobs.all()
  snapshots.set(name, { at: clock.now(), jobs: aside, counts: caseSequences.counts })
  return { name, jobs: aside.length }
}

/**
 * Restores the jobs of a snapshot in one turn. They continue from there: the time that has passed on the clock meanwhile
 * does not count.
 * @throws NotFound; JobError, and nothing has changed, for a job that would get an instant without a date; Error if the
 * world is reset meanwhile
 */
export async function restoreSnapshot (world: World, name: string): Promise<{ name: string, jobs: number }> {
  const { snapshots, jobs, clock, life, caseSequences } = world
  const snapshot = snapshots.get(name)
  if (snapshot === undefined) throw noSuchSnapshot(snapshots, name)
  const now = clock.now()
  const restored = await finishInSlices(restoreInSteps(jobs.beginRestoration(), snapshot.jobs, now - snapshot.at, life))
  caseSequences.restore(snapshot.counts)
  runProcesses(world, restored.filter(({ plan }) => plan.awaited !== undefined))
  // The snapshot shares the restored records from now on: nothing is stored twice.
  if (snapshots.get(name) === snapshot) snapshots.set(name, { ...snapshot, at: now, jobs: restored })
  return { name, jobs: restored.length }
}

/** @throws NotFound */
export function removeSnapshot ({ snapshots }: Pick<World, 'snapshots'>, name: string): void {
  if (!snapshots.delete(name)) throw noSuchSnapshot(snapshots, name)
}

function noSuchSnapshot (snapshots: World['snapshots'], name: string): NotFound {
  const names = [...snapshots.keys()]
  return new NotFound(endSentence(`There is no snapshot ${excerpt(name)}; there are: ${names.join(', ') || 'none'}${didYouMean(name, names)}`))
}

function * restoreInSteps (restoration: Restoration, jobs: readonly Job[], passed: number, life: AbortSignal): Steps<readonly Job[]> {
  const restored: Job[] = []
  yield * forEachInSteps(jobs, job => {
    const later = passed === 0 ? job : shiftJob(job, passed)
    restoration.add(later)
    restored.push(later)
  })
  life.throwIfAborted()
  restoration.commit()
  return restored
}

const shiftJob = (job: Job, passed: number): Job => ({
  ...job,
  submitted: job.submitted + passed,
  ...(job.dismissed !== undefined && { dismissed: job.dismissed + passed })
})
