import type { Cost } from './compare.ts'
import { deleteGroups, dismissJob, type Group, launch, readJob, startDouble } from './double.ts'
import { createRandom } from './random.ts'
import { during, once, request } from './requests.ts'
import type { Server } from './server.ts'

/** More than a round reads. */
const mostDistinct = 20_000

/** A server whose store keeps a size: whatever a round deletes is launched before it. What is dismissed is forgotten at once. */
export class Population {
  readonly #server: Server
  readonly #random = createRandom()
  #groups: Group[] = []
  #jobs: string[] = []

  private constructor (server: Server) {
    this.#server = server
  }

  static async start (size: number, perGroup: number): Promise<Population> {
    const population = new Population(await startDouble('--dismiss', 'remove'))
    population.#groups = await population.#launch(size, perGroup)
    return population
  }

  /** Reads jobs by chance. */
  read (milliseconds: number): Promise<Cost> {
    const some = Array.from({ length: Math.min(this.#jobs.length, mostDistinct) }, () => readJob(this.#any()))
    return this.#server.cost(during(milliseconds, some))
  }

  /** Reads the first page of the list. */
  list (milliseconds: number): Promise<Cost> {
    return this.#server.cost(during(milliseconds, [request('GET', '/jobs?limit=10')]))
  }

  /** Dismisses `count` jobs by chance, each once. */
  async dismiss (count: number): Promise<Cost> {
    await this.#launch(count, count)
    return this.#server.cost(once(Array.from({ length: count }, () => dismissJob(this.#takeAny()))))
  }

  /** Deletes groups until a tenth of them is left, in the order that `order` brings them into. */
  async shrink (order: (groups: readonly Group[]) => readonly Group[]): Promise<void> {
    const victims = order(this.#groups).slice(0, Math.round(this.#groups.length * 0.9))
    const gone = new Set(victims.flatMap(({ jobs }) => jobs))
    await deleteGroups(this.#server, victims)
    this.#jobs = this.#jobs.filter(job => !gone.has(job))
  }

  stop (): Promise<void> {
    return this.#server.stop()
  }

  async #launch (count: number, perGroup: number): Promise<Group[]> {
    const groups = await launch(this.#server, count, perGroup)
    for (const { jobs } of groups) for (const job of jobs) this.#jobs.push(job)
    return groups
  }

  #any (): string {
    return this.#jobs[this.#random(this.#jobs.length)]!
  }

  #takeAny (): string {
    const place = this.#random(this.#jobs.length)
    const job = this.#jobs[place]!
    const last = this.#jobs.pop()!
    if (place < this.#jobs.length) this.#jobs[place] = last
    return job
  }
}
