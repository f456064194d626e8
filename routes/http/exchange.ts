import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Fault } from '../../src/faults/fault.ts'
import type { User } from '../../src/world/seed-content.ts'
import type { World } from '../../src/world/world.ts'
import type { BodyBeginning } from './body-beginning.ts'
import type { RecordedExchange } from './recorded-exchange.ts'

/** A body as it came, and what it says; to read that may throw. */
interface SentBody {
  readonly text: string | Buffer
  readonly parse: (text: string) => unknown
}

/** What belongs to one request from its first moment on. Every member is there from the start, so that all exchanges have one hidden class. */
export class Exchange {
  readonly world: World
  /** The world as whoever sent it sees it: without what is hidden from them. */
  seen: World
  /** Who sent it, in a world where users log in. */
  user: User | undefined = undefined
  /** `/w/{world}` where the path chose the world, so that links stay inside; else nothing. */
  readonly prefix: string
  /** Aborted when the world is not as it was when the request came: it was reset or forgotten. */
  readonly life: AbortSignal
  /** Why it is refused before any façade looks at it. */
  readonly refusal: Error | undefined
  /** What its journal keeps of it; absent where nothing is kept. */
  record: RecordedExchange | undefined = undefined
  /** The method that came, where it was routed as another. */
  method: string | undefined = undefined
  /** What Fastify had made of the request before it was routed once more: no route answered its method, or another application does. */
  unrouted: FastifyRequest | undefined = undefined
  /** The Content-Type of a DELETE, which nobody but the journal looks at. */
  contentType: string | undefined = undefined
  /** Its body, where a fault looks at bodies. */
  body: SentBody | undefined = undefined
  /** What is read of a body that nobody else reads to its end. */
  beginning: BodyBeginning | undefined = undefined
  /** Whether a page of another origin sent it. */
  isForeign = false
  /** The fault that changes the answer: one at most. */
  injectedFault: Fault | undefined = undefined
  /** The handler is through, or something else has answered: no more faults are injected. */
  isAnswered = false

  constructor (world: World, prefix: string, refusal?: Error) {
    this.world = world
    this.seen = world
    this.prefix = prefix
    this.life = world.life
    this.refusal = refusal
  }
}

const key = Symbol('exchange')
type Carrier = IncomingMessage & { [key]?: Exchange }

export function setExchange (raw: IncomingMessage, exchange: Exchange): void {
  (raw as Carrier)[key] = exchange
}

/** Undefined for a request that has just come. */
export const knownExchangeOf = (raw: IncomingMessage): Exchange | undefined => (raw as Carrier)[key]

export const exchangeOf = (raw: IncomingMessage): Exchange => (raw as Carrier)[key]!

/** The world that the request belongs to, as whoever sent it sees it. */
export const worldOf = (request: FastifyRequest): World => exchangeOf(request.raw).seen
