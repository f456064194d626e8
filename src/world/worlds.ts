import { randomUUID } from 'node:crypto'
import type { Seed } from '../../schemas/seed.ts'
import { AnswerCounts } from '../metrics/answer-counts.ts'
import { UnavailableError } from './unavailable-error.ts'
import type { World } from './world.ts'

export interface WorldsOptions {
  /** Creates a seeded world of that name. @param seed absent: the double's own */
  readonly create: (name: string, seed?: Seed) => World
  /** Milliseconds of the machine's time. */
  readonly now: () => number
  /** Maximum number of worlds, beside the default one. */
  readonly most?: number
  /** How long an unused world is kept, in milliseconds. */
  readonly idle?: number
}

export const defaultWorld = 'default'

/** A valid name of a world: usable in a path segment or a header without escapes. */
export const worldName = /^[\w.~-]{1,100}$/

/** A world used within this time, in milliseconds, is not removed to make room. */
const inUse = 60 * 1000

interface Entry {
  readonly world: World
  /** When it was last used. */
  used: number
  /** How many requests to it are unanswered. */
  underWay: number
}

/**
 * The worlds of a server: each is created on first use, and forgotten after a long idle time, or when another needs its
 * place. A world in use is never forgotten: one with a request in progress, or used within the last minute.
 */
export class Worlds {
  readonly #options: Required<WorldsOptions>
  readonly #worlds = new Map<string, Entry>()
  readonly #apart = new Map<string, World>()
  readonly default: World
  /** Counts of answers by façade. */
  readonly answers = new AnswerCounts()
  #seed: Seed | undefined = undefined

  constructor ({ create, now, most = 1000, idle = 60 * 60 * 1000 }: WorldsOptions) {
    this.#options = { create, now, most, idle }
    this.default = create(defaultWorld)
  }

  /** The world of that name, created if necessary. @throws UnavailableError if there is no room for another */
  get (name: string): World {
    if (name === defaultWorld) return this.default
    const now = this.#options.now()
    const known = this.#worlds.get(name)
    if (known === undefined) return this.#apart.get(name) ?? this.#add(name, now)
    known.used = now
    return known.world
  }

  /** The names of all worlds. */
  get names (): string[] {
    return [defaultWorld, ...this.#worlds.keys()]
  }

  /** All worlds; reading them does not count as use. */
  get all (): World[] {
    return [this.default, ...[...this.#worlds.values()].map(({ world }) => world)]
  }

  /** Marks a request to `world` as in progress until the returned function is called; not needed for the default world. */
  enter (world: World): () => void {
    const entry = this.#worlds.get(world.name)
    if (entry?.world !== world) return () => {}
    entry.underWay++
    return () => {
      entry.underWay--
      entry.used = this.#options.now()
    }
  }

  /** Serves `world` under a name that nobody can guess while `use` runs, then discards it. It is never listed. */
  async withIsolated<T> (world: World, use: (name: string) => Promise<T>): Promise<T> {
    const name = randomUUID()
    this.#apart.set(name, world)
    try {
      return await use(name)
    } finally {
      this.#apart.delete(name)
      world.close()
    }
  }

  /** Forgets a world; the default one is only reset, to its initial seed. */
  remove (name: string): void {
    if (name === defaultWorld) return this.default.reset(this.default.initialSeed)
    this.#worlds.get(name)?.world.close()
    this.#worlds.delete(name)
  }

  /**
   * Replaces the seed of all worlds: of the default world at once, of the others when they are next used.
   * @throws JobError and nothing has changed, if the seed cannot be used
   */
  reseed (seed: Seed): void {
    this.default.reseed(seed)
    this.#seed = seed
    for (const { world } of this.#worlds.values()) world.close()
    this.#worlds.clear()
  }

  close (): void {
    for (const { world } of this.#worlds.values()) world.close()
    this.default.close()
  }

  #add (name: string, now: number): World {
    this.#makeRoom(now)
    const { most, create } = this.#options
    if (this.#worlds.size >= most) throw new UnavailableError(`There is no room for the world "${name}": the limit of ${most} worlds is reached (--max-worlds), and each was used within the last minute. Remove one by DELETE /__admin/worlds/{name}, or start with a higher limit.`)
    const world = create(name, this.#seed)
    this.#worlds.set(name, { world, used: now, underWay: 0 })
    return world
  }

  /** Only creating a world looks for idle ones: using a world costs nothing for the others. */
  #makeRoom (now: number): void {
    const { idle, most } = this.#options
    const byAge = [...this.#worlds].filter(([, { underWay }]) => underWay === 0).sort(([, one], [, other]) => one.used - other.used)
    const tooMany = this.#worlds.size - most + 1
    byAge.filter(([, { used }], index) => now - used >= (index < tooMany ? Math.min(inUse, idle) : idle)).forEach(([name]) => this.remove(name))
  }
}
