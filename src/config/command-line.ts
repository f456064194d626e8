import { Command, InvalidArgumentError, Option } from 'commander'
import { checkCommand } from '../commands/check-options.ts'
import { parseDeploymentRule } from '../commands/deployment-rule.ts'
import { headerOf } from '../commands/header-of.ts'
import { newFile } from '../commands/new-file.ts'
import { parseHost, parseOrigin } from '../access/allow-list.ts'
import { parseBasePath } from '../access/base-path.ts'
import { headerNamePattern, LoginSettings } from '../../schemas/control/settings.ts'
import { limits, logLevels } from '../../schemas/double-options.ts'
import { defaultMaxBodyBytes } from '../bounds/body-bytes.ts'
import type { CheckOptions } from '../check/options.ts'
import type { ReportFiles } from '../commands/check.ts'
import { didYouMean } from '../inputs/did-you-mean.ts'
import { definedOnly } from '../jobs/defined-only.ts'
import { dismissPolicies } from '../jobs/dismissal.ts'
import { defaultImportLimits, type ImportLimits } from '../seed/import/http-source.ts'
import { defaultBounds } from '../world/bounds.ts'
import { defaultMaxTokens } from '../world/issued-tokens.ts'
import { cancelMethods, type ChangedSettings, defaultSettings, deployModes, loginMethods, loginResources, type LoginResource, ogcDialects, othersViews, type Settings, tatorDialects } from '../world/settings.ts'
import { version } from '../version.ts'

/** The configuration of `serve`, from flags and the environment. */
export interface ServeConfig extends Omit<Settings, 'ogc' | 'dismiss' | 'cancel' | 'deploy' | 'deployment'>, Pick<ChangedSettings, 'ogc' | 'dismiss' | 'cancel' | 'deploy' | 'deployment'> {
  readonly port: number
  readonly host: string
  readonly seed?: string
  readonly watch: boolean
  readonly state?: string
  /** The id of a process: the double closes when it has ended. */
  readonly endWithProcess?: number
  readonly basePath: string
  readonly trustProxy: boolean
  /** Absent: the default of createDouble. */
  readonly allowedHosts?: readonly string[]
  readonly controlOrigins?: readonly string[]
  readonly maxJobs: number
  readonly maxTokens: number
  readonly maxWorlds: number
  readonly worldIdle: number
  readonly control: 'on' | 'base-path' | 'off' | number
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
  readonly maxDeployed: number
  readonly deployedBytes: number
  /** Absent: the default of createDouble. */
  readonly allowPrivateCallbacks?: boolean
  readonly logLevel: string
}

const hostOption = new Option('--host <address>', 'address to listen on').default('127.0.0.1').argParser(notEmpty).env('JOBDOUBLE_HOST')
const basePathOption = new Option('--base-path <path>', 'base path of both APIs, such as /ogc').default('').argParser(parsed(parseBasePath)).env('JOBDOUBLE_BASE_PATH')

/** The configuration of `import`. */
export interface ImportConfig {
  /** The address of a server, or files. */
  readonly sources: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly results: boolean
  /** Absent: standard output. */
  readonly output?: string
  /** Where to write the persona of the server; if absent, none is learned. */
  readonly persona?: string
  readonly limits: ImportLimits
}

/** Every flag of `serve`; each can also be set in the environment, under the name given here. */
export const serveOptions: readonly Option[] = [
  new Option('--port <number>', 'port to listen on; 0: any free port').default(8080).argParser(wholeNumber(limits.port)).env('JOBDOUBLE_PORT'),
  hostOption,
  new Option('--seed <file>', 'seed file, YAML or JSON; without it: the demonstration seed').env('JOBDOUBLE_SEED'),
  new Option('--watch [answer]', 'read the seed file again when it changes, and reset all worlds to it').preset('true').argParser(yesOrNo).default(false).env('JOBDOUBLE_WATCH'),
  new Option('--state <file>', 'file that keeps the jobs, clock and settings of the default world over a restart').env('JOBDOUBLE_STATE'),
  new Option('--ogc <dialect>', 'version of OGC API – Processes').choices(ogcDialects).default(defaultSettings.ogc).env('JOBDOUBLE_OGC'),
  new Option('--dismiss <policy>', 'what stays visible after a dismissal').choices(dismissPolicies).default(defaultSettings.dismiss).env('JOBDOUBLE_DISMISS'),
  new Option('--cancel <method>', 'experimental: how a job is cancelled; post or put: DELETE only removes').choices(cancelMethods).default(defaultSettings.cancel).env('JOBDOUBLE_CANCEL'),
  new Option('--removed-status <status>', 'status for a job that a dismissal removed; 410 as the 2.0 draft permits').choices(['404', '410']).default('404').env('JOBDOUBLE_REMOVED_STATUS'),
  new Option('--persona <persona>', 'real server to imitate: a name of docs/personas.md or a persona file; sets --ogc and --dismiss').default(defaultSettings.persona).env('JOBDOUBLE_PERSONA'),
  new Option('--tator <dialect>', 'version of Tator\'s API').choices(tatorDialects).default(defaultSettings.tator).env('JOBDOUBLE_TATOR'),
  new Option('--tator-delete-status <status>', 'status of a successful DELETE in 2020-05; 204 as documented there').choices(['200', '204']).default('200').env('JOBDOUBLE_TATOR_DELETE_STATUS'),
  new Option('--tator-unknown <status>', 'status for an unknown id in 2020-05; 500 as the server of May 2020').choices(['404', '500']).default('404').env('JOBDOUBLE_TATOR_UNKNOWN'),
  new Option('--tator-bare-key <what>', 'a key without "Token " before it; refuse as the real server').choices(['accept', 'refuse']).default(defaultSettings.tatorBareKey).env('JOBDOUBLE_TATOR_BARE_KEY'),
  new Option('--login <method>', 'how clients authenticate in OGC API – Processes: bearer token or API key').choices(loginMethods).default(defaultSettings.login).env('JOBDOUBLE_LOGIN'),
  new Option('--login-header <name>', 'header of the API key').default(defaultSettings.loginHeader).argParser(parsed(headerName)).env('JOBDOUBLE_LOGIN_HEADER'),
  new Option('--login-open <resources>', `resources open without login, separated by commas: ${loginResources.join(', ')}; or none`).default(defaultSettings.loginOpen).argParser(parsed(openResources)).env('JOBDOUBLE_LOGIN_OPEN'),
  new Option('--login-others <view>', 'jobs and deployed processes of other users: shown, to be read only, or the status that hides them').choices(othersViews).default(defaultSettings.loginOthers).env('JOBDOUBLE_LOGIN_OTHERS'),
  new Option('--login-token-lifetime <seconds>', 'seconds until an issued token expires').default(defaultSettings.loginTokenLifetime).argParser(wholeNumber(LoginSettings.properties.loginTokenLifetime)).env('JOBDOUBLE_LOGIN_TOKEN_LIFETIME'),
  new Option('--login-refresh-lifetime <seconds>', 'seconds until a refresh token expires').default(defaultSettings.loginRefreshLifetime).argParser(wholeNumber(LoginSettings.properties.loginRefreshLifetime)).env('JOBDOUBLE_LOGIN_REFRESH_LIFETIME'),
  new Option('--deploy <scheme>', 'OGC API – Processes – Part 2 (deploy, replace, undeploy), its conformance URIs in http, https or both').choices(deployModes).default(defaultSettings.deploy).env('JOBDOUBLE_DEPLOY'),
  new Option('--deployment <rule>', 'rule of deployment, such as put=201; repeatable; all rules are in docs/deploy.md').argParser(parseDeploymentRule).env('JOBDOUBLE_DEPLOYMENT'),
  basePathOption,
  new Option('--trust-proxy [answer]', 'trust X-Forwarded-Proto, -Host and -Prefix').preset('true').argParser(yesOrNo).default(false).env('JOBDOUBLE_TRUST_PROXY'),
  new Option('--allowed-host <name>', 'host name to serve beside those of loopback, without a port; repeatable. Default: none if --host is loopback, else every host').argParser(listOf(parseHost)).env('JOBDOUBLE_ALLOWED_HOST'),
  new Option('--allow-private-callbacks [answer]', 'allow callbacks and input references to reach private addresses; default: only if --host is loopback').preset('true').argParser(yesOrNo).env('JOBDOUBLE_ALLOW_PRIVATE_CALLBACKS'),
  new Option('--max-jobs <number>', 'maximum number of jobs in a world').default(1_000_000).argParser(wholeNumber(limits.maxJobs)).env('JOBDOUBLE_MAX_JOBS'),
  new Option('--max-tokens <number>', 'maximum number of issued tokens in a world').default(defaultMaxTokens).argParser(wholeNumber(limits.maxTokens)).env('JOBDOUBLE_MAX_TOKENS'),
  new Option('--max-deployed <number>', 'maximum number of deployed processes in a world').default(1000).argParser(wholeNumber(limits.maxDeployed)).env('JOBDOUBLE_MAX_DEPLOYED'),
  new Option('--deployed-bytes <number>', 'maximum bytes of the packages of deployed processes of all worlds').default(defaultBounds.deployedBytes).argParser(wholeNumber(limits.deployedBytes)).env('JOBDOUBLE_DEPLOYED_BYTES'),
  new Option('--max-worlds <number>', 'maximum number of worlds beside the default one').default(1000).argParser(wholeNumber(limits.maxWorlds)).env('JOBDOUBLE_MAX_WORLDS'),
  new Option('--world-idle <seconds>', 'seconds until an unused world is removed').default(3600).argParser(wholeNumber(limits.worldIdle)).env('JOBDOUBLE_WORLD_IDLE'),
  new Option('--max-streams <number>', 'maximum number of live job pages over all worlds').default(200).argParser(wholeNumber(limits.maxStreams)).env('JOBDOUBLE_MAX_STREAMS'),
  new Option('--max-callbacks <number>', 'maximum number of callbacks in progress over all worlds').default(200).argParser(wholeNumber(limits.maxCallbacks)).env('JOBDOUBLE_MAX_CALLBACKS'),
  new Option('--request-timeout <seconds>', 'seconds in which a request must be received, its body included; 0: no limit').default(30).argParser(wholeNumber(limits.requestTimeout)).env('JOBDOUBLE_REQUEST_TIMEOUT'),
  new Option('--remember-requests <number>', 'size of the request journal of a world; 0: no journal').default(1000).argParser(wholeNumber(limits.rememberRequests)).env('JOBDOUBLE_REMEMBER_REQUESTS'),
  new Option('--journal-bytes <number>', 'maximum bytes of the request journals of all worlds').default(defaultBounds.journalBytes).argParser(wholeNumber(limits.journalBytes)).env('JOBDOUBLE_JOURNAL_BYTES'),
  new Option('--input-bytes <number>', 'maximum bytes of the inputs of all jobs').default(defaultBounds.inputBytes).argParser(wholeNumber(limits.inputBytes)).env('JOBDOUBLE_INPUT_BYTES'),
  new Option('--max-body-bytes <number>', 'maximum bytes of a request body').default(defaultMaxBodyBytes).argParser(wholeNumber(limits.maxBodyBytes)).env('JOBDOUBLE_MAX_BODY_BYTES'),
  new Option('--max-depth <number>', 'maximum nesting of JSON').default(defaultBounds.maxDepth).argParser(wholeNumber(limits.maxDepth)).env('JOBDOUBLE_MAX_DEPTH'),
  new Option('--max-fetches <number>', 'maximum number of input references fetched at once; a world may use as many as are free').default(defaultBounds.maxFetches).argParser(wholeNumber(limits.maxFetches)).env('JOBDOUBLE_MAX_FETCHES'),
  new Option('--control <where>', 'control façade: on, base-path (below --base-path), off, with-key (on if there is a key, else off), or a separate port').default('on').argParser(controlPlace).env('JOBDOUBLE_CONTROL'),
  new Option('--control-key <key>', 'key of the control façade; required if --host is not loopback').env('JOBDOUBLE_CONTROL_KEY'),
  new Option('--control-origin <origin>', 'origin whose pages may use the control façade; repeatable').argParser(listOf(parseOrigin)).env('JOBDOUBLE_CONTROL_ORIGIN'),
  new Option('--end-with-process <id>', 'id of a process, such as that of the tests; the double closes when it has ended').argParser(wholeNumber({ minimum: 1, maximum: 2 ** 31 - 1 })).env('JOBDOUBLE_END_WITH_PROCESS'),
  new Option('--log-level <level>', 'log level on standard error; requests are logged at debug').choices(logLevels).default('info').env('JOBDOUBLE_LOG_LEVEL')
]

/** Flags of `health`: those of `serve` that say where it listens, with the same names in the environment, or the whole URL. */
const healthOptions: readonly Option[] = [
  new Option('--url <url>', 'URL of the running double, instead of the flags below').argParser(httpUrl).env('JOBDOUBLE_URL'),
  hostOption,
  new Option('--port <number>', 'port that it listens on').default(8080).argParser(wholeNumber({ ...limits.port, minimum: 1 })).env('JOBDOUBLE_PORT'),
  basePathOption
]

/** Flags of `import`. */
export const importOptions: readonly Option[] = [
  new Option('--header <header>', 'header of each request, such as "Authorization: Bearer …"; repeatable').argParser(headerOf).env('JOBDOUBLE_IMPORT_HEADER'),
  new Option('--results', 'take over the results of the newest successful job of each process').default(false),
  new Option('--output <file>', 'file to write; it must not exist. Default: standard output'),
  new Option('--persona <file>', 'check the server, which launches jobs there, and write its behaviour as a persona into a new file').argParser(newFile),
  new Option('--max-requests <number>', 'maximum number of requests').default(defaultImportLimits.requests).argParser(wholeNumber({ minimum: 1, maximum: 1_000_000 })),
  new Option('--max-bytes <number>', 'maximum bytes of all answers, or of all files').default(defaultImportLimits.bytes).argParser(wholeNumber({ minimum: 1024, maximum: limits.journalBytes.maximum! })),
  new Option('--max-time <seconds>', 'maximum time for all requests').default(defaultImportLimits.seconds).argParser(wholeNumber({ minimum: 1, maximum: 86_400 }))
]

/**
 * Removes empty variables of this program, such as `JOBDOUBLE_CONTROL_KEY=` in an env file: they count as not set. Only
 * the flag can say that no key is required.
 */
export function dropEmptyVariables (environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment)) if (name.startsWith('JOBDOUBLE_') && value === '') delete environment[name]
}

/** Exit code for invalid flags, environment, seed or addresses: the usage is wrong, not the program. */
export const badConfiguration = 2

/** Variables that Kubernetes and Docker set for a service called jobdouble, and those of the Python package. */
const foreignVariable = /^JOBDOUBLE_(SERVICE_|PORT_\d|ENV_|NAME$|NODE$)/

function variableProblems (environment: NodeJS.ProcessEnv): string[] {
  const known = [...serveOptions, ...importOptions, ...healthOptions].map(({ envVar = '' }) => envVar)
  return Object.keys(environment).filter(name => name.startsWith('JOBDOUBLE_') && !known.includes(name) && !foreignVariable.test(name))
    .map(name => `error: the environment variable ${name} is not known${didYouMean(name, known)}`)
}

/** The commands to run. They are handed in, so that parsing can be tested alone. */
export interface Actions {
  serve (config: ServeConfig): Promise<void>
  health (url: string): Promise<void>
  importSeed (config: ImportConfig): Promise<void>
  check (url: string, options: CheckOptions, files: ReportFiles): Promise<void>
}

/** The command line: `serve`, `import`, `health`, `check`, `--version` and `--help`. */
export function commandLine ({ serve, health, importSeed, check }: Actions): Command {
  const program = new Command('jobdouble').description('A test double for servers that run jobs.').version(version)
  program.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : badConfiguration))
  program.hook('preAction', (_program, command) => {
    const problems = variableProblems(process.env)
    if (problems.length > 0) command.error(problems.join('\n'))
  })
  const serveCommand = program.command('serve').description('listen until SIGINT or SIGTERM')
  for (const option of serveOptions) serveCommand.addOption(option)
  serveCommand.action(flags => {
    const config = configOf(withoutBrought(serveCommand, flags))
    if (config.watch && config.seed === undefined) serveCommand.error('error: --watch came without --seed; expected --seed <file> beside it', { exitCode: badConfiguration })
    return serve(config)
  })
  const importCommand = program.command('import').description('write a seed from the processes of a running server, or from descriptions in files')
    .argument('<source...>', 'address of a server of OGC API – Processes, or files in YAML or JSON')
  for (const option of importOptions) importCommand.addOption(option)
  importCommand.action((sources, flags) => importSeed(importConfigOf(sources, flags)))
  const healthCommand = program.command('health').description('check whether a running double responds: exit code 0 or 1')
  for (const option of healthOptions) healthCommand.addOption(option)
  healthCommand.action(() => health(healthUrl(healthCommand)))
  return program.addCommand(checkCommand(check))
}

/** Flags win over the environment; within each, the whole URL wins over its parts. */
function healthUrl (command: Command): string {
  const { url, host, port, basePath } = command.opts<{ url?: string, host: string, port: number, basePath: string }>()
  const parts = healthOptions.slice(1).filter(option => command.getOptionValueSource(option.attributeName()) === 'cli')
  if (command.getOptionValueSource('url') === 'cli' && parts[0] !== undefined) command.error(`error: --url is the whole address; expected it without ${parts[0].long}`)
  return url !== undefined && parts.length === 0 ? url : `http://${reachable(host)}:${port}${basePath}`
}

/** A server that listens on all addresses is reachable on loopback. */
function reachable (host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

/** Drops settings that a persona decides, unless a flag or the environment set them. */
function withoutBrought (command: Command, flags: Flags): Flags {
  const { ogc, dismiss, cancel, ...others } = flags
  const asked = (name: string) => flags.persona === defaultSettings.persona || command.getOptionValueSource(name) !== 'default'
  return { ...others, ...(asked('ogc') && { ogc: ogc! }), ...(asked('dismiss') && { dismiss: dismiss! }), ...(asked('cancel') && { cancel: cancel! }) }
}

interface Flags extends Omit<ServeConfig, 'control' | 'removedStatus' | 'tatorDeleteStatus' | 'tatorUnknown' | 'allowedHosts' | 'controlOrigins'> {
  readonly control: ServeConfig['control'] | 'with-key'
  readonly allowedHost?: readonly string[]
  readonly controlOrigin?: readonly string[]
  readonly removedStatus: '404' | '410'
  readonly tatorDeleteStatus: '200' | '204'
  readonly tatorUnknown: '404' | '500'
}

const configOf = ({ allowedHost, controlOrigin, ...flags }: Flags): ServeConfig => Object.freeze({
  ...flags,
  control: flags.control !== 'with-key' ? flags.control : flags.controlKey === undefined ? 'off' : 'on',
  ...definedOnly({ allowedHosts: allowedHost, controlOrigins: controlOrigin }),
  removedStatus: flags.removedStatus === '410' ? 410 : 404,
  tatorDeleteStatus: flags.tatorDeleteStatus === '204' ? 204 : 200,
  tatorUnknown: flags.tatorUnknown === '500' ? 500 : 404
})

interface ImportFlags {
  readonly header?: Readonly<Record<string, string>>
  readonly results: boolean
  readonly output?: string
  readonly persona?: string
  readonly maxRequests: number
  readonly maxBytes: number
  readonly maxTime: number
}

const importConfigOf = (sources: readonly string[], { header = {}, results, output, persona, maxRequests, maxBytes, maxTime }: ImportFlags): ImportConfig =>
  Object.freeze({ sources, headers: header, results, ...definedOnly({ output, persona }), limits: { requests: maxRequests, bytes: maxBytes, seconds: maxTime } })

function wholeNumber ({ minimum: least = 0, maximum: most = Infinity }: { readonly minimum?: number, readonly maximum?: number }): (text: string) => number {
  return text => {
    const number = Number(text)
    if (!/^\d+$/.test(text) || number < least || number > most) throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`)
    return number
  }
}

/** @param parse its error becomes one of commander */
function parsed<T> (parse: (text: string) => T): (text: string) => T {
  return text => {
    try {
      return parse(text)
    } catch (error) {
      throw new InvalidArgumentError((error as Error).message)
    }
  }
}

/** One value each time the flag is given, or several with commas, as in the environment. */
function listOf (parse: (text: string) => string): (text: string, before?: readonly string[]) => readonly string[] {
  return (text, before = []) => [...before, ...text.split(',').map(one => parsed(parse)(one.trim()))]
}

function headerName (text: string): string {
  if (!new RegExp(headerNamePattern).test(text)) throw new InvalidArgumentError('Expected the name of a header, such as X-API-Key.')
  return text
}

function openResources (text: string): LoginResource[] {
  if (text === 'none') return []
  return text.split(',').map(part => {
    const found = loginResources.find(name => name === part.trim())
    if (found === undefined) throw new InvalidArgumentError(`Expected none, or names with commas: ${loginResources.join(', ')}.`)
    return found
  })
}

function notEmpty (text: string): string {
  if (text === '') throw new InvalidArgumentError('Expected an address or a host name.')
  return text
}

function httpUrl (text: string): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) throw new InvalidArgumentError('Expected a URL such as http://127.0.0.1:8080.')
  return text
}

function controlPlace (text: string): Flags['control'] {
  return text === 'on' || text === 'base-path' || text === 'off' || text === 'with-key' ? text : wholeNumber(limits.port)(text)
}

function yesOrNo (text: string): boolean {
  if (text !== 'true' && text !== 'false') throw new InvalidArgumentError('Expected true or false.')
  return text === 'true'
}
