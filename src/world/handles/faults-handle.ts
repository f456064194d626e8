import { Text } from '../../../schemas/control/arguments.ts'
import { FaultBody } from '../../../schemas/control/fault.ts'
import type { Fault } from '../../faults/fault.ts'
import type { RegisteredFault } from '../../faults/faults.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import type { World } from '../world.ts'

/** The faults of a world, in the hands of a test. */
export interface FaultsHandle {
  /** Sets up a fault; of several that match, the one set up last is injected. @throws InvalidArgument (a RangeError) for what is no fault */
  add (fault: Omit<Fault, 'id' | 'phase' | 'match'> & Partial<Fault>): RegisteredFault
  /** All faults, with how often each was met and injected; the latest first. */
  list (): readonly RegisteredFault[]
  /** @throws InvalidArgument if there is no such fault */
  remove (id: string): void
  clear (): void
}

/** @param open the world, as long as the double is open */
export const createFaultsHandle = (open: () => World): FaultsHandle => ({
  add (fault) {
    expectArgument('faults.add', FaultBody, fault)
    return open().faults.add(fault)
  },
  list: () => open().faults.list(),
  remove (id) {
    expectArgument('faults.remove', Text, id)
    open().faults.expect(id)
    open().faults.remove(id)
  },
  clear: () => open().faults.clear()
})
