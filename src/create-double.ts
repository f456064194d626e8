import type { FastifyInstance } from 'fastify'
import type { Seed } from '../schemas/seed.ts'
import { buildApp } from './app.ts'
import { demonstration } from './demonstration.ts'
import { type Clock, systemClock } from './jobs/clock.ts'
import { ManualClock } from './jobs/manual-clock.ts'
import type { JobStore } from './jobs/store.ts'
import { createLogger } from './logger.ts'
import { type ReceivedRequest, recordRequests } from './requests.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { type CallbackAttempt } from './outreach/callbacks.ts'
import { createOutreach, defaultLimits } from './outreach/outreach.ts'
import { createWorld } from './world.ts'

export type { CallbackAttempt, ReceivedRequest }

export interface DoubleOptions<C extends 'system' | 'manual' | Clock = 'system' | 'manual' | Clock> extends Partial<Settings> {
  /** The port to listen on; 0: any that is free. Absent: it does not listen, and `app.inject()` reaches it. */
  readonly port?: number
  /** The address to listen on; 127.0.0.1 if absent. */
  readonly host?: string
  /** Where *now* comes from; `manual` gives a clock that stands still until the test turns it. `system` if absent. */
  readonly clock?: C
  /** What the world starts with; the demonstration world if absent, `{}` for an empty one. */
  readonly seed?: Seed
  /** How many jobs it holds at most; a million if absent. */
  readonly maxJobs?: number
  /** Where the façades begin, such as `/ogc`. */
  readonly basePath?: string
  /** Whether X-Forwarded-Proto, -Host and -Prefix of whoever connects are believed. */
  readonly trustProxy?: boolean
  /** Whether callbacks and inputs sent as links may reach loopback, link-local and private addresses; if absent: when it listens on loopback only. */
  readonly allowPrivateCallbacks?: boolean
  /** pino's levels; `silent` if absent. */
  readonly logLevel?: string
  /** How many requests `requests` remembers; 1000 if absent. */
  readonly rememberRequests?: number
}

/** A running double. */
export interface Double<C extends Clock = Clock> {
  /** Where it listens, without a trailing slash and with the base path; empty if it does not. */
  readonly url: string
  /** The Fastify instance: `app.inject()` reaches both façades without a port. */
  readonly app: FastifyInstance
  readonly clock: C
  /** The store behind both façades. */
  readonly jobs: JobStore
  /** What has been asked, oldest first; the oldest are forgotten. */
  readonly requests: readonly ReceivedRequest[]
  /** What subscribers were told, or could not be told, oldest first. */
  readonly callbacks: readonly CallbackAttempt[]
  /** Whether callbacks and inputs sent as links may reach private addresses. */
  readonly allowPrivateCallbacks: boolean
  /** The keys of the seed's users by name. */
  readonly tokens: Readonly<Record<string, string>>
  /** Back to the seed: its jobs, and no requests. The clock goes on from where it is. */
  reset (): Promise<void>
  close (): Promise<void>
}

type ClockOf<C> = C extends 'manual' ? ManualClock : C extends Clock ? C : Clock

/** Makes a double and, if a port is named, lets it listen. */
export async function createDouble<const C extends 'system' | 'manual' | Clock = 'system'> (options: DoubleOptions<C> = {}): Promise<Double<ClockOf<C>>> {
  const { port, host = '127.0.0.1', basePath = '', seed = demonstration, rememberRequests, logLevel, trustProxy, maxJobs } = options
  const clock = clockOf(options.clock)
  const closing = new AbortController()
  const allowPrivateCallbacks = options.allowPrivateCallbacks ?? isLoopback(host)
  const outreach = createOutreach({ ...defaultLimits, allowPrivate: allowPrivateCallbacks }, closing.signal)
  const world = createWorld({ seed, clock, outreach, settings: { ...defaultSettings, ...settingsOf(options) }, ...(maxJobs !== undefined && { maxJobs }) })
  await world.reset()
  const app = await buildApp({
    world,
    basePath,
    ...(trustProxy !== undefined && { trustProxy }),
    ...(logLevel !== undefined && { logger: createLogger(logLevel) })
  })
  const requests = recordRequests(app, () => clock.now(), rememberRequests)
  const url = port === undefined ? '' : await app.listen({ port, host }) + basePath
  return {
    url,
    app,
    clock: clock as ClockOf<C>,
    jobs: world.jobs,
    requests,
    get callbacks () { return world.callbacks.attempts },
    allowPrivateCallbacks,
    tokens: Object.fromEntries(world.users.map(({ name, token }) => [name, token])),
    async reset () {
      await world.reset()
      requests.length = 0
    },
    async close () {
      closing.abort()
      world.callbacks.clear()
      await app.close()
    }
  }
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host)

function clockOf (clock: DoubleOptions['clock'] = 'system'): Clock {
  if (clock === 'manual') return new ManualClock()
  return clock === 'system' ? systemClock : clock
}

const settingNames = Object.keys(defaultSettings) as (keyof Settings)[]

const settingsOf = (options: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(settingNames.filter(name => options[name] !== undefined).map(name => [name, options[name]]))
