import type { Case } from '../processes/case.ts'
import type { Plan } from '../jobs/job.ts'
import type { Values } from '../processes/process.ts'
import { AddedCases } from './added-cases.ts'

/** How many jobs each case with a sequence has had. */
export type SequencePositions = ReadonlyMap<Case, number>

const none: readonly Case[] = []

/** Decides by cases what jobs do. The positions of sequences belong to the world: a reset clears them, and a snapshot restores them. */
export class CaseSequences {
  readonly added = new AddedCases()
  #counts = new Map<Case, number>()

  /** The present positions. */
  get counts (): SequencePositions {
    return new Map(this.#counts)
  }

  /** The plan of a job with these inputs: by the first matching case of its process or algorithm, else `plan`. Advances the sequence of the case. */
  apply (name: string, own: readonly Case[] = none, inputs: Values, plan: Plan): Plan {
    const found = this.added.before(name, own).find(one => one.matches(inputs))
    return found === undefined ? plan : this.#next(found)(plan)
  }

  /** Runs `submit`; if it throws, sequences do not advance. */
  attempt<T> (submit: () => T): T {
    const before = this.#counts
    this.#counts = before.size === 0 ? new Map() : new Map(before)
    try {
      return submit()
    } catch (error) {
      this.#counts = before
      throw error
    }
  }

  restore (counts: SequencePositions): void {
    this.#counts = new Map(counts)
  }

  clear (): void {
    this.added.clear()
    this.#counts = new Map()
  }

  #next (one: Case): Case['answers'][number] {
    const { answers } = one
    const count = this.#counts.get(one) ?? 0
    if (answers.length > 1) this.#counts.set(one, count + 1)
    return answers[Math.min(count, answers.length - 1)]!
  }
}
