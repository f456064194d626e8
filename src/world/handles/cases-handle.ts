import { Text } from '../../../schemas/control/arguments.ts'
import { CaseBody } from '../../../schemas/control/cases.ts'
import { expectArgument } from '../../inputs/expect-argument.ts'
import { addCase } from '../add-case.ts'
import type { AddedCase } from '../added-cases.ts'
import type { World } from '../world.ts'

/** What jobs with certain inputs do, set at run time; valid until the next reset. */
export interface CasesHandle {
  /** Adds a case before all others. @throws InvalidArgument (a RangeError) with all problems */
  add (newCase: CaseBody): AddedCase
  /** Added cases, newest first. */
  list (): readonly AddedCase[]
  /** @returns whether it existed */
  remove (id: string): boolean
  clear (): void
}

export const createCasesHandle = (open: () => World): CasesHandle => ({
  add (newCase) {
    expectArgument('cases.add', CaseBody, newCase)
    return addCase(open(), newCase)
  },
  list: () => open().caseSequences.added.list(),
  remove (id) {
    expectArgument('cases.remove', Text, id)
    return open().caseSequences.added.remove(id)
  },
  clear: () => open().caseSequences.added.clear()
})
