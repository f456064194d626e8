import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'

const instant = Type.Optional(Type.String({ format: 'date-time' }))

export const JobNode = Type.Object({
  id: Type.String(),
  children: Type.Array(Type.String()),
  task: Type.String(),
  status: Type.String(),
  start_time: instant,
  stop_time: instant
}, { $id: 'JobNode' })
export type JobNode = Static<typeof JobNode>

/** `user` and `project` are strings, and `alg_id` is undocumented, as on the real server. */
export const TatorJob = Type.Object({
  id: Type.String({ description: 'The name of the workflow.' }),
  uid: Type.String(),
  gid: Type.String(),
  user: Type.String(),
  project: Type.String(),
  nodes: Type.Array(ref(JobNode)),
  status: Type.String({ description: 'Pending, Running, Succeeded or Failed.' }),
  start_time: instant,
  stop_time: instant,
  media_ids: Type.Optional(Type.Array(Type.Integer(), { description: 'Since 1.0.' })),
  alg_id: Type.Optional(Type.Integer({ description: 'Since 1.0.' }))
}, { $id: 'Job' })
export type TatorJob = Static<typeof TatorJob>

export const JobsQuery = Type.Object({
  gid: Type.Optional(Type.String({ description: 'Only jobs of this group.' })),
  media_id: Type.Optional(Type.String({ description: 'Only jobs on one of these media: ids with commas between them. DELETE ignores it, as the server does.' }))
})
export type JobsQuery = Static<typeof JobsQuery>

export const AlgorithmParameter = Type.Object({
  name: Type.String(),
  value: Type.Unsafe<string | number>({ oneOf: [{ type: 'number' }, { type: 'string' }] })
}, { $id: 'AlgorithmParameter' })
export type AlgorithmParameter = Static<typeof AlgorithmParameter>

const emailSpec = Type.Optional(Type.Unsafe<object | null>({ type: 'object', nullable: true, additionalProperties: true, description: 'Accepted; the double sends no mail.' }))

export const JobSpec = Type.Object({
  algorithm_name: Type.String(),
  media_ids: Type.Array(Type.Integer()),
  extra_params: Type.Optional(Type.Array(ref(AlgorithmParameter))),
  success_email_spec: emailSpec,
  failure_email_spec: emailSpec
}, { $id: 'JobSpec' })
export type JobSpec = Static<typeof JobSpec>

export const JobsStarted = Type.Object({
  message: Type.String(),
  id: Type.Array(Type.String()),
  object: Type.Array(ref(TatorJob))
}, { $id: 'CreateListResponse' })
export type JobsStarted = Static<typeof JobsStarted>
