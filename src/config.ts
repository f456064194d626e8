import { Command, InvalidArgumentError, Option } from 'commander'
import { checkCommand } from './commands/check-options.ts'
import { parseHost, parseOrigin } from './access/allow-list.ts'
import { defaultMaxBodyBytes } from './bounds/body-bytes.ts'
import type { CheckOptions } from './check/options.ts'
import type { ReportFiles } from './commands/check.ts'
import { dismissPolicies } from './jobs/dismissal.ts'
import { defaultBounds } from './world/bounds.ts'
import { defaultSettings, ogcDialects, type Settings, tatorDialects } from './world/settings.ts'
import { version } from './version.ts'

/** What `serve` was told, by flags or by the environment. */
export interface ServeConfig extends Settings {
  readonly port: number
  readonly host: string
  readonly seed?: string
  readonly basePath: string
  readonly trustProxy: boolean
  /** Absent: as createDouble does by itself. */
  readonly allowedHosts?: readonly string[]
  readonly controlOrigins?: readonly string[]
  readonly maxJobs: number
  readonly maxWorlds: number
  readonly worldIdle: number
  readonly control: 'on' | 'off' | number
  readonly controlKey?: string
  readonly maxStreams: number
  readonly maxCallbacks: number
  readonly requestTimeout: number
  readonly rememberRequests: number
  readonly journalBytes: number
  readonly inputBytes: number
  readonly maxBodyBytes: number
  readonly maxDepth: number
  readonly maxFetches: number
  /** Absent: as createDouble does by itself. */
  readonly allowPrivateCallbacks?: boolean
  readonly logLevel: string
}

/** What a machine may have. */
const mostBytes = 2 ** 40
/** Node holds no longer text. */
const longestText = 512 * 1024 * 1024 - 24

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

const hostOption = new Option('--host <address>', 'address to listen on').default('127.0.0.1').env('JOBDOUBLE_HOST')
const basePathOption = new Option('--base-path <path>', 'base path of both APIs, such as /ogc').default('').argParser(basePath).env('JOBDOUBLE_BASE_PATH')

/** Every flag of `serve`; each can also stand in the environment under the name that follows it. */
export const serveOptions: readonly Option[] = [
  new Option('--port <number>', 'port to listen on; 0: any free port').default(8080).argParser(wholeNumber(0, 65535)).env('JOBDOUBLE_PORT'),
  hostOption,
  new Option('--seed <file>', 'seed file, YAML or JSON; without it: the demonstration seed').env('JOBDOUBLE_SEED'),
  new Option('--ogc <dialect>', 'version of OGC API – Processes').choices(ogcDialects).default(defaultSettings.ogc).env('JOBDOUBLE_OGC'),
  new Option('--dismiss <policy>', 'what stays visible after a dismissal').choices(dismissPolicies).default(defaultSettings.dismiss).env('JOBDOUBLE_DISMISS'),
  new Option('--tator <dialect>', 'version of Tator\'s API').choices(tatorDialects).default(defaultSettings.tator).env('JOBDOUBLE_TATOR'),
  new Option('--tator-delete-status <status>', 'status of a successful DELETE in 2020-05; 204 as documented there').choices(['200', '204']).default('200').env('JOBDOUBLE_TATOR_DELETE_STATUS'),
  new Option('--tator-unknown <status>', 'status for an unknown id in 2020-05; 500 as the server of May 2020').choices(['404', '500']).default('404').env('JOBDOUBLE_TATOR_UNKNOWN'),
  new Option('--tator-bare-key <what>', 'a key without "Token " before it; refuse as the real server').choices(['accept', 'refuse']).default(defaultSettings.tatorBareKey).env('JOBDOUBLE_TATOR_BARE_KEY'),
  basePathOption,
  new Option('--trust-proxy [answer]', 'trust X-Forwarded-Proto, -Host and -Prefix').preset('true').argParser(yesOrNo).default(false).env('JOBDOUBLE_TRUST_PROXY'),
  new Option('--allowed-host <name>', 'host name to serve beside those of loopback, without a port; repeatable. Default: none if --host is loopback, else every host').argParser(listOf(parseHost)).env('JOBDOUBLE_ALLOWED_HOST'),
  new Option('--allow-private-callbacks [answer]', 'allow callbacks and input references to reach private addresses; default: only if --host is loopback').preset('true').argParser(yesOrNo).env('JOBDOUBLE_ALLOW_PRIVATE_CALLBACKS'),
  new Option('--max-jobs <number>', 'maximum number of jobs in a world').default(1_000_000).argParser(wholeNumber(1, 10_000_000)).env('JOBDOUBLE_MAX_JOBS'),
  new Option('--max-worlds <number>', 'maximum number of worlds beside the default one').default(1000).argParser(wholeNumber(1, 100_000)).env('JOBDOUBLE_MAX_WORLDS'),
  new Option('--world-idle <seconds>', 'seconds until an unused world is removed').default(3600).argParser(wholeNumber(1, 31_536_000)).env('JOBDOUBLE_WORLD_IDLE'),
  new Option('--max-streams <number>', 'maximum number of live job pages over all worlds').default(200).argParser(wholeNumber(1, 10_000)).env('JOBDOUBLE_MAX_STREAMS'),
  new Option('--max-callbacks <number>', 'maximum number of callbacks under way over all worlds').default(200).argParser(wholeNumber(1, 10_000)).env('JOBDOUBLE_MAX_CALLBACKS'),
  new Option('--request-timeout <seconds>', 'seconds in which a request must be received, its body included; 0: no limit').default(30).argParser(wholeNumber(0, 3600)).env('JOBDOUBLE_REQUEST_TIMEOUT'),
  new Option('--remember-requests <number>', 'size of the request journal of a world; 0: no journal').default(1000).argParser(wholeNumber(0, 1_000_000)).env('JOBDOUBLE_REMEMBER_REQUESTS'),
  new Option('--journal-bytes <number>', 'maximum bytes of the request journals of all worlds').default(defaultBounds.journalBytes).argParser(wholeNumber(65_536, mostBytes)).env('JOBDOUBLE_JOURNAL_BYTES'),
  new Option('--input-bytes <number>', 'maximum bytes of the inputs of all jobs').default(defaultBounds.inputBytes).argParser(wholeNumber(65_536, mostBytes)).env('JOBDOUBLE_INPUT_BYTES'),
  new Option('--max-body-bytes <number>', 'maximum bytes of a request body').default(defaultMaxBodyBytes).argParser(wholeNumber(1024, longestText)).env('JOBDOUBLE_MAX_BODY_BYTES'),
  new Option('--max-depth <number>', 'maximum nesting of JSON').default(defaultBounds.maxDepth).argParser(wholeNumber(10, 1000)).env('JOBDOUBLE_MAX_DEPTH'),
  new Option('--max-fetches <number>', 'maximum number of input references fetched at once; a world may use as many as are free').default(defaultBounds.maxFetches).argParser(wholeNumber(2, 1000)).env('JOBDOUBLE_MAX_FETCHES'),
  new Option('--control <where>', 'control façade: on, off, or a separate port').default('on').argParser(controlPlace).env('JOBDOUBLE_CONTROL'),
  new Option('--control-key <key>', 'key of the control façade; required if --host is not loopback').env('JOBDOUBLE_CONTROL_KEY'),
  new Option('--control-origin <origin>', 'origin whose pages may use the control façade; repeatable').argParser(listOf(parseOrigin)).env('JOBDOUBLE_CONTROL_ORIGIN'),
  new Option('--log-level <level>', 'log level on standard error; requests are logged at debug').choices(logLevels).default('info').env('JOBDOUBLE_LOG_LEVEL')
]

/** Flags of `health`: those of `serve` that say where it listens, under the same names in the environment, or all of it in one. */
const healthOptions: readonly Option[] = [
  new Option('--url <url>', 'URL of the running double, instead of the flags below').env('JOBDOUBLE_URL'),
  hostOption,
  new Option('--port <number>', 'port that it listens on').default(8080).argParser(wholeNumber(1, 65535)).env('JOBDOUBLE_PORT'),
  basePathOption
]

/**
 * Takes out variables of this program that are empty, as `JOBDOUBLE_CONTROL_KEY=` in a file of variables is: they say
 * nothing. That no key is wanted is said by the flag alone.
 */
export function dropEmptyVariables (environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment)) if (name.startsWith('JOBDOUBLE_') && value === '') delete environment[name]
}

/** What the program does with a command line. Effects are handed in, so that the reading of it can be tested alone. */
export interface Actions {
  serve (config: ServeConfig): Promise<void>
  health (url: string): Promise<void>
  check (url: string, options: CheckOptions, files: ReportFiles): Promise<void>
}

/** The command line: `serve`, `health`, `check`, `--version` and `--help`. */
export function commandLine ({ serve, health, check }: Actions): Command {
  const program = new Command('jobdouble').description('A test double for servers that run jobs.').version(version)
  const serveCommand = program.command('serve').description('listen until SIGINT or SIGTERM')
  for (const option of serveOptions) serveCommand.addOption(option)
  serveCommand.action(flags => serve(configOf(flags)))
  const healthCommand = program.command('health').description('check whether a running double responds: exit code 0 or 1')
  for (const option of healthOptions) healthCommand.addOption(option)
  healthCommand.action(() => health(healthUrl(healthCommand)))
  return program.addCommand(checkCommand(check))
}

/** Flags go before the environment; of two from the same place the whole URL goes before its parts. */
function healthUrl (command: Command): string {
  const { url, host, port, basePath } = command.opts<{ url?: string, host: string, port: number, basePath: string }>()
  const parts = healthOptions.slice(1).filter(option => command.getOptionValueSource(option.attributeName()) === 'cli')
  if (command.getOptionValueSource('url') === 'cli' && parts[0] !== undefined) command.error(`error: --url says all of the address: expected it without ${parts[0].long}`)
  return url !== undefined && parts.length === 0 ? url : `http://${reachable(host)}:${port}${basePath}`
}

/** A server that listens on all addresses is asked on loopback. */
function reachable (host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

interface Flags extends Omit<ServeConfig, 'tatorDeleteStatus' | 'tatorUnknown' | 'allowedHosts' | 'controlOrigins'> {
  readonly allowedHost?: readonly string[]
  readonly controlOrigin?: readonly string[]
  readonly tatorDeleteStatus: '200' | '204'
  readonly tatorUnknown: '404' | '500'
}

const configOf = ({ allowedHost, controlOrigin, ...flags }: Flags): ServeConfig => Object.freeze({
  ...flags,
  ...(allowedHost !== undefined && { allowedHosts: allowedHost }),
  ...(controlOrigin !== undefined && { controlOrigins: controlOrigin }),
  tatorDeleteStatus: flags.tatorDeleteStatus === '204' ? 204 : 200,
  tatorUnknown: flags.tatorUnknown === '500' ? 500 : 404
})

function wholeNumber (least: number, most: number): (text: string) => number {
  return text => {
    const number = Number(text)
    if (!/^\d+$/.test(text) || number < least || number > most) throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`)
    return number
  }
}

/** One value each time the flag comes, or several with commas, as the environment has them. */
function listOf (parse: (text: string) => string): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => {
    try {
      return [...before, ...text.split(',').map(one => parse(one.trim()))]
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message)
    }
  }
}

function controlPlace (text: string): 'on' | 'off' | number {
  return text === 'on' || text === 'off' ? text : wholeNumber(0, 65535)(text)
}

function yesOrNo (text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new InvalidArgumentError('Expected true or false.')
  return text === 'true'
}

function basePath (text: string): string {
  if (!/^(\/[\w.~-]+)*\/?$/.test(text)) throw new InvalidArgumentError('Expected a path such as /ogc.')
  return text.replace(/\/$/, '')
}
