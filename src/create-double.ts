import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Seed } from '../schemas/seed.ts'
import { parseHost, parseOrigin } from './access/allow-list.ts'
import { parseBasePath } from './access/base-path.ts'
import { isLoopback } from './access/hostname.ts'
import { type AppOptions, buildApp } from './app.ts'
import { type DoubleOptions, expectOptions } from './double-options.ts'
import type { DoubleApp } from './double-app.ts'
import { createBackground } from './outgoing/background.ts'
import { type BoundsOptions, createBounds, defaultBounds } from './world/bounds.ts'
import { excerpt } from './inputs/validation-error.ts'
import { expectProcesses } from './seed/code-process.ts'
import { createSeedReader } from './seed/seed-reader.ts'
import { type ChosenPersona, choosePersona } from './personas/choose-persona.ts'
import { createPersonas } from './personas/personas.ts'
import { demonstrationSeed } from './seed/demonstration-seed.ts'
import { systemClock } from './jobs/clock.ts'
import { definedOnly } from './jobs/defined-only.ts'
import { InvalidArgument } from './jobs/invalid-argument.ts'
import { WorldClock } from './world/world-clock.ts'
import { createLogger, silentLogger } from './logger.ts'
import type { Callbacks } from './outgoing/callbacks.ts'
import { FairShare } from './bounds/fair-share.ts'
import { createOutgoingRequests, defaultOutgoingLimits } from './outgoing/outgoing-requests.ts'
import { expectValidSeed, type SeedReader } from './world/seed-reader.ts'
import { changedSettings } from './world/changed-settings.ts'
import { type ChangedSettings, defaultSettings, type Settings } from './world/settings.ts'
import { createWorld } from './world/create-world.ts'
import type { World } from './world/world.ts'
import { createWorldHandle, type SeedSource, type WorldHandle } from './world/world-handle.ts'
import { defaultWorld, worldName, Worlds } from './world/worlds.ts'

/** A running double. Members of a world are those of the default world. */
export interface Double extends WorldHandle {
  /** The address of the control façade, without `/__admin`; empty if it has no port. */
  readonly controlUrl: string
  /** The Fastify instance: `app.inject()` reaches both APIs without a port. With `fastify` installed it has its full type. */
  readonly app: DoubleApp
  /** The keys of the seed's users by name. */
  readonly tokens: Readonly<Record<string, string>>
  /** Whether callbacks and inputs sent as links may reach private addresses. */
  readonly allowPrivateCallbacks: boolean
  /** The world of that name, created if necessary. @throws InvalidArgument (a RangeError) for an invalid name */
  world (name: string): WorldHandle
  /** Ends everything in progress. Closing again does nothing; every other call is refused from then on. */
  close (): Promise<void>
}

/** The initial time of a manual clock: 2026-01-01T00:00:00Z. */
const manualStart = Date.UTC(2026, 0, 1)

/**
 * Creates a double; with a port it also listens.
 * @throws InvalidArgument (a RangeError) for an unknown or invalid option; SeedError for an unusable seed;
 * AllowListError for an invalid host or origin; Error if it cannot listen
 */
export const createDouble = async (options: DoubleOptions = {}): Promise<Double> => (await openDouble(options)).double

/** The same, with access to its worlds. */
export async function openDouble (options: DoubleOptions): Promise<StartedDouble> {
  expectOptions(options)
  const { seed, maxDepth, persona, processes = [] } = options
  await expectProcesses(processes, maxDepth)
  const seedReader = createSeedReader(processes)
  return startDouble({ ...options, ...await choosePersona(persona), seedReader, ...(seed !== undefined && { seed: await readSeed(seedReader, seed, maxDepth) }) } as StartOptions)
}

/** Options with a validated seed. */
export interface StartOptions extends Omit<DoubleOptions, 'persona'>, Partial<ChosenPersona> {
  readonly seed?: Seed
  /** Reads seeds, with the processes of the program. */
  readonly seedReader?: SeedReader
}

/** A double, and what the program that started it needs beyond that. */
export interface StartedDouble {
  readonly double: Double
  readonly worlds: Worlds
  /** Restarts all worlds with another validated seed. @throws JobError and nothing has changed, if it cannot be used */
  reseed (seed: Seed): void
}

/** Called with the default world before it is reachable; the function that it resolves with is called after it is no longer reachable, before it ends. */
type KeepWorld = (world: World) => Promise<() => Promise<void>>

const keepNothing: KeepWorld = async () => async () => {}

/** The same with validated options and seed. */
export async function startDouble (options: StartOptions, keep = keepNothing): Promise<StartedDouble> {
  const { port, host = '127.0.0.1', control = 'on' } = options
  const basePath = parseBasePath(options.basePath ?? '')
  const closing = new AbortController()
  const log = options.logLevel === undefined ? silentLogger : createLogger(options.logLevel)
  const { seedReader = createSeedReader() } = options
  const worlds = createWorlds({ ...options, seedReader }, closing.signal, log)
  worlds.default.reset()
  const worldsByToken = new Map<string, string>()
  nameWorlds(worldsByToken, worlds.default.seed)
  const keepAtEnd = await keep(worlds.default)
  const app = await buildApp({ ...appOptions(options, worlds, log), basePath, worldsByToken, faces: control === 'off' || typeof control === 'number' ? 'apis' : 'all', controlPath: control === 'base-path' ? `${basePath}/__admin` : '/__admin', ...(typeof control === 'number' && { controlPort: () => portOf(controlApp) }) })
  const controlApp: FastifyInstance = typeof control === 'number' ? await buildApp({ ...appOptions(options, worlds, log), basePath, worldsByToken, faces: 'control', apis: { app, basePath, ownPort: () => portOf(app) } }) : app
  const close = async () => {
    closing.abort()
    await Promise.all([app.close(), controlApp.close()])
    await keepAtEnd().finally(() => worlds.close())
  }
  const listen = (app: FastifyInstance, port: number) => app.listen({ port, host }).catch(async error => { await close(); throw error })
  const origin = port === undefined ? '' : await listen(app, port)
  const controlOrigin = typeof control === 'number' ? await listen(controlApp, control) : control === 'on' ? origin : control === 'base-path' && origin !== '' ? `${origin}${basePath}` : ''
  const handleOf = handles(worlds, closing.signal, { origin, basePath, seedReader })
  const double = Object.assign(handleOf(defaultWorld), {
    controlUrl: controlOrigin,
    app,
    tokens: Object.fromEntries(worlds.default.users.map(({ name, token }) => [name, token])),
    allowPrivateCallbacks: allowsPrivate(options),
    world (name: string) {
      expectOpen(closing.signal)
      if (typeof name !== 'string' || !worldName.test(name)) throw new InvalidArgument(`world: ${excerpt(name)} came; expected a name of 1 to 100 letters, digits, ".", "~", "_" or "-".`)
      worlds.get(name)
      return handleOf(name)
    },
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

/** The worlds that tokens belong to, by the seed. */
function nameWorlds (worldsByToken: Map<string, string>, { users = [] }: Seed): void {
  worldsByToken.clear()
  for (const { token, world } of users) if (world !== undefined) worldsByToken.set(token, world)
}

/** Handles of worlds for tests. A forgotten world is created anew. */
const handles = (worlds: Worlds, closing: AbortSignal, { origin, basePath, seedReader }: { readonly origin: string, readonly basePath: string, readonly seedReader: SeedReader }) => (name: string): WorldHandle =>
  createWorldHandle(name, `${origin}${name === defaultWorld ? '' : `/w/${name}`}${basePath}`, {
    open () {
      expectOpen(closing)
      return worlds.get(name)
    },
    readSeed: (source, maxDepth) => readSeed(seedReader, source, maxDepth)
  })

/** @throws Error once the double is closed */
function expectOpen (closing: AbortSignal): void {
  if (closing.aborted) throw new Error('The double is closed. Create another with createDouble().')
}

/** @throws SeedError */
async function readSeed (seedReader: SeedReader, source: SeedSource, maxDepth = defaultBounds.maxDepth): Promise<Seed> {
  if (typeof source === 'string' || source instanceof URL) return seedReader.readFile(source, maxDepth)
  await expectValidSeed(seedReader, source as Seed, maxDepth)
  return source as Seed
}

function createWorlds (options: StartOptions & { readonly seedReader: SeedReader }, closing: AbortSignal, log: Logger): Worlds {
  const { seed: firstSeed = demonstrationSeed, seedReader, clock, maxJobs, maxTokens, maxDeployed, maxWorlds, worldIdle, rememberRequests, maxCallbacks = 200 } = options
  const outgoing = createOutgoingRequests({ ...defaultOutgoingLimits, allowPrivate: allowsPrivate(options) }, closing)
  const bounds = createBounds(boundsOf(options))
  const runInBackground = createBackground(log)
  const callbackPlaces = new FairShare<Callbacks>(maxCallbacks)
  const personas = options.personas ?? createPersonas()
  const settings = changedSettings(defaultSettings, settingsOf(options), { personas, initial: defaultSettings })
  const create = (name: string, seed = firstSeed): World => {
    const world = createWorld({
      name,
      seed,
      seedReader,
      outgoing,
      callbackPlaces,
      settings,
      personas,
      bounds,
      runInBackground,
      clock: new WorldClock({ source: typeof clock === 'object' ? clock : systemClock, ...(clock === 'manual' && { frozenAt: manualStart }) }),
      ...definedOnly({ maxJobs, maxTokens, maxDeployed, rememberRequests })
    })
    if (name !== defaultWorld) world.reset()
    return world
  }
  return new Worlds({ create, now: () => performance.now(), ...definedOnly({ most: maxWorlds, idle: worldIdle && worldIdle * 1000 }) })
}

/** The port that it listens on, if any. */
function portOf (app: FastifyInstance): number | undefined {
  const [address] = app.addresses()
  return typeof address === 'object' ? address.port : undefined
}

function appOptions ({ maxStreams, requestTimeout, trustProxy, allowedHosts, controlOrigins = [], maxDepth, maxBodyBytes, host = '127.0.0.1', control = 'on', controlKey }: StartOptions, worlds: Worlds, log: Logger): Omit<AppOptions, 'worldsByToken' | 'basePath'> {
  if (control !== 'off' && controlKey === undefined && !isLoopback(host)) {
    throw new ControlKeyError(`On ${host} the control façade needs a key: set one (--control-key KEY), switch the façade off (--control off), or allow access without a key (--control-key "").`)
  }
  return {
    worlds,
    log,
    ...definedOnly({ maxStreams, requestTimeout: requestTimeout && requestTimeout * 1000, trustProxy, maxDepth, maxBodyBytes }),
    ...((allowedHosts !== undefined || isLoopback(host)) && { allowedHosts: (allowedHosts ?? []).map(parseHost) }),
    controlOrigins: controlOrigins.map(parseOrigin),
    ...(controlKey !== undefined && controlKey !== '' && { controlKey })
  }
}

/** The control façade would be open to everybody who can reach the double. */
export class ControlKeyError extends Error {}

const allowsPrivate = ({ allowPrivateCallbacks, host = '127.0.0.1' }: DoubleOptions): boolean => allowPrivateCallbacks ?? isLoopback(host)

const boundNames = Object.keys(defaultBounds) as (keyof BoundsOptions)[]

const boundsOf = (options: BoundsOptions): Required<BoundsOptions> =>
  ({ ...defaultBounds, ...definedOnly(Object.fromEntries(boundNames.map(name => [name, options[name]]))) })

const settingNames = Object.keys(defaultSettings) as (keyof Settings)[]

const settingsOf = (options: ChangedSettings): ChangedSettings =>
  definedOnly(Object.fromEntries(settingNames.map(name => [name, options[name]])))
