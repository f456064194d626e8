import { type Static, Type } from '@sinclair/typebox'

const place = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }))

/** Which jobs are wanted: a page if any of these is there, else all. */
export const JobDetailsQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'how many at most; 100 if only a place is named' })),
  before: place('only jobs submitted before this place: `meta.before` of another page'),
  after: place('only jobs submitted after this place, the nearest ones: `meta.after` of another page')
})
export type JobDetailsQuery = Static<typeof JobDetailsQuery>

export const JobDetailsList = Type.Object({
  jobs: Type.Array(Type.Object({}, { additionalProperties: true })),
  meta: Type.Object({
    total: Type.Integer({ description: 'how many jobs there are' }),
    before: place('where the next page, of older jobs, begins; absent if there is none'),
    after: place('where the page of newer jobs ends; absent if there is none')
  })
})
