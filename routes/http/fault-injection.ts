import { randomBytes } from 'node:crypto'
import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { delayOf } from '../../src/faults/delay.ts'
import { changesAnswer, type Fault, type FaultPhase, type SocketFault } from '../../src/faults/fault.ts'
import { bodyOf, typeOf } from '../../src/faults/fault-answer.ts'
import type { InjectedFault } from '../../src/faults/faults.ts'
import { parseIfValid } from '../../src/formats/parse-if-valid.ts'
import type { MatchedRequest } from '../../src/requests/matched-request.ts'
import type { World } from '../../src/world/world.ts'
import { isOwnLook } from './browser-request.ts'
import { type Exchange, exchangeOf, worldOf } from './exchange.ts'
import { recordAnswer, recordCommit, recordLoss } from './journal.ts'
import { preferencesOf } from './preferences.ts'

/** An injected error answer: each façade words it in its own way. */
export class InjectedError extends Error {
  readonly statusCode: number

  constructor (status: number) {
    super(`An injected fault answers with status ${status}.`)
    this.name = 'InjectedError'
    this.statusCode = status
  }
}

/**
 * Injects faults at the two points that matter to a client that repeats a request: just before the handler of a valid
 * request changes anything, and after it has finished but before anything is answered.
 */
export function injectFaults (app: FastifyInstance): void {
  app.addHook('preHandler', (request, reply, done) => {
    const exchange = exchangeOf(request.raw)
    const fault = faultFor(request, exchange, 'before-commit')
    if (fault === undefined) return done(reachHandler(request, exchange))
    const goOn = (body: Buffer | undefined) => {
      if (body === undefined) done(reachHandler(request, exchange))
      else reply.send(body)
    }
    applyInBackground(fault, request, reply, goOn, done)
  })
  app.addHook('onSend', (request, reply, payload, done) => {
    const exchange = exchangeOf(request.raw)
    recordCommit(exchange, reply, payload)
    const fault = faultFor(request, exchange, 'after-commit')
    if (fault === undefined) return done(null, answer(exchange, reply, payload))
    const goOn = (body: Buffer | undefined) => {
      if (body === undefined) return done(null, answer(exchange, reply, payload))
      if (payload instanceof Readable) payload.destroy()
      recordCommit(exchange, reply, body)
      done(null, answer(exchange, reply, body))
    }
    applyInBackground(fault, request, reply, goOn, done)
  })
}

/** The request is valid, and its handler is next. Returns why it must not run: while its body arrived, its world may have been reset. */
function reachHandler (request: FastifyRequest, exchange: Exchange): Error | undefined {
  const end = endOf(request, exchange)
  if (end === undefined) exchange.record?.reachHandler()
  return end
}

/** The payload of a finished answer. */
function answer (exchange: Exchange, reply: FastifyReply, payload: unknown): unknown {
  const { injectedFault, world } = exchange
  const sent = injectedFault === undefined ? payload : dribble(injectedFault, payload, reply, world)
  recordAnswer(exchange, reply, sent)
  reply.server.answers[reply.statusCode]!++
  return exchange.method === 'HEAD' ? withoutBody(reply, sent) : sent
}

/** HEAD is answered like GET; the headers describe the missing body. */
function withoutBody (reply: FastifyReply, payload: unknown): null {
  if (payload instanceof Readable) payload.destroy()
  else if (payload != null) reply.header('content-length', String(Buffer.byteLength(payload as string | Buffer)))
  return null
}

/** Applies the fault, then continues with its body, unless the connection is broken. Nobody awaits it, so its errors end here. */
function applyInBackground (fault: InjectedFault, request: FastifyRequest, reply: FastifyReply, goOn: (body: Buffer | undefined) => void, fail: (error: Error) => void): void {
  exchangeOf(request.raw).instant = undefined
  worldOf(request).runInBackground(applyFault(fault, request, reply).then(outcome => { if (outcome !== 'broken') goOn(outcome === 'unchanged' ? undefined : outcome) }, fail))
}

/** Why a request to an API must change nothing more: its world has been reset or forgotten. The control façade acts in the present world instead. */
const endOf = (request: FastifyRequest, { life }: Exchange): Error | undefined =>
  life.aborted && !request.server.isControl ? life.reason as Error : undefined

/** The fault to inject in this phase. The answer of a fault passes here again, and is left alone. */
function faultFor (request: FastifyRequest, exchange: Exchange, phase: FaultPhase): InjectedFault | undefined {
  const { world, injectedFault, isAnswered, refusal } = exchange
  const preferred = request.headers['prefer']
  if ((world.faults.isEmpty && (preferred === undefined || !preferencesOf(preferred).has('code'))) || isAnswered || refusal !== undefined || request.server.isControl || isOwnLook(request)) return undefined
  exchange.isAnswered = phase === 'after-commit'
  if (injectedFault !== undefined) return undefined
  const fault = withPreferred(world.faults.isEmpty ? undefined : world.faults.inject(targetOf(request, exchange), phase), preferredFault(preferred, phase))
  if (fault === undefined) return undefined
  if (changesAnswer(fault)) exchange.injectedFault = fault
  exchange.record?.noteFault(fault.fault ?? fault.id)
  return fault
}

/** The parts of the request that faults match. */
function targetOf ({ method, url, headers }: FastifyRequest, { contentType, body }: Exchange): MatchedRequest {
  return {
    method,
    url,
    headers: contentType === undefined ? headers : { ...headers, 'content-type': contentType },
    get bodyText () { return body?.text.toString() },
    get body () { return body && parseIfValid(body.text.toString(), body.parse) }
  }
}

/** The fault that a request prefers applies if no fault of the world changes the answer; delays add up. */
function withPreferred (injected: InjectedFault | undefined, preferred: Fault | undefined): InjectedFault | undefined {
  if (preferred === undefined || (injected !== undefined && changesAnswer(injected))) return injected
  return { ...preferred, delays: injected === undefined ? [] : [injected, ...injected.delays] }
}

/** `Prefer: code=500` needs no set-up; with `phase=after-commit` the request takes effect all the same. */
function preferredFault (header: string | string[] | undefined, phase: FaultPhase): Fault | undefined {
  const preferences = preferencesOf(header)
  const code = preferences.get('code')
  if (code === undefined || !/^[2-5]\d\d$/.test(code) || (preferences.get('phase') ?? 'before-commit') !== phase) return undefined
  return { id: `code=${code}`, phase, match: {}, status: Number(code) }
}

/** The effect of a fault: only a delay, a broken connection, or a body to answer with. */
type Outcome = 'unchanged' | 'broken' | Buffer

/** Applies a fault. @throws InjectedError if the façade has to word the answer */
async function applyFault (fault: InjectedFault, request: FastifyRequest, reply: FastifyReply): Promise<Outcome> {
  const { world } = exchangeOf(request.raw)
  const delay = [fault, ...fault.delays].reduce((sum, each) => sum + delayOf(each, world.random), 0)
  if (delay > 0) {
    reply.raw.once('close', () => recordLoss(request))
    await world.faults.wait(world.clock, delay)
  }
  // No header of the original answer may come through.
  if (fault.status !== undefined) for (const name of ['location', 'link', 'preference-applied']) reply.removeHeader(name)
  if (fault.id === preferredFault(request.headers['prefer'], fault.phase)?.id) reply.header('Preference-Applied', fault.id)
  if (fault.retryAfter !== undefined) reply.header('Retry-After', String(fault.retryAfter))
  if (fault.status !== undefined) return answerWith(fault, fault.status, reply)
  if (fault.fault === undefined) return 'unchanged'
  reply.hijack()
  // Without a socket, as with `app.inject()`, the request fails with the name of the fault.
  if (request.raw.socket instanceof Socket) breakConnection[fault.fault](request.raw.socket)
  else reply.raw.destroy(new Error(fault.fault))
  recordLoss(request)
  return 'broken'
}

/** @returns the fault's own body. A browser that opens it runs no script of it. @throws InjectedError if it has none */
function answerWith (fault: Fault, status: number, reply: FastifyReply): Buffer {
  const body = bodyOf(fault)
  if (body !== undefined) reply.code(status).removeHeader('content-length').header('Content-Type', typeOf(fault)).header('Content-Security-Policy', "sandbox; default-src 'none'")
  for (const [name, value] of Object.entries(fault.headers ?? {})) reply.header(name, value)
  if (body === undefined) throw new InjectedError(status)
  return Buffer.from(body)
}

const breakConnection: Record<SocketFault, (socket: Socket) => void> = {
  CONNECTION_RESET_BY_PEER: socket => { socket.resetAndDestroy() },
  EMPTY_RESPONSE: socket => { socket.end() },
  MALFORMED_RESPONSE_CHUNK: socket => { socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nthis is no chunk') },
  RANDOM_DATA_THEN_CLOSE: socket => { socket.end(randomBytes(64)) }
}

function dribble ({ chunkedDribbleDelay: dribble }: Fault, payload: unknown, reply: FastifyReply, world: World): unknown {
  if (dribble === undefined || (typeof payload !== 'string' && !Buffer.isBuffer(payload))) return payload
  reply.removeHeader('content-length')
  return Readable.from(pieces(Buffer.from(payload as string), dribble, world))
}

async function * pieces (body: Buffer, { numberOfChunks, totalDuration }: NonNullable<Fault['chunkedDribbleDelay']>, { faults, clock }: World): AsyncGenerator<Buffer> {
  const size = Math.max(1, Math.ceil(body.length / numberOfChunks))
  for (let start = 0; start < body.length; start += size) {
    yield body.subarray(start, start + size)
    if (start + size < body.length) await faults.wait(clock, totalDuration / numberOfChunks)
  }
}
