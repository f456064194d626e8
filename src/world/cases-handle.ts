import { CaseBody } from '../../schemas/control/cases.ts'
import { expectArgument } from '../inputs/expect-argument.ts'
import type { AddedCase } from './added-cases.ts'
import type { World } from './world.ts'

/** What jobs with certain inputs do, said at run time; it holds until the next reset. */
export interface CasesHandle {
  /** Adds a case, before all others. @throws InvalidArgument that says all that is wrong with it */
  add (said: CaseBody): AddedCase
  /** Those that were added, the newest first. */
  list (): readonly AddedCase[]
  /** @returns whether it was there */
  remove (id: string): boolean
  clear (): void
}

export const casesOf = (world: World): CasesHandle => ({
  add (said) {
    expectArgument('cases.add', CaseBody, said)
    return addCase(world, said)
  },
  list: () => world.answers.added.list(),
  remove: id => world.answers.added.remove(id),
  clear: () => world.answers.added.clear()
})

/** Adds a case that follows its schema. @throws InvalidArgument */
export const addCase = (world: World, { process, ...said }: CaseBody): AddedCase =>
  world.answers.added.add(process, said, world.seedReader.readCase(world, process, said))
