import t from 'tap'
import { type JobFilter, matchesFilter } from '../../../src/jobs/filter.ts'
import type { Job } from '../../../src/jobs/job.ts'
import { draft } from '../../helper.ts'

/** Submitted at 1 s, runs from 11 s to 71 s; unless a row says otherwise it is asked about at 41 s, after 30 s of running. */
const job: Job = { ...draft(), group: 'group', ordinal: 0, submitted: 1000, inputs: {}, delivery: undefined, dismissed: undefined }

const rows: { filter: JobFilter, at?: number, wanted: boolean }[] = [
  { filter: {}, wanted: true },
  { filter: { status: ['running'] }, wanted: true },
  { filter: { status: ['failed', 'running'] }, wanted: true },
  { filter: { status: ['accepted', 'successful'] }, wanted: false },
  { filter: { status: [] }, wanted: false },
  { filter: { status: ['successful'] }, at: 71_000, wanted: true },
  { filter: { process: ['echo'] }, wanted: true },
  { filter: { process: ['hold', 'echo'] }, wanted: true },
  { filter: { process: ['Echo'] }, wanted: false },
  { filter: { project: 1 }, wanted: true },
  { filter: { project: 2 }, wanted: false },
  { filter: { user: 1 }, wanted: true },
  { filter: { user: 2 }, wanted: false },
  { filter: { group: 'group' }, wanted: true },
  { filter: { group: 'job' }, wanted: false },
  { filter: { created: { from: 1000, until: 1000 } }, wanted: true },
  { filter: { created: { from: -Infinity, until: Infinity } }, wanted: true },
  { filter: { created: { from: 1001, until: Infinity } }, wanted: false },
  { filter: { created: { from: -Infinity, until: 999 } }, wanted: false },
  { filter: { minDuration: 30 }, wanted: true },
  { filter: { minDuration: 30.001 }, wanted: false },
  { filter: { maxDuration: 30 }, wanted: true },
  { filter: { maxDuration: 29.999 }, wanted: false },
  { filter: { minDuration: 29, maxDuration: 31 }, wanted: true },
  { filter: { minDuration: 0 }, at: 10_999, wanted: false },
  { filter: { minDuration: 0 }, at: 11_000, wanted: true },
  { filter: { maxDuration: 60 }, at: 5000, wanted: false },
  { filter: { minDuration: 60, maxDuration: 60 }, at: 1e9, wanted: true },
  { filter: { status: ['running'], process: ['echo'], project: 1, group: 'group', created: { from: 0, until: 2000 }, minDuration: 1, maxDuration: 60 }, wanted: true },
  { filter: { status: ['running'], process: ['echo'], project: 1, group: 'group', created: { from: 0, until: 2000 }, minDuration: 31, maxDuration: 60 }, wanted: false },
  { filter: { status: ['running'], process: ['echo'], project: 2 }, wanted: false }
]

t.test('which jobs are wanted', async t => {
  for (const { filter, at = 41_000, wanted } of rows) t.equal(matchesFilter(filter, job, at), wanted, `${JSON.stringify(filter)} at ${at}: ${wanted}`)
})
