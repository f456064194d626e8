import { InvalidArgumentError, Option } from 'commander'
import { limits } from '../../schemas/double-options.ts'
import { parseBasePath } from '../access/base-path.ts'
import { parseBoolean, parseWholeNumber, withArgumentError } from './argument-parsers.ts'

export const hostOption = new Option('--host <address>', 'address to listen on').default('127.0.0.1').argParser(parseAddress).env('JOBDOUBLE_HOST')

export const basePathOption = new Option('--base-path <path>', 'base path of both APIs, such as /ogc').default('').argParser(withArgumentError(parseBasePath)).env('JOBDOUBLE_BASE_PATH')

/** Where the double listens. */
export const listeningOptions: readonly Option[] = [
  new Option('--port <number>', 'port to listen on; 0: any free port').default(8080).argParser(parseWholeNumber(limits.port)).env('JOBDOUBLE_PORT'),
  hostOption
]

/** The addresses under which clients reach it. */
export const proxyOptions: readonly Option[] = [
  basePathOption,
  new Option('--trust-proxy [answer]', 'trust X-Forwarded-Proto, -Host and -Prefix').preset('true').argParser(parseBoolean).default(false).env('JOBDOUBLE_TRUST_PROXY')
]

function parseAddress (text: string): string {
  if (text === '') throw new InvalidArgumentError('Expected an address or a host name.')
  return text
}
