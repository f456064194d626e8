import { JobNode, JobSpec, JobsStarted, TatorJob } from './job.ts'
import { AlgorithmLaunched, AlgorithmLaunchSpec, TranscodeSpec, TranscodeStarted } from './launch.ts'
import { Detail, Message, MessageWithDetails } from './message.ts'
import { Credentials, Token } from './token.ts'

const common = [Message, MessageWithDetails, Credentials, Token] as const

/** By dialect, every schema that others refer to by name; each becomes a component of the API description. */
export const tatorSchemas = {
  '2020-05': [...common, Detail, AlgorithmLaunchSpec, AlgorithmLaunched, TranscodeSpec, TranscodeStarted],
  1.5: [...common, JobNode, TatorJob, JobSpec, JobsStarted]
} as const
