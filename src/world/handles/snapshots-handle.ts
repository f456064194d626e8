import { Name, Text } from '../../../schemas/control/arguments.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import { removeSnapshot, restoreSnapshot, takeSnapshot } from '../snapshots.ts'
import type { World } from '../world.ts'

/** Jobs of a world that were put aside under a name. */
export interface SnapshotsHandle {
  /** Puts the jobs aside as they are. */
  take (name: string): Promise<{ name: string, jobs: number }>
  /** Brings them back, as if no time had passed since. @throws InvalidArgument (a RangeError) if there is no such snapshot */
  restore (name: string): Promise<{ name: string, jobs: number }>
  /** @throws InvalidArgument if there is no such snapshot */
  remove (name: string): void
  /** The names of all. */
  list (): readonly string[]
}

/** @param open the world, as long as the double is open */
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
