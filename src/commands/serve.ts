import closeWithGrace from 'close-with-grace'
import { badConfiguration, type ServeConfig } from '../config.ts'
import { ControlKeyError, startDouble, type Double } from '../create-double.ts'
import { CapacityError } from '../bounds/capacity.ts'
import { JobError } from '../jobs/errors.ts'
import { createLogger } from '../logger.ts'
import { readSeedFile } from '../seed/seed-file.ts'
import { SeedError } from '../world/seed-reader.ts'
import { isListenError, listenProblem } from './listen-problem.ts'

/** Listens, says so in one line of JSON on standard output (on a terminal also in a line for people), and closes on SIGINT or SIGTERM. */
export async function serve ({ seed, ...config }: ServeConfig): Promise<void> {
  try {
    const { double } = await startDouble({ ...config, ...(seed !== undefined && { seed: await readSeedFile(seed, config.maxDepth) }) })
    closeWithGrace({ logger: createLogger(config.logLevel) }, endWith(double, text => process.stderr.write(text)))
    process.stdout.write(readyLine(double))
    if (process.stdout.isTTY) process.stdout.write(pagesLine(double))
  } catch (error) {
    if (!isWrongStart(error)) throw error
    process.stderr.write(`${isListenError(error) ? listenProblem(error, config) : error.message}\n`)
    process.exitCode = badConfiguration
  }
}

/** Closes the double, and says why the process ends if something went wrong, whatever the level of the log. */
export const endWith = (double: Pick<Double, 'close'>, write: (text: string) => unknown) => ({ err }: { err?: Error }): Promise<void> => {
  if (err !== undefined) write(`jobdouble ends: ${err.stack ?? String(err)}\n`)
  return double.close()
}

/** What a program that started the double wants to know. */
export const readyLine = ({ url, controlUrl, tokens, allowPrivateCallbacks }: Pick<Double, 'url' | 'tokens' | 'allowPrivateCallbacks' | 'controlUrl'>): string =>
  `${JSON.stringify({ event: 'ready', url, control: controlUrl === '' ? undefined : `${controlUrl}/__admin`, tokens, allowPrivateCallbacks, pid: process.pid })}\n`

/** What a person at a terminal wants to know. */
export const pagesLine = ({ url, controlUrl }: Pick<Double, 'url' | 'controlUrl'>): string =>
  `Pages: ${url}/${controlUrl === '' ? '' : ` and the demonstration ${controlUrl}/__admin/`}. Ctrl+C stops the double.\n`

const isWrongStart = (error: unknown): error is Error =>
  error instanceof SeedError || error instanceof ControlKeyError || error instanceof JobError || error instanceof CapacityError || isListenError(error)
