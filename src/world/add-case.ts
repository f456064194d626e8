import type { CaseBody } from '../../schemas/control/cases.ts'
import type { AddedCase } from './added-cases.ts'
import type { World } from './world.ts'

/** Adds a case that follows its schema, before all others. @throws InvalidArgument that says all that is wrong with it */
export const addCase = (world: World, { process, ...said }: CaseBody): AddedCase =>
  world.answers.added.add(process, said, world.seedReader.readCase(world, process, said))
