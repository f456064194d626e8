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
  /** The real server that the worlds behave like through OGC API – Processes: a name of `GET /__admin/personas`, the path of a persona file, or a persona; none if absent. It brings `ogc` and `dismiss` with it. */
  readonly persona?: string | Persona
  /** The port to listen on; 0: any that is free. Absent: it does not listen, and `app.inject()` reaches it. */
  readonly port?: number
  /** The address to listen on; 127.0.0.1 if absent. */
  readonly host?: string
  /** `manual`: the clock of every world stands still until a test turns it. `system` if absent: it runs with the machine's; a clock of your own: with that. */
  readonly clock?: 'system' | 'manual' | Clock
  /** What each world starts with, or the path or `file:` URL of a seed file; the demonstration world if absent, `{}` for an empty one. */
  readonly seed?: SeedSource
  /** Processes of your own in every world, whatever its seed says: a description as a seed has it, and code that makes the results. */
  readonly processes?: readonly CodeProcess[]
  /** How many jobs a world holds at most; a million if absent. */
  readonly maxJobs?: number
  /** How many issued tokens a world holds at most; 10 000 if absent. */
  readonly maxTokens?: number
  /** How many processes clients deploy in a world at most; 1000 if absent. */
  readonly maxDeployed?: number
  /** How many worlds there are at most, beside the default one; 1000 if absent. */
  readonly maxWorlds?: number
  /** How long a world is kept that nobody uses, in seconds; an hour if absent. */
  readonly worldIdle?: number
  /** How many pages of jobs are kept informed at once, over all worlds; 200 if absent. A world has as many as are left free. */
  readonly maxStreams?: number
  /** How many callbacks are under way at once, over all worlds; 200 if absent. A world has as many as are left free. */
  readonly maxCallbacks?: number
  /** How long a request may take to come in, its body included, in seconds; 30 if absent, 0: for ever. */
  readonly requestTimeout?: number
  /** How many requests a world remembers; 1000 if absent, 0: none. */
  readonly rememberRequests?: number
  /** How many bytes a body may have; 10 MB if absent. */
  readonly maxBodyBytes?: number
  /** Where the APIs begin, such as `/ogc`. */
  readonly basePath?: string
  /** Whether X-Forwarded-Proto, -Host and -Prefix of whoever connects are believed. */
  readonly trustProxy?: boolean
  /** Hosts that are served beside those of loopback, without ports. If absent: none where it listens on loopback, every one elsewhere. */
  readonly allowedHosts?: readonly string[]
  /** Origins of pages that may do what the double's own pages may, such as `http://localhost:3000`. */
  readonly controlOrigins?: readonly string[]
  /** Whether callbacks and inputs sent as links may reach loopback, link-local and private addresses; if absent: when it listens on loopback only. */
  readonly allowPrivateCallbacks?: boolean
  /** Where the control façade is: at `/__admin` (`on`, if absent), at `/__admin` below the base path, on a port of its own, or nowhere. */
  readonly control?: 'on' | 'base-path' | 'off' | number
  /** What the control façade asks for; if absent nothing, which is allowed on loopback only. */
  readonly controlKey?: string
  /** pino's levels; `silent` if absent. */
  readonly logLevel?: string
}

let compiledSchema: ValidateFunction | undefined

/** @throws InvalidArgument for an option that is not known or does not fit, in the words of the control façade */
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
