import { JobError, jobErrors } from './errors.ts'
import { refuseInvalidTimes } from './instants.ts'
import type { Draft } from './job.ts'
import type { JobTable } from './job-table.ts'

/** @throws JobError if a draft cannot become a job beside the other drafts and the present jobs, of which there may be `limit` */
export function checkDrafts (drafts: readonly Draft[], table: JobTable, limit: number): void {
  if (table.size + drafts.length > limit) throw new JobError('store-full', jobErrors['store-full'](limit))
  const ids = new Set<string>()
  for (const draft of drafts) {
    const { id, group = id } = draft
    refuseInvalidTimes(draft)
    if (!id.isWellFormed() || !group.isWellFormed()) throw new JobError('id-ill-formed', jobErrors['id-ill-formed'](id.isWellFormed() ? group : id))
    if (table.has(id) || ids.has(id)) throw new JobError('id-in-use', jobErrors['id-in-use'](id))
    ids.add(id)
  }
}
