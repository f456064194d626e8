import type { ValidateFunction } from 'ajv'
import type { Persona } from '../schemas/persona.ts'
import { compileOptionsSchema } from './compiled-schemas/compile-options-schema.ts'
import { expectValid } from './inputs/expect-argument.ts'
import { excerpt } from './inputs/validation-error.ts'
import { didYouMean } from './inputs/did-you-mean.ts'
import { endSentence } from './inputs/schema-sentence.ts'
import type { Clock } from './jobs/clock.ts'
import { InvalidArgument } from './jobs/invalid-argument.ts'
import type { CodeProcess } from './seed/code-process.ts'
import type { BoundsOptions } from './world/bounds.ts'
import type { ChangedSettings } from './world/settings.ts'
import type { SeedSource } from './world/world-handle.ts'

export interface DoubleOptions extends Omit<ChangedSettings, 'persona'>, BoundsOptions {
  /**
   * The real server to imitate through OGC API – Processes: a name from `GET /__admin/personas`, the path of a persona
   * file, or a persona; none if absent. It sets `ogc` and `dismiss`.
   */
  readonly persona?: string | Persona
  /** The port to listen on; 0 for any free port. If absent the double does not listen, and `app.inject()` reaches it. */
  readonly port?: number
  /** The address to listen on; 127.0.0.1 if absent. */
  readonly host?: string
  /** `manual`: the clock of every world stands still until a test moves it. `system` (default): it runs with the machine's clock. Or a clock of your own. */
  readonly clock?: 'system' | 'manual' | Clock
  /** What each world starts with, or the path or `file:` URL of a seed file; the demonstration seed if absent, `{}` for an empty world. */
  readonly seed?: SeedSource
  /** Processes of your own in every world, whatever its seed: a description as in a seed, and code that makes the results. */
  readonly processes?: readonly CodeProcess[]
  /** Maximum number of jobs in a world; a million if absent. */
  readonly maxJobs?: number
  /** Maximum number of issued tokens in a world; 10 000 if absent. */
  readonly maxTokens?: number
  /** Maximum number of deployed processes in a world; 1000 if absent. */
  readonly maxDeployed?: number
  /** Maximum number of worlds, beside the default one; 1000 if absent. */
  readonly maxWorlds?: number
  /** How long an unused world is kept, in seconds; an hour if absent. */
  readonly worldIdle?: number
  /** Maximum number of open live updates (job pages), over all worlds; 200 if absent. A world may use as many as are left free. */
  readonly maxStreams?: number
  /** Maximum number of callbacks in progress, over all worlds; 200 if absent. A world may use as many as are left free. */
  readonly maxCallbacks?: number
  /** Time limit for receiving a request with its body, in seconds; 30 if absent, 0 for none. */
  readonly requestTimeout?: number
  /** How many requests the journal of a world keeps; 1000 if absent, 0 for none. */
  readonly rememberRequests?: number
  /** Maximum size of a body in bytes; 10 MB if absent. */
  readonly maxBodyBytes?: number
  /** Base path of the APIs, such as `/ogc`. */
  readonly basePath?: string
  /** Whether to trust X-Forwarded-Proto, -Host and -Prefix of any client. */
  readonly trustProxy?: boolean
  /** Hosts that are served beside those of loopback, without ports. If absent: none when it listens on loopback, every host otherwise. */
  readonly allowedHosts?: readonly string[]
  /** Origins whose pages may do what the double's own pages may, such as `http://localhost:3000`. */
  readonly controlOrigins?: readonly string[]
  /** Whether callbacks and inputs sent as links may reach loopback, link-local and private addresses; if absent, only when it listens on loopback. */
  readonly allowPrivateCallbacks?: boolean
  /** Where the control façade is: at `/__admin` (`on`, the default), at `/__admin` below the base path, on a port of its own, or nowhere. */
  readonly control?: 'on' | 'base-path' | 'off' | number
  /** The key that the control façade requires; none if absent, which is allowed on loopback only. */
  readonly controlKey?: string
  /** A level of pino; `silent` if absent. */
  readonly logLevel?: string
}

let compiledSchema: ValidateFunction | undefined

/** @throws InvalidArgument for an unknown option or an invalid value, worded as by the control façade */
export function expectOptions (options: unknown): asserts options is DoubleOptions {
  expectValid('createDouble', compiledSchema ??= compileOptionsSchema().validate, options)
  expectClock((options as DoubleOptions).clock)
}

const clocks = ['system', 'manual']

function expectClock (clock: unknown): void {
  if (clock === undefined || clocks.includes(clock as string)) return
  const { now, alarm } = (clock ?? {}) as Partial<Clock>
  if (typeof now === 'function' && typeof alarm === 'function') return
  throw new InvalidArgument(endSentence(`createDouble: /clock: ${excerpt(clock)} came; expected one of ${clocks.join(', ')}, or a clock with now() and alarm()${didYouMean(clock, clocks)}`))
}
