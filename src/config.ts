import { Command, InvalidArgumentError, Option } from 'commander'
import { parseHost, parseOrigin } from './access/allow-list.ts'
import { dismissPolicies } from './jobs/dismissal.ts'
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
  readonly rememberRequests: number
  /** Absent: as createDouble does by itself. */
  readonly allowPrivateCallbacks?: boolean
  readonly logLevel: string
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** Every flag of `serve`; each can also stand in the environment under the name that follows it. */
export const serveOptions: readonly Option[] = [
  new Option('--port <number>', 'the port to listen on; 0: any that is free').default(8080).argParser(wholeNumber(0, 65535)).env('JOBDOUBLE_PORT'),
  new Option('--host <address>', 'the address to listen on').default('127.0.0.1').env('JOBDOUBLE_HOST'),
  new Option('--seed <file>', 'what to start with, YAML or JSON; a demonstration without it').env('JOBDOUBLE_SEED'),
  new Option('--ogc <dialect>', 'the version of OGC API – Processes').choices(ogcDialects).default(defaultSettings.ogc).env('JOBDOUBLE_OGC'),
  new Option('--dismiss <policy>', 'what stays visible after a dismissal').choices(dismissPolicies).default(defaultSettings.dismiss).env('JOBDOUBLE_DISMISS'),
  new Option('--tator <dialect>', 'the version of Tator\'s API').choices(tatorDialects).default(defaultSettings.tator).env('JOBDOUBLE_TATOR'),
  new Option('--tator-delete-status <status>', 'status of a successful DELETE in 2020-05: 204 is what was documented').choices(['200', '204']).default('200').env('JOBDOUBLE_TATOR_DELETE_STATUS'),
  new Option('--tator-unknown <status>', 'status for an unknown id in 2020-05: 500 is what the server of May 2020 did').choices(['404', '500']).default('404').env('JOBDOUBLE_TATOR_UNKNOWN'),
  new Option('--tator-bare-key <what>', 'a key without "Token ": refuse is what the real server does').choices(['accept', 'refuse']).default(defaultSettings.tatorBareKey).env('JOBDOUBLE_TATOR_BARE_KEY'),
  new Option('--base-path <path>', 'where both APIs begin, such as /ogc').default('').argParser(basePath).env('JOBDOUBLE_BASE_PATH'),
  new Option('--trust-proxy [answer]', 'believe X-Forwarded-Proto, -Host and -Prefix').preset('true').argParser(yesOrNo).default(false).env('JOBDOUBLE_TRUST_PROXY'),
  new Option('--allowed-host <name>', 'a host that is served beside those of loopback, without a port; repeatable. Without it: none if --host is loopback, else every one').argParser(listOf(parseHost)).env('JOBDOUBLE_ALLOWED_HOST'),
  new Option('--allow-private-callbacks [answer]', 'whether callbacks and inputs sent as links may reach private addresses; without it: when --host is loopback').preset('true').argParser(yesOrNo).env('JOBDOUBLE_ALLOW_PRIVATE_CALLBACKS'),
  new Option('--max-jobs <number>', 'how many jobs it holds at most').default(1_000_000).argParser(wholeNumber(1, 10_000_000)).env('JOBDOUBLE_MAX_JOBS'),
  new Option('--max-worlds <number>', 'how many worlds there are at most').default(1000).argParser(wholeNumber(1, 100_000)).env('JOBDOUBLE_MAX_WORLDS'),
  new Option('--world-idle <seconds>', 'how long a world is kept that nobody uses').default(3600).argParser(wholeNumber(1, 31_536_000)).env('JOBDOUBLE_WORLD_IDLE'),
  new Option('--remember-requests <number>', 'how many requests a world remembers; 0: none').default(1000).argParser(wholeNumber(0, 1_000_000)).env('JOBDOUBLE_REMEMBER_REQUESTS'),
  new Option('--control <where>', 'the control façade: on, off, or a port of its own').default('on').argParser(controlPlace).env('JOBDOUBLE_CONTROL'),
  new Option('--control-key <key>', 'what the control façade asks for; needed if --host is not loopback').env('JOBDOUBLE_CONTROL_KEY'),
  new Option('--control-origin <origin>', 'an origin whose pages may use the control façade; repeatable').argParser(listOf(parseOrigin)).env('JOBDOUBLE_CONTROL_ORIGIN'),
  new Option('--log-level <level>', 'what is logged on standard error; requests from debug on').choices(logLevels).default('info').env('JOBDOUBLE_LOG_LEVEL')
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
}

/** The command line: `serve`, `health`, `--version` and `--help`. */
export function commandLine ({ serve, health }: Actions): Command {
  const program = new Command('jobdouble').description('A test double for servers that run jobs.').version(version)
  const serveCommand = program.command('serve').description('listen until SIGINT or SIGTERM')
  for (const option of serveOptions) serveCommand.addOption(option)
  serveCommand.action(flags => serve(configOf(flags)))
  program.command('health').description('ask a running double whether it answers: exit code 0 or 1')
    .addOption(new Option('--url <url>', 'where it listens').default('http://127.0.0.1:8080').env('JOBDOUBLE_URL'))
    .action(({ url }) => health(url))
  return program
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
