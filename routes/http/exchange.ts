import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Fault } from '../../src/faults/fault.ts'
import type { User } from '../../src/world/seed-content.ts'
import type { World } from '../../src/world/world.ts'
import type { BodyBeginning } from './body-beginning.ts'
import type { RecordedExchange } from './recorded-exchange.ts'

/** A body as received, with its parser, which may throw. */
interface SentBody {
  readonly text: string | Buffer
  readonly parse: (text: string) => unknown
}

/** Data of one request for its whole life. Every member is set from the start, so that all exchanges have one hidden class. */
export class Exchange {
  readonly world: World
  /** The world as its sender sees it, without hidden jobs and processes. */
  seen: World
  /** When it arrived, on the world's clock; undefined if that is not known, or if it has waited since. */
  instant: number | undefined = undefined
  /** Its sender, in a world where users log in. */
  user: User | undefined = undefined
  /** `/w/{world}` if the path chose the world, so that links stay in it; else empty. */
  readonly prefix: string
  /** Aborted when its world is reset or forgotten. */
  readonly life: AbortSignal
  /** Why it is refused before any façade. */
  readonly refusal: Error | undefined
  /** Its record in the journal; absent if nothing is recorded. */
  record: RecordedExchange | undefined = undefined
  /** Its original method, if it was routed as another. */
  method: string | undefined = undefined
  /** Fastify's first request object, if the request was routed again: no route has its method, or another application serves it. */
  unrouted: FastifyRequest | undefined = undefined
  /** The Content-Type of a DELETE, which only the journal reads. */
  contentType: string | undefined = undefined
  /** Its body, if a fault matches bodies. */
  body: SentBody | undefined = undefined
  /** The kept beginning of a body that nothing reads to its end. */
  beginning: BodyBeginning | undefined = undefined
  /** Whether a page of another origin sent it. */
  isForeign = false
  /** The fault that changes the answer: one at most. */
  injectedFault: Fault | undefined = undefined
  /** The handler has finished, or something else has answered: no more faults are injected. */
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

/** Undefined for a request that has just arrived. */
export const knownExchangeOf = (raw: IncomingMessage): Exchange | undefined => (raw as Carrier)[key]

export const exchangeOf = (raw: IncomingMessage): Exchange => (raw as Carrier)[key]!

/** The instant of the request on its world's clock: reading that again costs a system call. */
export function instantOf (request: FastifyRequest): number {
  const { instant, world } = exchangeOf(request.raw)
  return instant ?? world.clock.now()
}

/** The world of the request, as its sender sees it. */
export const worldOf = (request: FastifyRequest): World => exchangeOf(request.raw).seen
