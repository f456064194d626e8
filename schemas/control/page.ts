import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'
import { dismissPolicies } from '../../src/jobs/dismissal.ts'
import { jobStatuses } from '../../src/jobs/job.ts'
import { cancelMethods, ogcDialects, tatorDialects } from './settings.ts'

/** The query of the demonstration page: a state of the world, and a view of it. */
export const PageQuery = Type.Object({
  f: Type.Optional(Type.String()),
  seed: Type.Optional(Type.String({ maxLength: 12_000, description: 'a seed, as JSON or as the page itself packs it; that of the double if absent' })),
  policy: Type.Optional(stringEnum(dismissPolicies)),
  cancel: Type.Optional(stringEnum(cancelMethods)),
  removed: Type.Optional(Type.Unsafe<404 | 410>({ type: 'integer', enum: [404, 410], description: 'the status for a job that a dismissal removed' })),
  ogc: Type.Optional(stringEnum(ogcDialects)),
  tator: Type.Optional(stringEnum(tatorDialects)),
  persona: Type.Optional(Type.String()),
  instant: Type.Optional(Type.Number({ minimum: 0, description: 'how many seconds after its beginning the world stands still' })),
  show: Type.Optional(stringEnum(['world'], { description: 'the live world; the comparison of policies if absent' })),
  job: Type.Optional(Type.String({ description: 'the job to show, or to compare policies with' })),
  state: Type.Optional(stringEnum(jobStatuses, { description: 'the status of the compared job at the first DELETE; running if absent' })),
  step: Type.Optional(Type.Integer({ minimum: 0, maximum: 4, description: 'how many steps of the comparison are sent' })),
  lane: Type.Optional(Type.String({ description: 'the lane of the comparison to show' })),
  open: Type.Optional(Type.Integer({ minimum: 1, maximum: 4, description: 'the step of that lane whose exchange is shown' })),
  span: Type.Optional(Type.Integer({ minimum: 1, maximum: 31_536_000, description: 'how many seconds of the past the time axis of the live world shows' })),
  presenter: Type.Optional(stringEnum(['on'], { description: 'larger type' })),
  before: Type.Optional(Type.Integer({ minimum: 0 })),
  after: Type.Optional(Type.Integer({ minimum: 0 })),
  did: Type.Optional(Type.String({ description: 'what a button has just done' })),
  about: Type.Optional(Type.String({ description: 'to which job' }))
})
export type PageQuery = Static<typeof PageQuery>
