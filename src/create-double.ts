import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Seed } from '../schemas/seed.ts'
import { parseHost, parseOrigin } from './access/allow-list.ts'
import { isLoopback } from './access/hostname.ts'
import { type AppOptions, buildApp } from './app.ts'
import type { DoubleApp } from './double-app.ts'
import { createBackground } from './outgoing/background.ts'
import { type BoundsOptions, createBounds, defaultBounds } from './world/bounds.ts'
import { seedReader } from './seed/seed-reader.ts'
import { demonstrationSeed } from './seed/demonstration-seed.ts'
import { type Clock, systemClock } from './jobs/clock.ts'
import { WorldClock } from './world/world-clock.ts'
import { createLogger, silent } from './logger.ts'
import type { Callbacks } from './outgoing/callbacks.ts'
import { FairShare } from './bounds/fair-share.ts'
import { createOutgoingRequests, defaultOutgoingLimits } from './outgoing/outgoing-requests.ts'
import { expectValidSeed } from './world/seed-reader.ts'
import { defaultSettings, type Settings } from './world/settings.ts'
import { createWorld, type World } from './world/world.ts'
import { createWorldHandle, type WorldHandle } from './world/world-handle.ts'
import { defaultWorld, Worlds } from './world/worlds.ts'

export interface DoubleOptions extends Partial<Settings>, BoundsOptions {
  /** The port to listen on; 0: any that is free. Absent: it does not listen, and `app.inject()` reaches it. */
  readonly port?: number
  /** The address to listen on; 127.0.0.1 if absent. */
  readonly host?: string
  /** `manual`: the clock of every world stands still until a test turns it. `system` if absent: it runs with the machine's; a clock of your own: with that. */
  readonly clock?: 'system' | 'manual' | Clock
  /** What each world starts with; the demonstration world if absent, `{}` for an empty one. */
  readonly seed?: Seed
  /** How many jobs a world holds at most; a million if absent. */
  readonly maxJobs?: number
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
  /** Where the control façade is: beside the APIs (`on`, if absent), on a port of its own, or nowhere. */
  readonly control?: 'on' | 'off' | number
  /** What the control façade asks for; if absent nothing, which is allowed on loopback only. */
  readonly controlKey?: string
  /** pino's levels; `silent` if absent. */
  readonly logLevel?: string
}

/** A running double. What concerns a world is that of the default one. */
export interface Double extends WorldHandle {
  /** Where the control façade is, without `/__admin`; empty if it is not served over a port. */
  readonly controlUrl: string
  /** The Fastify instance: `app.inject()` reaches both APIs without a port. Install `fastify` to have all of its types. */
  readonly app: DoubleApp
  /** The keys of the seed's users by name. */
  readonly tokens: Readonly<Record<string, string>>
  /** Whether callbacks and inputs sent as links may reach private addresses. */
  readonly allowPrivateCallbacks: boolean
  /** The world of that name; it is made if it is not there. */
  world (name: string): WorldHandle
  close (): Promise<void>
}

/** When a manual clock stands still first: 2026-01-01T00:00:00Z. */
const manualStart = Date.UTC(2026, 0, 1)

/** Makes a double and, if a port is named, lets it listen. @throws SeedError for a seed that cannot be used; Error if what is asked for cannot be; AllowListError for a host or an origin that is none */
export async function createDouble (options: DoubleOptions = {}): Promise<Double> {
  if (options.seed !== undefined) await expectValidSeed(seedReader, options.seed, options.maxDepth ?? defaultBounds.maxDepth)
  return (await startDouble(options)).double
}

/** A double, and what whoever started it may do beside what it is asked for. */
export interface StartedDouble {
  readonly double: Double
  readonly worlds: Worlds
  /** All worlds begin anew, with another seed that was checked. @throws JobError and nothing has changed, if it cannot be */
  reseed (seed: Seed): void
}

/** Takes up the default world before anybody can ask for it; what it resolves with is done when nobody can any more, before it ends. */
type KeepWorld = (world: World) => Promise<() => Promise<void>>

const keepNothing: KeepWorld = async () => async () => {}

/** The same with a seed that was checked when it was read. */
export async function startDouble (options: DoubleOptions, keep = keepNothing): Promise<StartedDouble> {
  const { port, host = '127.0.0.1', basePath = '', control = 'on' } = options
  const closing = new AbortController()
  const log = options.logLevel === undefined ? silent : createLogger(options.logLevel)
  const worlds = createWorlds(options, closing.signal, log)
  worlds.default.reset()
  const worldsByToken = new Map<string, string>()
  nameWorlds(worldsByToken, worlds.default.seed)
  const keepAtEnd = await keep(worlds.default)
  const app = await buildApp({ ...appOptions(options, worlds, log), worldsByToken, faces: control === 'on' ? 'all' : 'apis' })
  const controlApp = typeof control === 'number' ? await buildApp({ ...appOptions(options, worlds, log), worldsByToken, faces: 'control', apis: app }) : app
  const close = async () => {
    closing.abort()
    await Promise.all([app.close(), controlApp.close()])
    await keepAtEnd().finally(() => worlds.close())
  }
  const listen = (app: FastifyInstance, port: number) => app.listen({ port, host }).catch(async error => { await close(); throw error })
  const origin = port === undefined ? '' : await listen(app, port)
  const controlOrigin = typeof control === 'number' ? await listen(controlApp, control) : control === 'on' ? origin : ''
  const double = Object.assign(createWorldHandle(worlds.default, origin + basePath), {
    controlUrl: controlOrigin,
    app,
    tokens: Object.fromEntries(worlds.default.users.map(({ name, token }) => [name, token])),
    allowPrivateCallbacks: allowsPrivate(options),
    world: (name: string) => createWorldHandle(worlds.get(name), `${origin}${name === defaultWorld ? '' : `/w/${name}`}${basePath}`),
    close
  })
  return {
    double,
    worlds,
    reseed (seed) {
      worlds.reseed(seed)
      nameWorlds(worldsByToken, seed)
    }
  }
}

/** The worlds that tokens belong to, as a seed says. */
function nameWorlds (worldsByToken: Map<string, string>, { users = [] }: Seed): void {
  worldsByToken.clear()
  for (const { token, world } of users) if (world !== undefined) worldsByToken.set(token, world)
}

function createWorlds (options: DoubleOptions, closing: AbortSignal, log: Logger): Worlds {
  const { seed: firstSeed = demonstrationSeed, clock, maxJobs, maxWorlds, worldIdle, rememberRequests, maxCallbacks = 200 } = options
  const outgoing = createOutgoingRequests({ ...defaultOutgoingLimits, allowPrivate: allowsPrivate(options) }, closing)
  const bounds = createBounds(boundsOf(options))
  const runInBackground = createBackground(log)
  const callbackPlaces = new FairShare<Callbacks>(maxCallbacks)
  const settings = { ...defaultSettings, ...settingsOf(options) }
  const create = (name: string, seed = firstSeed): World => {
    const world = createWorld({
      name,
      seed,
      seedReader,
      outgoing,
      callbackPlaces,
      settings,
      bounds,
      runInBackground,
      clock: new WorldClock({ source: typeof clock === 'object' ? clock : systemClock, ...(clock === 'manual' && { frozenAt: manualStart }) }),
      ...(maxJobs !== undefined && { maxJobs }),
      ...(rememberRequests !== undefined && { rememberRequests })
    })
    if (name !== defaultWorld) world.reset()
    return world
  }
  return new Worlds({ create, now: () => performance.now(), ...(maxWorlds !== undefined && { most: maxWorlds }), ...(worldIdle !== undefined && { idle: worldIdle * 1000 }) })
}

function appOptions ({ basePath, maxStreams, requestTimeout, trustProxy, allowedHosts, controlOrigins = [], maxDepth, maxBodyBytes, host = '127.0.0.1', control = 'on', controlKey }: DoubleOptions, worlds: Worlds, log: Logger): AppOptions {
  if (control !== 'off' && controlKey === undefined && !isLoopback(host)) {
    throw new ControlKeyError(`On ${host} the control façade needs a key: set one (--control-key KEY), switch the façade off (--control off), or allow access without a key (--control-key "").`)
  }
  return {
    worlds,
    log,
    ...(basePath !== undefined && { basePath }),
    ...(maxStreams !== undefined && { maxStreams }),
    ...(requestTimeout !== undefined && { requestTimeout: requestTimeout * 1000 }),
    ...(trustProxy !== undefined && { trustProxy }),
    ...((allowedHosts !== undefined || isLoopback(host)) && { allowedHosts: (allowedHosts ?? []).map(parseHost) }),
    controlOrigins: controlOrigins.map(parseOrigin),
    ...(maxDepth !== undefined && { maxDepth }),
    ...(maxBodyBytes !== undefined && { maxBodyBytes }),
    ...(controlKey !== undefined && controlKey !== '' && { controlKey })
  }
}

/** The control façade would be open to whoever can reach the double. */
export class ControlKeyError extends Error {}

const allowsPrivate = ({ allowPrivateCallbacks, host = '127.0.0.1' }: DoubleOptions): boolean => allowPrivateCallbacks ?? isLoopback(host)

const boundNames = Object.keys(defaultBounds) as (keyof BoundsOptions)[]

const boundsOf = (options: BoundsOptions): Required<BoundsOptions> =>
  ({ ...defaultBounds, ...Object.fromEntries(boundNames.filter(name => options[name] !== undefined).map(name => [name, options[name]])) })

const settingNames = Object.keys(defaultSettings) as (keyof Settings)[]

const settingsOf = (options: Partial<Settings>): Partial<Settings> =>
  Object.fromEntries(settingNames.filter(name => options[name] !== undefined).map(name => [name, options[name]]))
