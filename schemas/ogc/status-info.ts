import { type Static, Type } from '@sinclair/typebox'
import { ref } from '../ref.ts'
import { stringEnum } from '../string-enum.ts'
import { Link } from './link.ts'
import { jobStatuses } from '../../src/jobs/job.ts'

/** @see statusCode.yaml */
export const StatusCode = stringEnum(jobStatuses)

const instant = Type.String({ format: 'date-time' })

/**
 * @see statusInfo.yaml. One document for clients of both versions: 1.0 requires `jobID` and `type`, the 2.0 draft `id`
 * and `processingEntityType`; both allow the other's members.
 */
export const StatusInfo = Type.Object({
  processID: Type.Optional(Type.String()),
  type: stringEnum(['process']),
  jobID: Type.String(),
  id: Type.Optional(Type.String()),
  processingEntityType: Type.Optional(Type.String()),
  status: StatusCode,
  message: Type.Optional(Type.String()),
  created: Type.Optional(instant),
  started: Type.Optional(instant),
  finished: Type.Optional(instant),
  updated: Type.Optional(instant),
  progress: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
  links: Type.Optional(Type.Array(ref(Link)))
}, { $id: 'StatusInfo' })
export type StatusInfo = Static<typeof StatusInfo>
