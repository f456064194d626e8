import { open, readFile, rename, rm } from 'node:fs/promises'
import type { WorldStateFile } from '../../schemas/state.ts'
import type { Job } from '../jobs/job.ts'
import { latestInstant } from '../jobs/instants.ts'
import { deployedState, restoreDeployed } from '../world/deployed-state.ts'
import { batchesInSlices } from '../world/slices.ts'
import type { World } from '../world/world.ts'

/** A state file that cannot be used; the message says why, and nothing is overwritten. */
export class StateFileError extends Error {}

/** How often to check for changes, in milliseconds. */
const interval = 1000
/** Writing takes at most 1/20 of the time. */
const restShare = 20

/**
 * Restores a world from a state file, if the file exists, and writes the file soon after each change, and when the
 * returned function is called.
 * @param report gets the error if the file cannot be written later on
 * @throws StateFileError
 */
export async function keepState (file: string, world: World, report: (error: Error) => void): Promise<() => Promise<void>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw new StateFileError(`The state file ${file} cannot be read: ${error.message}`)
  })
  if (text !== undefined) await restore(file, text, world)
  const save = createSave(file, world)
  if (text === undefined) await save().catch((error: Error) => { throw new StateFileError(`The state file ${file} cannot be written: ${error.message}`) })
  let [saving, next] = [Promise.resolve(), 0]
  const saveAgain = () => {
    const began = Date.now()
    next = Infinity
    saving = saving.then(save).catch(report).then(() => { next = Date.now() + restShare * (Date.now() - began) })
  }
  const timer = setInterval(() => { if (Date.now() >= next) saveAgain() }, interval).unref()
  // Only the first call counts: what ends afterwards is not part of the state.
  let end: Promise<void> | undefined
  return () => {
    clearInterval(timer)
    if (end === undefined) saveAgain()
    end ??= saving
    return end
  }
}

/** Values that change whenever the state in the file would change. */
const marksOf = ({ revision, deployments, settings, seed, idsGiven, clock: { frozen, scale }, clock }: World): readonly unknown[] =>
  [revision, deployments.revision, settings, seed, idsGiven, frozen, scale, frozen ? clock.now() : 0]

/** Writes the file if the world has changed since the last write: a new file, which then replaces the old one. */
function createSave (file: string, world: World): () => Promise<void> {
  let saved: readonly unknown[] = []
  return async () => {
    const marks = marksOf(world)
    if (marks.length === saved.length && marks.every((mark, index) => mark === saved[index])) return
    const draft = `${file}.${process.pid}.tmp`
    try {
      await write(draft, world)
      await rename(draft, file)
      saved = marks
    } finally {
      await rm(draft, { force: true })
    }
  }
}

async function write (file: string, world: World): Promise<void> {
  const { clock, jobs, settings, seed, initialSeed, idsGiven } = world
  const now = clock.now()
  const deployed = deployedState(world)
  const head = { jobdouble: 'state 1', saved: Date.now(), clock: { now, frozen: clock.frozen, scale: clock.scale }, settings, ids: idsGiven, ...(seed !== initialSeed && { seed }), ...(deployed !== undefined && { deployed }) }
  const all = jobs.all()
  const handle = await open(file, 'w', 0o600)
  try {
    await handle.write(`${JSON.stringify(head).slice(0, -1)},"jobs":[`)
    let separator = ''
    for await (const batch of batchesInSlices(all)) {
      await handle.write(separator + batch.map((job: Job) => JSON.stringify(world.seedReader.toSeed(world, job, now))).join(','))
      separator = ','
    }
    await handle.write(']}\n')
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** @throws StateFileError */
async function restore (file: string, text: string, world: World): Promise<void> {
  const { parseState } = await import('./parse-state.ts')
  try {
    apply(world, parseState(text, world.initialSeed, world.maxDepth))
  } catch (error) {
    throw new StateFileError(`The state file ${file} is damaged, or not a state file: ${(error as Error).message}\nNothing was overwritten. Repair it, remove it, or name another with --state.`)
  }
}

/** A clock never goes back: if it has passed the saved instant, the jobs are moved to the clock's time. */
function apply (world: World, { saved, clock: { now, frozen, scale }, settings, ids, seed, deployed, jobs }: WorldStateFile): void {
  if (seed !== undefined) world.reset(seed)
  world.configure(settings)
  const { clock } = world
  const due = Math.min(frozen ? now : now + Math.max(0, Date.now() - saved) * scale, latestInstant)
  clock.freeze()
  clock.freeze(Math.max(clock.now(), due))
  const origin = now + clock.now() - due
  if (!frozen) clock.run(scale)
  if (deployed !== undefined) restoreDeployed(world, deployed, due - now)
  world.skipIds(ids)
  world.jobs.reset()
  world.jobs.submit(jobs.map(job => world.seedReader.draft(world, job, origin)))
}
