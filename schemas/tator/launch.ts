import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'
import { AlgorithmParameter } from './job.ts'

export const AlgorithmLaunchSpec = Type.Object({
  algorithm_name: Type.String({ description: 'The name under which the algorithm is registered in the project.' }),
  media_query: Type.Optional(Type.String({ description: 'Wins over media_ids; the double does not evaluate it: it means all media of the project.' })),
  media_ids: Type.Optional(Type.Array(Type.Integer(), { description: 'Without it and without a query: all media of the project.' })),
  extra_params: Type.Optional(Type.Array(ref(AlgorithmParameter), { description: 'Since September 2020.' }))
}, { $id: 'AlgorithmLaunchSpec' })
export type AlgorithmLaunchSpec = Static<typeof AlgorithmLaunchSpec>

export const AlgorithmLaunched = Type.Object({
  message: Type.String(),
  run_uids: Type.Array(Type.String(), { description: 'One uuid1 a job, in the order of the media.' }),
  group_id: Type.String({ description: 'The uuid1 of the group.' })
}, { $id: 'AlgorithmLaunched' })
export type AlgorithmLaunched = Static<typeof AlgorithmLaunched>

/** The dialect since September 2020. */
export const AlgorithmLaunch = Type.Object({
  message: Type.String(),
  uid: Type.Array(Type.String(), { description: 'One uuid1 a job, in the order of the media.' }),
  gid: Type.String({ description: 'The uuid1 of the group.' })
}, { $id: 'AlgorithmLaunch' })
export type AlgorithmLaunch = Static<typeof AlgorithmLaunch>

export const TranscodeSpec = Type.Object({
  type: Type.Integer({ description: 'The media type; -1 imports an archive.' }),
  gid: Type.String({ format: 'uuid', description: 'The group, chosen by the caller.' }),
  uid: Type.String({ minLength: 1, description: 'The job, chosen by the caller; any text.' }),
  url: Type.String(),
  section: Type.String(),
  name: Type.String(),
  md5: Type.String(),
  size: Type.Optional(Type.Integer({ minimum: 0, description: 'Bytes. This and what follows: since 2020-09.' })),
  attributes: Type.Optional(Type.Unsafe<object | null>({ type: 'object', nullable: true, additionalProperties: true })),
  media_id: Type.Optional(Type.Unsafe<number | null>({ type: 'integer', nullable: true, description: 'A media that is there already.' }))
}, { $id: 'TranscodeSpec' })
export type TranscodeSpec = Static<typeof TranscodeSpec>

export const TranscodeStarted = Type.Object({
  message: Type.String(),
  run_uid: Type.String(),
  group_id: Type.String()
}, { $id: 'TranscodeStarted' })
export type TranscodeStarted = Static<typeof TranscodeStarted>

/** The dialect since September 2020. */
export const Transcode = Type.Object({
  message: Type.String(),
  uid: Type.String(),
  gid: Type.String(),
  media_id: Type.Optional(Type.Integer({ description: 'That of the request: the double makes no media.' }))
}, { $id: 'Transcode' })
export type Transcode = Static<typeof Transcode>
