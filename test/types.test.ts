import type { Static } from '@sinclair/typebox'
import t from 'tap'
import { StatusCode } from '../schemas/ogc/status-info.ts'
import { phases, visible } from '../routes/tator/present.ts'
import { endedStatuses, type JobStatus, jobStatuses, unfinishedStatuses } from '../src/jobs/job.ts'

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false

/** Does not compile once the wire and the core have drifted apart. */
const oneList: Same<Static<typeof StatusCode>, JobStatus> = true

t.test('the statuses on the wire are those of the core, in type and in value', async t => {
  t.ok(oneList)
  t.same(StatusCode['enum'], ['accepted', 'running', 'successful', 'failed', 'dismissed'])
  t.same(jobStatuses, ['accepted', 'running', 'successful', 'failed', 'dismissed'])
})

t.test('every status is unfinished, ended or dismissed, and only one of them', async t => {
  t.same([unfinishedStatuses, endedStatuses], [['accepted', 'running'], ['successful', 'failed']])
})

t.test('Tator has a phase for every status but dismissed', async t => {
  t.same(phases, { accepted: 'Pending', running: 'Running', successful: 'Succeeded', failed: 'Failed' })
  t.same(visible, ['accepted', 'running', 'successful', 'failed'])
})
