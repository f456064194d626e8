import { Type } from '@sinclair/typebox'
import { DeploymentRules } from './control/deployment-rules.ts'
import { Settings } from './control/settings.ts'
import { stringEnum } from './string-enum.ts'

/** More bytes than any machine has. */
const mostBytes = 2 ** 40
/** The maximum length of a string in Node. */
const longestText = 512 * 1024 * 1024 - 24

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const count = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum })
const portNumber = count(0, 65535)

/** The ranges of numeric options, for flags and calls alike. */
export const limits = {
  port: portNumber,
  maxJobs: count(1, 10_000_000),
  maxWorlds: count(1, 100_000),
  worldIdle: count(0, 31_536_000),
  maxStreams: count(1, 10_000),
  maxCallbacks: count(1, 10_000),
  requestTimeout: count(0, 3600),
  rememberRequests: count(0, 1_000_000),
  journalBytes: count(1024, mostBytes),
  inputBytes: count(1024, mostBytes),
  maxBodyBytes: count(1024, longestText),
  maxDepth: count(1, 1000),
  maxFetches: count(2, 1000),
  maxTokens: count(1, 1_000_000),
  maxDeployed: count(1, 100_000),
  deployedBytes: count(1024, mostBytes)
}

/** The options of a double, except seed, processes and clock, which may be more than JSON. */
export const DoubleOptions = Type.Partial(Type.Object({
  ...Settings.properties,
  persona: Type.Unknown(),
  deployment: Type.Partial(DeploymentRules, { additionalProperties: false }),
  ...limits,
  host: Type.String({ minLength: 1 }),
  basePath: Type.String(),
  trustProxy: Type.Boolean(),
  allowedHosts: Type.Array(Type.String()),
  controlOrigins: Type.Array(Type.String()),
  allowPrivateCallbacks: Type.Boolean(),
  control: Type.Union([stringEnum(['on', 'base-path', 'off']), portNumber]),
  controlKey: Type.String(),
  logLevel: stringEnum(logLevels),
  seed: Type.Unknown(),
  processes: Type.Unknown(),
  clock: Type.Unknown()
}), { additionalProperties: false })
