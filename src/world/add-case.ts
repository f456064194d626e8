import type { CaseBody } from '../../schemas/control/cases.ts'
import type { AddedCase } from './added-cases.ts'
import type { World } from './world.ts'

/** Adds a case that fits its schema, before all others. @throws InvalidArgument with all problems */
export const addCase = (world: World, { process, ...caseSeed }: CaseBody): AddedCase =>
  world.caseSequences.added.add(process, caseSeed, world.seedReader.readCase(world, process, caseSeed))
