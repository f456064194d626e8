import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Fault } from '../../src/faults/fault.ts'
import type { World } from '../../src/world/world.ts'
import type { BodyBeginning } from './body-beginning.ts'
import type { RecordedExchange } from './recorded-exchange.ts'

/** A body as it came, and what it says; to read that may throw. */
interface SentBody {
  readonly text: string | Buffer
  readonly parse: (text: string) => unknown
}

/** What belongs to one request from its first moment on. */
export interface Exchange {
  readonly world: World
  /** `/w/{world}` where the path chose the world, so that links stay inside; else nothing. */
  readonly prefix: string
  /** Aborted when the world is not as it was when the request came: it was reset or forgotten. */
  readonly life: AbortSignal
  /** What its journal keeps of it; absent where nothing is kept. */
  record?: RecordedExchange
  /** Why it is refused before any façade looks at it. */
  readonly refusal?: Error
  /** The method that came, where it was routed as another. */
  method?: string
  /** The Content-Type of a DELETE, which nobody but the journal looks at. */
  contentType?: string
  /** Its body, where a fault looks at bodies. */
  body?: SentBody
  /** What is read of a body that nobody else reads to its end. */
  beginning?: BodyBeginning
  /** Whether a page of another origin sent it. */
  isForeign?: boolean
  /** The fault that changes the answer: one at most. */
  injectedFault?: Fault
  /** The handler is through, or something else has answered: no more faults strike. */
  isAnswered?: boolean
}

const key = Symbol('exchange')
type Carrier = IncomingMessage & { [key]?: Exchange }

export function setExchange (raw: IncomingMessage, exchange: Exchange): void {
  (raw as Carrier)[key] = exchange
}

export const exchangeOf = (raw: IncomingMessage): Exchange => (raw as Carrier)[key]!

/** The world that the request belongs to. */
export const worldOf = (request: FastifyRequest): World => exchangeOf(request.raw).world
