import { Name, Text } from '../../../schemas/control/arguments.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import { removeSnapshot, restoreSnapshot, takeSnapshot } from '../snapshots.ts'
import type { World } from '../world.ts'

/** Named snapshots of the jobs of a world. */
export interface SnapshotsHandle {
  /** Takes a snapshot of the jobs. */
  take (name: string): Promise<{ name: string, jobs: number }>
  /** Restores the jobs, as if no time had passed since. @throws InvalidArgument (a RangeError) if there is no such snapshot */
  restore (name: string): Promise<{ name: string, jobs: number }>
  /** @throws InvalidArgument if there is no such snapshot */
  remove (name: string): void
  /** The names of all snapshots. */
  list (): readonly string[]
}

/** @param open returns the world; throws once the double is closed */
export const createSnapshotsHandle = (open: () => World): SnapshotsHandle => ({
  async take (name) {
    expectArgument('snapshots.take', Name, name)
    return takeSnapshot(open(), name)
  },
  async restore (name) {
    expectArgument('snapshots.restore', Text, name)
    return restoreSnapshot(open(), name)
  },
  remove (name) {
    expectArgument('snapshots.remove', Text, name)
    removeSnapshot(open(), name)
  },
  list: () => [...open().snapshots.keys()]
})
