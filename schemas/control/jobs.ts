import { type Static, Type } from '@sinclair/typebox'
import { JobSeed } from '../seed.ts'
import { stringEnum } from '../string-enum.ts'
import { endedStatuses, jobStatuses } from '../../src/jobs/job.ts'

const place = (description: string) => Type.Optional(Type.Integer({ minimum: 0, description }))

/** Which jobs to list: a page if any of these is present, else all. */
export const JobDetailsQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, description: 'how many at most; 100 if only a place is named' })),
  before: place('only jobs submitted before this place: `meta.before` of another page'),
  after: place('only jobs submitted after this place, the nearest ones: `meta.after` of another page')
})
export type JobDetailsQuery = Static<typeof JobDetailsQuery>

const seconds = Type.Unsafe<number | 'forever'>({ description: 'seconds, or `forever`' })
const values = (description: string) => Type.Record(Type.String(), Type.Unknown(), { description })

/** A job as it stands, independent of the façades. */
export const JobDetails = Type.Object({
  id: Type.String(),
  group: Type.String(),
  process: Type.String({ description: 'a process, an algorithm or `transcode`' }),
  project: Type.Integer(),
  user: Type.Integer({ description: '0: nobody' }),
  status: stringEnum(jobStatuses),
  progress: Type.Integer({ minimum: 0, maximum: 100 }),
  created: Type.String({ format: 'date-time' }),
  started: Type.Optional(Type.String({ format: 'date-time' })),
  finished: Type.Optional(Type.String({ format: 'date-time' })),
  updated: Type.String({ format: 'date-time' }),
  dismissalDue: Type.Optional(Type.String({ format: 'date-time', description: 'when a dismissal takes effect that was accepted' })),
  inputs: values('by input id'),
  reason: Type.Optional(Type.String({ description: 'why it failed, for people' })),
  results: Type.Optional(values('by output id, if they were set; else its process makes them of its inputs')),
  plan: Type.Object({ accepted: seconds, running: seconds, outcome: stringEnum(endedStatuses) }),
  held: Type.Boolean()
})
export type JobDetails = Readonly<Static<typeof JobDetails>>

const reason = Type.String({ description: 'why it failed, for people' })
const results = values('the values of its outputs; as its process says if absent')

/** A job to add, as in a seed, or with a status in which it stays until it is changed. */
export const JobAddition = Type.Object({
  ...JobSeed.properties,
  status: Type.Optional(stringEnum(jobStatuses, { description: 'its status; if absent it follows its plan' })),
  progress: Type.Optional(Type.Integer({ minimum: 0, maximum: 100, description: 'in percent, where it is running, failed or dismissed' })),
  reason: Type.Optional(reason),
  results: Type.Optional(results)
}, { additionalProperties: false })
export type JobAddition = Static<typeof JobAddition>

export const JobFinish = Type.Object({ results: Type.Optional(results) }, { additionalProperties: false })
export type JobFinish = Static<typeof JobFinish>

export const JobFailure = Type.Object({ reason: Type.Optional(reason) }, { additionalProperties: false })
export type JobFailure = Static<typeof JobFailure>

/** Which jobs to list; an absent condition matches any. */
export const JobSelection = Type.Object({
  status: Type.Optional(stringEnum(jobStatuses)),
  process: Type.Optional(Type.String()),
  project: Type.Optional(Type.Integer()),
  group: Type.Optional(Type.String())
}, { additionalProperties: false })
export type JobSelection = Static<typeof JobSelection>

export const JobDetailsList = Type.Object({
  jobs: Type.Array(Type.Object({}, { additionalProperties: true })),
  meta: Type.Object({
    total: Type.Integer({ description: 'how many jobs there are' }),
    before: place('where the next page, of older jobs, begins; absent if there is none'),
    after: place('where the page of newer jobs ends; absent if there is none')
  })
})
