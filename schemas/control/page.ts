import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'
import { dismissPolicies } from '../../src/jobs/dismissal.ts'
import { ogcDialects, tatorDialects } from './settings.ts'

/** What the address of the demonstration page says: a situation of the world, and what of it is looked at. */
export const PageQuery = Type.Object({
  f: Type.Optional(Type.String()),
  seed: Type.Optional(Type.String({ maxLength: 12_000, description: 'a seed, as JSON or as the page itself packs it; that of the double if absent' })),
  policy: Type.Optional(stringEnum(dismissPolicies)),
  ogc: Type.Optional(stringEnum(ogcDialects)),
  tator: Type.Optional(stringEnum(tatorDialects)),
  persona: Type.Optional(Type.String()),
  instant: Type.Optional(Type.Number({ minimum: 0, description: 'how many seconds after its beginning the world stands still' })),
  job: Type.Optional(Type.String({ description: 'the job that is looked at' })),
  before: Type.Optional(Type.Integer({ minimum: 0 })),
  after: Type.Optional(Type.Integer({ minimum: 0 })),
  show: Type.Optional(stringEnum(['table']))
})
export type PageQuery = Static<typeof PageQuery>
