import type { Case } from '../processes/case.ts'
import type { Plan } from '../jobs/job.ts'
import type { Values } from '../processes/process.ts'
import { AddedCases } from './added-cases.ts'

/** How many jobs each case that has several answers has had. */
export type AnswerCounts = ReadonlyMap<Case, number>

const none: readonly Case[] = []

/**
 * Which answers jobs get. How far a sequence has come is a fact of the world: a reset forgets it, and a snapshot brings
 * it back.
 */
export class Answers {
  readonly added = new AddedCases()
  #counts = new Map<Case, number>()

  /** As they are in this moment. */
  get counts (): AnswerCounts {
    return new Map(this.#counts)
  }

  /** What a job does with these inputs: by the first case of its process or algorithm that matches, else `plan` itself. A sequence comes further by it. */
  apply (name: string, own: readonly Case[] = none, inputs: Values, plan: Plan): Plan {
    const found = this.added.before(name, own).find(one => one.matches(inputs))
    return found === undefined ? plan : this.#next(found)(plan)
  }

  /** Does `submit`; if that throws, no sequence has come further by it. */
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

  restore (counts: AnswerCounts): void {
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
