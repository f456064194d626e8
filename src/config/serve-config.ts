import type { Command, Option } from 'commander'
import { definedOnly } from '../jobs/defined-only.ts'
import { type ChangedSettings, defaultSettings, type Settings } from '../world/settings.ts'
import { controlOptions, type ControlPlace, hostOptions } from './access-options.ts'
import { boundsOptions } from './bounds-options.ts'
import { listeningOptions, proxyOptions } from './listening-options.ts'
import { loginOptions } from './login-options.ts'
import { deploymentOptions, ogcOptions } from './ogc-options.ts'
import { processOptions } from './process-options.ts'
import { seedOptions } from './seed-options.ts'
import { tatorOptions } from './tator-options.ts'

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

/** Every flag of `serve`, in the order of its help; each can also be set in the environment, under the name given here. */
export const serveOptions: readonly Option[] = [
  ...listeningOptions, ...seedOptions, ...ogcOptions, ...tatorOptions, ...loginOptions, ...deploymentOptions, ...proxyOptions, ...hostOptions, ...boundsOptions, ...controlOptions, ...processOptions
]

interface ServeFlags extends Omit<ServeConfig, 'control' | 'removedStatus' | 'tatorDeleteStatus' | 'tatorUnknown' | 'allowedHosts' | 'controlOrigins'> {
  readonly control: ControlPlace
  readonly allowedHost?: readonly string[]
  readonly controlOrigin?: readonly string[]
  readonly removedStatus: '404' | '410'
  readonly tatorDeleteStatus: '200' | '204'
  readonly tatorUnknown: '404' | '500'
}

/** The configuration of `serve` from the flags of its command. */
export const serveConfigOf = (command: Command, flags: ServeFlags): ServeConfig => toConfig(dropPersonaSettings(command, flags))

/** Drops settings that a persona decides, unless a flag or the environment set them. */
function dropPersonaSettings (command: Command, flags: ServeFlags): ServeFlags {
  const { ogc, dismiss, cancel, ...others } = flags
  const isSet = (name: string) => flags.persona === defaultSettings.persona || command.getOptionValueSource(name) !== 'default'
  return { ...others, ...(isSet('ogc') && { ogc: ogc! }), ...(isSet('dismiss') && { dismiss: dismiss! }), ...(isSet('cancel') && { cancel: cancel! }) }
}

const toConfig = ({ allowedHost, controlOrigin, ...flags }: ServeFlags): ServeConfig => Object.freeze({
  ...flags,
  control: flags.control !== 'with-key' ? flags.control : flags.controlKey === undefined ? 'off' : 'on',
  ...definedOnly({ allowedHosts: allowedHost, controlOrigins: controlOrigin }),
  removedStatus: flags.removedStatus === '410' ? 410 : 404,
  tatorDeleteStatus: flags.tatorDeleteStatus === '204' ? 204 : 200,
  tatorUnknown: flags.tatorUnknown === '500' ? 500 : 404
})
