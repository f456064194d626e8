import { randomUUID } from 'node:crypto'
import type { World } from './world.ts'

export interface WorldsOptions {
  /** Makes a world of that name, seeded. */
  readonly create: (name: string) => World
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

/** The worlds of a server: each is made when it is first asked for, and forgotten when it was idle for long or too many are there. */
export class Worlds {
  readonly #options: Required<WorldsOptions>
  readonly #worlds = new Map<string, { world: World, used: number }>()
  readonly #apart = new Map<string, World>()
  readonly default: World

  constructor ({ create, now, most = 1000, idle = 60 * 60 * 1000 }: WorldsOptions) {
    this.#options = { create, now, most, idle }
    this.default = create(defaultWorld)
  }

  /** The world of that name; it is made if it is not there. */
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

  close (): void {
    for (const { world } of this.#worlds.values()) world.close()
    this.default.close()
  }

  #add (name: string, now: number): World {
    this.#makeRoom(now)
    const world = this.#options.create(name)
    this.#worlds.set(name, { world, used: now })
    return world
  }

  /** Only a new world looks for old ones: who uses a world pays nothing for the others. */
  #makeRoom (now: number): void {
    const { idle, most } = this.#options
    const byAge = [...this.#worlds].sort(([, one], [, other]) => one.used - other.used)
    const tooMany = byAge.length - most + 1
    byAge.filter(([, { used }], index) => index < tooMany || now - used >= idle).forEach(([name]) => this.remove(name))
  }
}
