import type { Job } from './job.ts'
import type { SubmissionOrder } from './submission-order.ts'

type Member = Pick<Job, 'id' | 'group' | 'ordinal' | 'project'>

/** How many emptied groups are remembered. */
const mostEmptied = 1000

/** Consecutive ordinals, both ends included. */
interface Run { readonly first: number, last: number }
interface Group { runs: Run[], live: number }

/**
 * Jobs by group. The jobs of a launch have consecutive ordinals, so a group is two numbers, however many jobs it has; a
 * job whose group has its own id needs no entry at all.
 */
export class GroupIndex {
  readonly #order: SubmissionOrder
  readonly #groups = new Map<string, Group>()
  /** Groups whose last job was removed, with the project of that job; the one emptied longest ago comes first. */
  readonly #emptied = new Map<string, number>()

  /** @param order where the members are looked up */
  constructor (order: SubmissionOrder) {
    this.#order = order
  }

  /** Adds a job that is newer than all added before. */
  add ({ id, group, ordinal }: Omit<Member, 'project'>): void {
    if (id === group) return
    const known = this.#groups.get(group)
    if (known === undefined) {
      this.#emptied.delete(group)
      this.#groups.set(group, { runs: [{ first: ordinal, last: ordinal }], live: 1 })
      return
    }
    // A group that is filled and emptied again and again must not keep the ordinals of removed members.
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

  /** Whether the group had jobs of this project and the last one was removed. */
  wasEmptied (group: string, project: number): boolean {
    return this.#emptied.get(group) === project
  }

  /** The jobs of the group, in order of submission; without a job whose id is the group's. */
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
