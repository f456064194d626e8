import { JobError, jobErrors } from './errors.ts'
import { refuseInvalidTimes } from './instants.ts'
import type { Draft } from './job.ts'
import type { JobTable } from './job-table.ts'

/** @throws JobError if a draft cannot become a job beside the other drafts and the present jobs, of which there may be `limit` */
export function checkDrafts (drafts: readonly Draft[], table: JobTable, limit: number): void {
  if (table.size + drafts.length > limit) throw new JobError('store-full', jobErrors['store-full'](limit))
  for (const draft of drafts) checkDraft(draft, table)
  if (drafts.length > 1) expectDifferentIds(drafts)
}

function checkDraft (draft: Draft, table: JobTable): void {
  const { id, group = id } = draft
  refuseInvalidTimes(draft)
  expectWellFormed(id)
  if (group !== id) expectWellFormed(group)
  if (table.has(id)) throw new JobError('id-in-use', jobErrors['id-in-use'](id))
}

function expectWellFormed (id: string): void {
  if (!id.isWellFormed()) throw new JobError('id-ill-formed', jobErrors['id-ill-formed'](id))
}

function expectDifferentIds (drafts: readonly Draft[]): void {
  const ids = new Set<string>()
  for (const { id } of drafts) if (ids.size === ids.add(id).size) throw new JobError('id-in-use', jobErrors['id-in-use'](id))
}
