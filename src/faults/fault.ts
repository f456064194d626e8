import type { MatchedRequest, MatchRequest } from '../requests/matched-request.ts'
import { compilePattern, type RequestPattern } from '../requests/request-pattern.ts'
import type { FaultAnswer } from './fault-answer.ts'

/** Ways in which a connection goes wrong, by WireMock's names. */
export const socketFaults = ['CONNECTION_RESET_BY_PEER', 'EMPTY_RESPONSE', 'MALFORMED_RESPONSE_CHUNK', 'RANDOM_DATA_THEN_CLOSE'] as const
export type SocketFault = typeof socketFaults[number]

/** Where a fault is injected: the job is untouched, or whatever the request does is done and only the answer is lost. */
export const faultPhases = ['before-commit', 'after-commit'] as const
export type FaultPhase = typeof faultPhases[number]

type DelayDistribution =
  | { readonly type: 'uniform', readonly lower: number, readonly upper: number }
  | { readonly type: 'lognormal', readonly median: number, readonly sigma: number, readonly maxValue?: number }

/** Which requests are meant. */
export interface FaultMatch extends Readonly<RequestPattern> {
  /** The id of the job that the path names. */
  readonly job?: string
}

/** Something that goes wrong on purpose. Times are milliseconds of the world's clock. */
export interface Fault extends FaultAnswer {
  readonly id: string
  readonly phase: FaultPhase
  /** Which requests it is injected into; what is absent is any. */
  readonly match: FaultMatch
  readonly fault?: SocketFault
  /** In seconds. */
  readonly retryAfter?: number
  readonly fixedDelayMilliseconds?: number
  readonly delayDistribution?: DelayDistribution
  /** The answer in pieces. */
  readonly chunkedDribbleDelay?: { readonly numberOfChunks: number, readonly totalDuration: number }
  /** How many requests that match go well first. */
  readonly succeedFirst?: number
  /** How many requests it is injected into before it is over; absent: every one. */
  readonly failRequestCount?: number
}

/** Whether the fault does more than to delay an answer. */
export const changesAnswer = ({ status, fault, chunkedDribbleDelay, retryAfter }: Fault): boolean =>
  status !== undefined || fault !== undefined || chunkedDribbleDelay !== undefined || retryAfter !== undefined

/** The members that make a fault do something. */
export const effects = ['fault', 'status', 'retryAfter', 'fixedDelayMilliseconds', 'delayDistribution', 'chunkedDribbleDelay'] as const

export const hasEffect = (fault: Partial<Fault>): boolean => effects.some(name => fault[name] !== undefined)

/** Tells the requests that a fault is meant for. @throws RegExpError, InvalidArgument for a pattern that cannot be used */
export function compileFaultMatch ({ job, ...pattern }: FaultMatch): MatchRequest {
  const matches = compilePattern(pattern, { within: 'match/' })
  return request => (job === undefined || namesJob(request, job)) && matches(request)
}

const namesJob = ({ url }: MatchedRequest, job: string): boolean => url.split('?')[0]!.split('/').some(segment => decodeURIComponent(segment) === job)
