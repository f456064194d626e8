import { JobNode, JobSpec, JobsStarted, TatorJob } from './job.ts'
import { AlgorithmLaunched, AlgorithmLaunchSpec, TranscodeSpec, TranscodeStarted } from './launch.ts'
import { Detail, Message, MessageWithDetails } from './message.ts'
import { Credentials, Token } from './token.ts'

/** Every schema that others refer to by name; each becomes a component of the API description. */
export const tatorSchemas = [
  Message, Detail, MessageWithDetails, Credentials, Token, AlgorithmLaunchSpec, AlgorithmLaunched, TranscodeSpec,
  TranscodeStarted, JobNode, TatorJob, JobSpec, JobsStarted
] as const
