import { Text } from '../../../schemas/control/arguments.ts'
import { FaultBody } from '../../../schemas/control/fault.ts'
import type { Fault } from '../../faults/fault.ts'
import type { RegisteredFault } from '../../faults/faults.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import type { World } from '../world.ts'

/** The faults of a world, for tests. */
export interface FaultsHandle {
  /** Adds a fault; of several that match, the one added last is injected. @throws InvalidArgument (a RangeError) for an invalid fault */
  add (fault: Omit<Fault, 'id' | 'phase' | 'match'> & Partial<Fault>): RegisteredFault
  /** All faults, newest first, with how often each was matched and injected. */
  list (): readonly RegisteredFault[]
  /** @throws InvalidArgument if there is no such fault */
  remove (id: string): void
  clear (): void
}

/** @param open returns the world; throws once the double is closed */
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
