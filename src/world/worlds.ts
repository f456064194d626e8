import { randomUUID } from 'node:crypto'
import type { Seed } from '../../schemas/seed.ts'
import { AnswerCounts } from '../metrics/answer-counts.ts'
import { UnavailableError } from './unavailable-error.ts'
import type { World } from './world.ts'

export interface WorldsOptions {
  /** Makes a world of that name, seeded. @param seed absent: what the double began with */
  readonly create: (name: string, seed?: Seed) => World
  /** Milliseconds of the machine's time. */
  readonly now: () => number
  /** How many worlds there are at most, beside the default one. */
  readonly most?: number
  /** How long a world is kept that nobody uses, in milliseconds. */
  readonly idle?: number
}

export const defaultWorld = 'default'

/** A name of a world: what stands in a path segment or a header without escapes. */
export const worldName = /^[\w.~-]{1,100}$/

/** Whoever was here so lately, in milliseconds, is not pushed out by others. */
const inUse = 60 * 1000

interface Entry {
  readonly world: World
  /** When it was last asked for. */
  used: number
  /** How many requests to it have not been answered. */
  underWay: number
}

/**
 * The worlds of a server: each is made when it is first asked for, and forgotten when it was idle for long, or when
 * another needs its place. One that is in use is never forgotten: it was asked for within the last minute, or a request
 * to it is under way.
 */
export class Worlds {
  readonly #options: Required<WorldsOptions>
  readonly #worlds = new Map<string, Entry>()
  readonly #apart = new Map<string, World>()
  readonly default: World
  /** What their façades have answered. */
  readonly answers = new AnswerCounts()
  #seed: Seed | undefined = undefined

  constructor ({ create, now, most = 1000, idle = 60 * 60 * 1000 }: WorldsOptions) {
    this.#options = { create, now, most, idle }
    this.default = create(defaultWorld)
  }

  /** The world of that name; it is made if it is not there. @throws UnavailableError if there is no room for another */
  get (name: string): World {
    if (name === defaultWorld) return this.default
    const now = this.#options.now()
    const known = this.#worlds.get(name)
    if (known === undefined) return this.#apart.get(name) ?? this.#add(name, now)
    known.used = now
    return known.world
  }

  /** The names of all worlds that are there. */
  get names (): string[] {
    return [defaultWorld, ...this.#worlds.keys()]
  }

  /** All that are there; to look at them is not to use them. */
  get all (): World[] {
    return [this.default, ...[...this.#worlds.values()].map(({ world }) => world)]
  }

  /** A request to `world` is under way, until what this returns is called; the default world needs no telling. */
  enter (world: World): () => void {
    const entry = this.#worlds.get(world.name)
    if (entry?.world !== world) return () => {}
    entry.underWay++
    return () => {
      entry.underWay--
      entry.used = this.#options.now()
    }
  }

  /**
   * Lets requests reach `world` while `use` lasts, by a name that nobody can guess, and throws it away then. It is never
   * among the others.
   */
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

  /** Forgets a world; the default one is only reset, to the seed that it began with. */
  remove (name: string): void {
    if (name === defaultWorld) return this.default.reset(this.default.initialSeed)
    this.#worlds.get(name)?.world.close()
    this.#worlds.delete(name)
  }

  /** All begin anew, with another seed: the default world at once, the others when they are next asked for. @throws JobError and nothing has changed, if it cannot be */
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
    if (this.#worlds.size >= most) throw new UnavailableError(`There is no room for the world "${name}": there are as many as there may be (${most}), and each was used within the last minute. Forget one by DELETE /__admin/worlds/{name}, or start with a higher limit of worlds.`)
    const world = create(name, this.#seed)
    this.#worlds.set(name, { world, used: now, underWay: 0 })
    return world
  }

  /** Only a new world looks for old ones: who uses a world pays nothing for the others. */
  #makeRoom (now: number): void {
    const { idle, most } = this.#options
    const byAge = [...this.#worlds].filter(([, { underWay }]) => underWay === 0).sort(([, one], [, other]) => one.used - other.used)
    const tooMany = this.#worlds.size - most + 1
    byAge.filter(([, { used }], index) => now - used >= (index < tooMany ? Math.min(inUse, idle) : idle)).forEach(([name]) => this.remove(name))
  }
}
