import type { Job } from './job.ts'

type Member = Pick<Job, 'id' | 'group'>

/** Which jobs were launched together. A job alone in a group of its own id costs no entry: its id is the answer. */
export class GroupIndex {
  readonly #ids = new Map<string, Set<string>>()

  add ({ id, group }: Member): void {
    if (id === group) return
    const ids = this.#ids.get(group)
    if (ids === undefined) this.#ids.set(group, new Set([id]))
    else ids.add(id)
  }

  remove ({ id, group }: Member): void {
    const ids = this.#ids.get(group)
    if (ids?.delete(id) === true && ids.size === 0) this.#ids.delete(group)
  }

  /** The ids of the group, in order of submission; the group's own name is among them, since a job may be alone under it. */
  idsOf (group: string): string[] {
    return [group, ...this.#ids.get(group) ?? []]
  }
}
