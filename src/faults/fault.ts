import { compileWholeRegExp } from '../bounds/reg-exp.ts'

/** Ways in which a connection goes wrong, by WireMock's names. */
export const socketFaults = ['CONNECTION_RESET_BY_PEER', 'EMPTY_RESPONSE', 'MALFORMED_RESPONSE_CHUNK', 'RANDOM_DATA_THEN_CLOSE'] as const
export type SocketFault = typeof socketFaults[number]

/** Where a fault strikes: the job is untouched, or whatever the request does is done and only the answer is lost. */
export const faultPhases = ['before-commit', 'after-commit'] as const
export type FaultPhase = typeof faultPhases[number]

type DelayDistribution =
  | { readonly type: 'uniform', readonly lower: number, readonly upper: number }
  | { readonly type: 'lognormal', readonly median: number, readonly sigma: number, readonly maxValue?: number }

/** Something that goes wrong on purpose. Times are milliseconds of the world's clock. */
export interface Fault {
  readonly id: string
  readonly phase: FaultPhase
  /** What it strikes; what is absent is any. */
  readonly match: {
    readonly method?: string
    /** The path without query. */
    readonly urlPath?: string
    /** A regular expression for the whole path. */
    readonly urlPathPattern?: string
    /** The id of the job that the path names. */
    readonly job?: string
  }
  readonly fault?: SocketFault
  readonly status?: number
  /** In seconds. */
  readonly retryAfter?: number
  readonly fixedDelayMilliseconds?: number
  readonly delayDistribution?: DelayDistribution
  /** The answer in pieces. */
  readonly chunkedDribbleDelay?: { readonly numberOfChunks: number, readonly totalDuration: number }
  /** How many requests that match go well first. */
  readonly succeedFirst?: number
  /** How many requests it strikes before it is over; absent: every one. */
  readonly failRequestCount?: number
}

/** Whether the fault does more than to delay an answer. */
export const changesAnswer = ({ status, fault, chunkedDribbleDelay, retryAfter }: Fault): boolean =>
  status !== undefined || fault !== undefined || chunkedDribbleDelay !== undefined || retryAfter !== undefined

/** The members that make a fault do something. */
export const effects = ['fault', 'status', 'retryAfter', 'fixedDelayMilliseconds', 'delayDistribution', 'chunkedDribbleDelay'] as const

export const hasEffect = (fault: Partial<Fault>): boolean => effects.some(name => fault[name] !== undefined)

/** A request, as far as faults look at it. */
export interface FaultTarget {
  readonly method: string
  readonly path: string
}

/** Tells the requests that a fault is meant for. @throws RegExpError for a pattern that cannot be used */
export function compileFaultMatch ({ method, urlPath, urlPathPattern, job }: Fault['match']): (target: FaultTarget) => boolean {
  const pattern = urlPathPattern === undefined ? undefined : compileWholeRegExp('match/urlPathPattern', urlPathPattern)
  return target => (method === undefined || method === 'ANY' || method.toUpperCase() === target.method) &&
    (urlPath === undefined || urlPath === target.path) &&
    (pattern === undefined || pattern.test(target.path)) &&
    (job === undefined || target.path.split('/').some(segment => decodeURIComponent(segment) === job))
}
