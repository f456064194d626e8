import { type Static, Type } from '@sinclair/typebox'
import { stringEnum } from '../string-enum.ts'
import { StatusCode } from './status-info.ts'

/** A larger `limit` is served as this one: a page over the limit is no error (`/req/job-list/limit-response`). */
export const mostJobsPerPage = 1000

/** The default page size. */
export const usualLimit = 10

const limit = (what: string, most: number) => Type.Optional(Type.Integer({ minimum: 1, default: usualLimit, description: `maximum number of ${what}; a value over ${most} counts as ${most}` }))

const answerFormat = Type.Optional(stringEnum(['json', 'html'], { description: 'the answer as JSON or as a page; wins over Accept' }))

const offset = Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000, description: 'how many to skip; links to other pages then use it too' }))

/** Parameters of every resource of the façade. */
export const CommonQuery = Type.Object({ f: answerFormat })

export const ProcessQuery = Type.Object({ f: answerFormat, limit: limit('processes', mostJobsPerPage), after: Type.Optional(Type.String()), offset })
export type ProcessQuery = Static<typeof ProcessQuery>

const place = (direction: string) => Type.Optional(Type.Integer({ description: `only jobs submitted ${direction} this cursor, from a link of a page` }))

/** @see parameters/{type,processIdQueryParam,status,datetime,minDuration,maxDuration,limit}.yaml */
export const JobQuery = Type.Object({
  f: answerFormat,
  type: Type.Optional(Type.Array(stringEnum(['process']))),
  processID: Type.Optional(Type.Array(Type.String())),
  status: Type.Optional(Type.Array(StatusCode)),
  datetime: Type.Optional(Type.String({ description: 'an RFC 3339 instant or interval of the moment of creation; `..` or nothing is an open end' })),
  minDuration: Type.Optional(Type.Array(Type.Integer(), { description: 'seconds' })),
  maxDuration: Type.Optional(Type.Array(Type.Integer(), { description: 'seconds' })),
  limit: limit('jobs', mostJobsPerPage),
  before: place('before'),
  after: place('after'),
  offset
})
export type JobQuery = Static<typeof JobQuery>
