import closeWithGrace from 'close-with-grace'
import { badConfiguration } from '../config/bad-configuration.ts'
import type { ServeConfig } from '../config/serve-config.ts'
import { ControlKeyError, startDouble, type Double, type StartedDouble } from '../create-double.ts'
import { CapacityError } from '../bounds/capacity.ts'
import { JobError } from '../jobs/errors.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { createLogger } from '../logger.ts'
import { choosePersona } from '../personas/choose-persona.ts'
import { PersonaError } from '../personas/persona-error.ts'
import { readSeedFile } from '../seed/seed-file.ts'
import { keepState, StateFileError } from '../seed/state-file.ts'
import { SeedError } from '../world/seed-reader.ts'
import type { World } from '../world/world.ts'
import { endWithProcess, isRunning } from './end-with-process.ts'
import { isListenError, listenProblem } from './listen-problem.ts'
import { fileVersion, watchSeed } from './watch-seed.ts'

/** Listens, says so in one line of JSON on standard output (on a terminal also in a line for people), and closes on SIGINT or SIGTERM, or with the process that it was told of. */
export async function serve ({ seed: file, watch, state, persona, endWithProcess: pid, ...config }: ServeConfig): Promise<void> {
  const log = createLogger(config.logLevel)
  try {
    if (pid !== undefined && !isRunning(pid)) throw new InvalidArgument(`--end-with-process: ${pid} came; expected the id of a process that runs.`)
    const version = watch && file !== undefined ? await fileVersion(file) : ''
    const seed = file === undefined ? undefined : await readSeedFile(file, config.maxDepth)
    const keep = state === undefined ? undefined : (world: World) => keepState(state, world, error => log.error(error))
    const started = await startDouble({ ...config, ...await choosePersona(persona), ...(seed !== undefined && { seed }) }, keep)
    const { double } = started
    if (watch && file !== undefined) watchSeed(file, { version, read: () => readSeedFile(file, config.maxDepth), use: started.reseed, report: reportSeed(started) })
    const { close } = closeWithGrace({ logger: log }, endWith(double, text => process.stderr.write(text)))
    if (pid !== undefined) endWithProcess(pid, close)
    process.stdout.write(readyLine(double))
    if (process.stdout.isTTY) process.stdout.write(pagesLine(double))
  } catch (error) {
    if (!isWrongStart(error)) throw error
    process.stderr.write(`${isListenError(error) ? listenProblem(error, config) : error.message}\n`)
    process.exitCode = badConfiguration
  }
}

/** Closes the double, and prints the error if there is one, whatever the log level. */
export const endWith = (double: Pick<Double, 'close'>, write: (text: string) => unknown) => ({ err }: { err?: Error }): Promise<void> => {
  if (err !== undefined) write(`jobdouble ends: ${err.stack ?? String(err)}\n`)
  return double.close()
}

/** Prints a line of JSON with the tokens of a new seed, or for people why it cannot be used. */
const reportSeed = ({ worlds }: Pick<StartedDouble, 'worlds'>) => (problem?: Error): void => {
  const tokens = Object.fromEntries(worlds.default.users.map(({ name, token }) => [name, token]))
  if (problem === undefined) process.stdout.write(`${JSON.stringify({ event: 'seed', tokens })}\n`)
  else process.stderr.write(`${problem.message}\nThe double keeps its previous seed.\n`)
}

/** The ready line, for the program that started the double. */
export const readyLine = ({ url, controlUrl, tokens, allowPrivateCallbacks }: Pick<Double, 'url' | 'tokens' | 'allowPrivateCallbacks' | 'controlUrl'>): string =>
  `${JSON.stringify({ event: 'ready', url, control: controlUrl === '' ? undefined : `${controlUrl}/__admin`, tokens, allowPrivateCallbacks, pid: process.pid })}\n`

/** The line for a person at a terminal. */
export const pagesLine = ({ url, controlUrl }: Pick<Double, 'url' | 'controlUrl'>): string =>
  `Pages: ${url}/${controlUrl === '' ? '' : ` and the demonstration ${controlUrl}/__admin/`}. Ctrl+C stops the double.\n`

const isWrongStart = (error: unknown): error is Error =>
  error instanceof SeedError || error instanceof PersonaError || error instanceof InvalidArgument || error instanceof StateFileError || error instanceof ControlKeyError || error instanceof JobError || error instanceof CapacityError || isListenError(error)
