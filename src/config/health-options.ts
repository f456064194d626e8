import { type Command, InvalidArgumentError, Option } from 'commander'
import { limits } from '../../schemas/double-options.ts'
import { parseWholeNumber } from './argument-parsers.ts'
import { basePathOption, hostOption } from './listening-options.ts'

/** Flags of `health`: those of `serve` that say where it listens, with the same names in the environment, or the whole URL. */
export const healthOptions: readonly Option[] = [
  new Option('--url <url>', 'URL of the running double, instead of the flags below').argParser(parseHttpUrl).env('JOBDOUBLE_URL'),
  hostOption,
  new Option('--port <number>', 'port that it listens on').default(8080).argParser(parseWholeNumber({ ...limits.port, minimum: 1 })).env('JOBDOUBLE_PORT'),
  basePathOption
]

/** Flags win over the environment; within each, the whole URL wins over its parts. */
export function healthUrl (command: Command): string {
  const { url, host, port, basePath } = command.opts<{ url?: string, host: string, port: number, basePath: string }>()
  const parts = healthOptions.slice(1).filter(option => command.getOptionValueSource(option.attributeName()) === 'cli')
  if (command.getOptionValueSource('url') === 'cli' && parts[0] !== undefined) command.error(`error: --url is the whole address; expected it without ${parts[0].long}`)
  return url !== undefined && parts.length === 0 ? url : `http://${toReachable(host)}:${port}${basePath}`
}

/** A server that listens on all addresses is reachable on loopback. */
function toReachable (host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

function parseHttpUrl (text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:8080.')
  return text
}
