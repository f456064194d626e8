import { AlgorithmParameter, JobNode, JobSpec, JobsStarted, TatorJob } from './job.ts'
import { AlgorithmLaunch, AlgorithmLaunched, AlgorithmLaunchSpec, Transcode, TranscodeSpec, TranscodeStarted } from './launch.ts'
import { Detail, Message, MessageWithDetails, NotFound } from './message.ts'
import { Credentials, Token } from './token.ts'

/** Schemas that others refer to by name; those that a dialect uses become components of its API description. */
export const tatorSchemas = [
  Message, MessageWithDetails, NotFound, Credentials, Token, Detail, AlgorithmParameter, AlgorithmLaunchSpec, AlgorithmLaunched, AlgorithmLaunch,
  TranscodeSpec, TranscodeStarted, Transcode, JobNode, TatorJob, JobSpec, JobsStarted
] as const
