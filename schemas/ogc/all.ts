import { ConfClasses } from './conf-classes.ts'
import { Exception } from './exception.ts'
import { Execute, Subscriber } from './execute.ts'
import { JobList } from './job-list.ts'
import { LandingPage } from './landing-page.ts'
import { Link } from './link.ts'
import { InputDescription, OutputDescription, Process, ProcessList, ProcessSummary } from './process.ts'
import { Results } from './results.ts'
import { StatusInfo } from './status-info.ts'
import { TokenAnswer, TokenError, TokenRequest } from './token.ts'

/** Schemas that others refer to by name; each becomes a component of the API description. */
export const ogcSchemas = [
  Link, Exception, LandingPage, ConfClasses, ProcessSummary, ProcessList, InputDescription, OutputDescription, Process,
  Subscriber, Execute, StatusInfo, JobList, Results, TokenRequest, TokenAnswer, TokenError
] as const
