import type { Cost } from './compare.ts'
import { type Answer, Load, type Supply } from './load.ts'
import { processorTime } from './processor-time.ts'
import { type Program, startProgram } from './program.ts'

/** A running server and the connections to it. */
export class Server {
  readonly #program: Program
  readonly #load: Load

  private constructor (program: Program, load: Load) {
    this.#program = program
    this.#load = load
  }

  /** Starts `node` with `args`. */
  static async start (args: readonly string[]): Promise<Server> {
    const program = await startProgram(args)
    return new Server(program, await Load.connect(program.url))
  }

  /** What an answer costs, on average over all that `supply` asks. */
  async cost (supply: Supply): Promise<Cost> {
    const before = processorTime(this.#program.pid)
    const { answers, milliseconds } = await this.#load.run(supply)
    const after = processorTime(this.#program.pid)
    if (answers === 0) throw new Error('Nothing was asked.')
    return { clock: milliseconds / answers, processor: before === undefined || after === undefined ? undefined : (after - before) / answers }
  }

  /** The answers to all that `supply` asks, as they come. */
  async answers (supply: Supply): Promise<Answer[]> {
    const answers: Answer[] = []
    await this.#load.run(supply, answer => answers.push(answer))
    return answers
  }

  /** The bodies of the answers to all that `supply` asks, as they come. */
  async bodies (supply: Supply): Promise<string[]> {
    return (await this.answers(supply)).map(({ body }) => body)
  }

  async stop (): Promise<void> {
    this.#load.close()
    await this.#program.stop()
  }
}
