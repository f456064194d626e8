import type { Job } from './job.ts'
import type { SubmissionOrder } from './submission-order.ts'

type Member = Pick<Job, 'id' | 'group' | 'ordinal' | 'project'>

/** Of how many groups without jobs it is known that they had some. */
const mostEmptied = 1000

/** Places that follow each other, both ends included. */
interface Run { readonly first: number, last: number }
interface Group { runs: Run[], live: number }

/**
 * Which jobs were launched together. A launch gets places that follow each other, so a group is two numbers however
 * many jobs it has; a job alone in a group of its own id costs no entry at all: its id is the answer.
 */
export class GroupIndex {
  readonly #order: SubmissionOrder
  readonly #groups = new Map<string, Group>()
  /** Groups whose last job was removed, by the project of that job, the one emptied longest ago first. */
  readonly #emptied = new Map<string, number>()

  /** @param order where the members are found */
  constructor (order: SubmissionOrder) {
    this.#order = order
  }

  /** Takes in a job that is newer than all that it was told of. */
  add ({ id, group, ordinal }: Omit<Member, 'project'>): void {
    if (id === group) return
    const known = this.#groups.get(group)
    if (known === undefined) {
      this.#emptied.delete(group)
      this.#groups.set(group, { runs: [{ first: ordinal, last: ordinal }], live: 1 })
      return
    }
    // A group that is filled and emptied for ever must not keep the places that its members have left.
    if (known.runs.length > 2 * known.live++) known.runs = runsOf(this.membersOf(group))
    append(known.runs, ordinal)
  }

  remove ({ id, group, project }: Member): void {
    const known = id === group ? undefined : this.#groups.get(group)
    if (known === undefined || --known.live > 0) return
    this.#groups.delete(group)
    this.#emptied.set(group, project)
    if (this.#emptied.size > mostEmptied) this.#emptied.delete(this.#emptied.keys().next().value!)
  }

  /** Whether a group had jobs of which the last one was removed, and was of this project. */
  wasEmptied (group: string, project: number): boolean {
    return this.#emptied.get(group) === project
  }

  /** The jobs of the group, in order of submission; without the one that has the group's own name. */
  * membersOf (group: string): Generator<Job> {
    for (const { first, last } of this.#groups.get(group)?.runs ?? []) {
      for (const job of this.#order.after(first - 1)) {
        if (job.ordinal > last) break
        if (job.group === group && job.id !== group) yield job
      }
    }
  }
}

function runsOf (members: Iterable<Job>): Run[] {
  const runs: Run[] = []
  for (const { ordinal } of members) append(runs, ordinal)
  return runs
}

function append (runs: Run[], ordinal: number): void {
  const last = runs.at(-1)
  if (last?.last === ordinal - 1) last.last = ordinal
  else runs.push({ first: ordinal, last: ordinal })
}
