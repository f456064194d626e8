import type { MatchedRequest, MatchRequest } from '../requests/matched-request.ts'
import { compilePattern, type RequestPattern } from '../requests/request-pattern.ts'
import type { FaultAnswer } from './fault-answer.ts'

/** Connection faults, by WireMock's names. */
export const socketFaults = ['CONNECTION_RESET_BY_PEER', 'EMPTY_RESPONSE', 'MALFORMED_RESPONSE_CHUNK', 'RANDOM_DATA_THEN_CLOSE'] as const
export type SocketFault = typeof socketFaults[number]

/** When a fault is injected: before the handler changes anything, or after it is done, so that only the answer is lost. */
export const faultPhases = ['before-commit', 'after-commit'] as const
export type FaultPhase = typeof faultPhases[number]

type DelayDistribution =
  | { readonly type: 'uniform', readonly lower: number, readonly upper: number }
  | { readonly type: 'lognormal', readonly median: number, readonly sigma: number, readonly maxValue?: number }

/** Which requests match. */
export interface FaultMatch extends Readonly<RequestPattern> {
  /** The id of the job in the path. */
  readonly job?: string
}

/** A fault to inject. Times are milliseconds of the world's clock. */
export interface Fault extends FaultAnswer {
  readonly id: string
  readonly phase: FaultPhase
  /** Which requests it is injected into; an absent condition matches any. */
  readonly match: FaultMatch
  readonly fault?: SocketFault
  /** In seconds. */
  readonly retryAfter?: number
  readonly fixedDelayMilliseconds?: number
  readonly delayDistribution?: DelayDistribution
  /** Sends the answer in pieces. */
  readonly chunkedDribbleDelay?: { readonly numberOfChunks: number, readonly totalDuration: number }
  /** How many matching requests succeed first. */
  readonly succeedFirst?: number
  /** Into how many requests it is injected; every one if absent. */
  readonly failRequestCount?: number
}

/** Whether the fault does more than delay an answer. */
export const changesAnswer = ({ status, fault, chunkedDribbleDelay, retryAfter }: Fault): boolean =>
  status !== undefined || fault !== undefined || chunkedDribbleDelay !== undefined || retryAfter !== undefined

/** The members that give a fault an effect. */
export const faultEffects = ['fault', 'status', 'retryAfter', 'fixedDelayMilliseconds', 'delayDistribution', 'chunkedDribbleDelay'] as const

export const hasEffect = (fault: Partial<Fault>): boolean => faultEffects.some(name => fault[name] !== undefined)

/** Compiles the condition of a fault. @throws RegExpError, InvalidArgument for an invalid pattern */
export function compileFaultMatch ({ job, ...pattern }: FaultMatch): MatchRequest {
  const matches = compilePattern(pattern, { within: 'match/' })
  return request => (job === undefined || namesJob(request, job)) && matches(request)
}

const namesJob = ({ url }: MatchedRequest, job: string): boolean => url.split('?')[0]!.split('/').some(segment => decodeURIComponent(segment) === job)
