import { Option } from 'commander'
import { limits } from '../../schemas/double-options.ts'
import { defaultMaxBodyBytes } from '../bounds/body-bytes.ts'
import { defaultBounds } from '../world/bounds.ts'
import { defaultMaxTokens } from '../world/issued-tokens.ts'
import { parseWholeNumber } from './argument-parsers.ts'

/** The bounds of everything that grows. */
export const boundsOptions: readonly Option[] = [
  new Option('--max-jobs <number>', 'maximum number of jobs in a world').default(1_000_000).argParser(parseWholeNumber(limits.maxJobs)).env('JOBDOUBLE_MAX_JOBS'),
  new Option('--max-tokens <number>', 'maximum number of issued tokens in a world').default(defaultMaxTokens).argParser(parseWholeNumber(limits.maxTokens)).env('JOBDOUBLE_MAX_TOKENS'),
  new Option('--max-deployed <number>', 'maximum number of deployed processes in a world').default(1000).argParser(parseWholeNumber(limits.maxDeployed)).env('JOBDOUBLE_MAX_DEPLOYED'),
  new Option('--deployed-bytes <number>', 'maximum bytes of the packages of deployed processes of all worlds').default(defaultBounds.deployedBytes).argParser(parseWholeNumber(limits.deployedBytes)).env('JOBDOUBLE_DEPLOYED_BYTES'),
  new Option('--max-worlds <number>', 'maximum number of worlds beside the default one').default(1000).argParser(parseWholeNumber(limits.maxWorlds)).env('JOBDOUBLE_MAX_WORLDS'),
  new Option('--world-idle <seconds>', 'seconds until an unused world is removed').default(3600).argParser(parseWholeNumber(limits.worldIdle)).env('JOBDOUBLE_WORLD_IDLE'),
  new Option('--max-streams <number>', 'maximum number of live job pages over all worlds').default(200).argParser(parseWholeNumber(limits.maxStreams)).env('JOBDOUBLE_MAX_STREAMS'),
  new Option('--max-callbacks <number>', 'maximum number of callbacks in progress over all worlds').default(200).argParser(parseWholeNumber(limits.maxCallbacks)).env('JOBDOUBLE_MAX_CALLBACKS'),
  new Option('--request-timeout <seconds>', 'seconds in which a request must be received, its body included; 0: no limit').default(30).argParser(parseWholeNumber(limits.requestTimeout)).env('JOBDOUBLE_REQUEST_TIMEOUT'),
  new Option('--remember-requests <number>', 'size of the request journal of a world; 0: no journal').default(1000).argParser(parseWholeNumber(limits.rememberRequests)).env('JOBDOUBLE_REMEMBER_REQUESTS'),
  new Option('--journal-bytes <number>', 'maximum bytes of the request journals of all worlds').default(defaultBounds.journalBytes).argParser(parseWholeNumber(limits.journalBytes)).env('JOBDOUBLE_JOURNAL_BYTES'),
  new Option('--input-bytes <number>', 'maximum bytes of the inputs of all jobs').default(defaultBounds.inputBytes).argParser(parseWholeNumber(limits.inputBytes)).env('JOBDOUBLE_INPUT_BYTES'),
  new Option('--max-body-bytes <number>', 'maximum bytes of a request body').default(defaultMaxBodyBytes).argParser(parseWholeNumber(limits.maxBodyBytes)).env('JOBDOUBLE_MAX_BODY_BYTES'),
  new Option('--max-depth <number>', 'maximum nesting of JSON').default(defaultBounds.maxDepth).argParser(parseWholeNumber(limits.maxDepth)).env('JOBDOUBLE_MAX_DEPTH'),
  new Option('--max-fetches <number>', 'maximum number of input references fetched at once; a world may use as many as are free').default(defaultBounds.maxFetches).argParser(parseWholeNumber(limits.maxFetches)).env('JOBDOUBLE_MAX_FETCHES')
]
