import { Capacity, SharedPlaces } from '../bounds/capacity.ts'
import { defaultMaxDepth } from '../bounds/json-depth.ts'
import { defaultJournalBytes, JournalBytes } from './journal-bytes.ts'

/** Limits that the worlds of a server share; an absent one is that of `defaultBounds`. */
export interface BoundsOptions {
  /** Maximum nesting of JSON from outside. */
  readonly maxDepth?: number
  /** Bytes of the journals of all worlds. */
  readonly journalBytes?: number
  /** Bytes of the inputs of all jobs. */
  readonly inputBytes?: number
  /** Inputs sent as links that are fetched at the same time. */
  readonly maxFetches?: number
  /** Bytes of the packages deployed in all worlds, with their descriptions. */
  readonly deployedBytes?: number
}

export const defaultBounds: Required<BoundsOptions> = {
  maxDepth: defaultMaxDepth,
  journalBytes: defaultJournalBytes,
  inputBytes: 256 * 1024 * 1024,
  maxFetches: 32,
  deployedBytes: 64 * 1024 * 1024
}

/** The limits, with their counters, that the worlds of a server share. */
export interface Bounds {
  readonly maxDepth: number
  readonly journalBytes: JournalBytes
  readonly inputBytes: Capacity
  readonly fetches: SharedPlaces
  readonly deployedBytes: Capacity
}

export function createBounds ({ maxDepth, journalBytes, inputBytes, maxFetches, deployedBytes }: Required<BoundsOptions> = defaultBounds): Bounds {
  return {
    maxDepth,
    journalBytes: new JournalBytes(journalBytes),
    inputBytes: new Capacity(inputBytes, limit => `The inputs of all jobs may have ${limit} bytes together (--input-bytes), and there is no room for more. Dismiss some jobs, or start with a higher limit.`),
    fetches: new SharedPlaces(maxFetches, limit => `At most ${limit} inputs that are sent as links are fetched at once (--max-fetches), and a world may have as many as are free. Try again later.`),
    deployedBytes: new Capacity(deployedBytes, limit => `The packages of all deployed processes may have ${limit} bytes together (--deployed-bytes), and there is no room for more. Undeploy some, or start with a higher limit.`)
  }
}
