import type { CaseSeed } from '../../schemas/seed.ts'
import type { Case } from '../processes/case.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'

/** A case added at run time, with the name of its process or algorithm. */
export interface AddedCase extends CaseSeed {
  readonly id: string
  readonly process: string
}

/** Maximum per world. */
const most = 1000

/** Cases added at run time, newest first: they apply before those of the seed. */
export class AddedCases {
  #cases: { readonly added: AddedCase, readonly case: Case }[] = []
  #count = 0

  /** @throws InvalidArgument if there are too many */
  add (process: string, caseSeed: CaseSeed, made: Case): AddedCase {
    if (this.#cases.length === most) throw new InvalidArgument(`A world has ${most} added cases at most; remove some.`)
    const added = { id: `case-${++this.#count}`, process, ...caseSeed }
    this.#cases.unshift({ added, case: made })
    return added
  }

  list (): readonly AddedCase[] {
    return this.#cases.map(({ added }) => added)
  }

  /** @returns whether it existed */
  remove (id: string): boolean {
    const before = this.#cases.length
    this.#cases = this.#cases.filter(({ added }) => added.id !== id)
    return this.#cases.length < before
  }

  clear (): void {
    this.#cases = []
    this.#count = 0
  }

  /** The cases of a process or an algorithm: added ones, then its own. */
  before (process: string, own: readonly Case[]): readonly Case[] {
    const added = this.#cases.filter(one => one.added.process === process).map(one => one.case)
    return added.length === 0 ? own : [...added, ...own]
  }
}
