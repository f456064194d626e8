import { JobNode, JobSpec, JobsStarted, TatorJob } from './job.ts'
import { AlgorithmLaunched, AlgorithmLaunchSpec, TranscodeSpec, TranscodeStarted } from './launch.ts'
import { Detail, Message, MessageWithDetails } from './message.ts'
import { Credentials, Token } from './token.ts'

/** Every schema that others refer to by name; those that a dialect uses become components of its API description. */
export const tatorSchemas = [
  Message, MessageWithDetails, Credentials, Token, Detail, AlgorithmLaunchSpec, AlgorithmLaunched, TranscodeSpec,
  TranscodeStarted, JobNode, TatorJob, JobSpec, JobsStarted
] as const
