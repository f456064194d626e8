import { randomBytes } from 'node:crypto'
import { Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { delayOf } from '../../src/faults/delay.ts'
import { changesAnswer, type Fault, type FaultPhase, type SocketFault } from '../../src/faults/fault.ts'
import { bodyOf, typeOf } from '../../src/faults/fault-answer.ts'
import type { InjectedFault } from '../../src/faults/faults.ts'
import type { MatchedRequest } from '../../src/requests/matched-request.ts'
import type { World } from '../../src/world/world.ts'
import { isOwnLook } from './browser-request.ts'
import { type Exchange, exchangeOf, worldOf } from './exchange.ts'
import { recordAnswer, recordCommit, recordLoss } from './journal.ts'
import { preferencesOf } from './preferences.ts'
import { parsed } from './recorded-exchange.ts'

/** An error that was ordered: each façade words it in its own way. */
export class InjectedError extends Error {
  readonly statusCode: number

  constructor (status: number) {
    super(`The double was told to answer ${status}.`)
    this.name = 'InjectedError'
    this.statusCode = status
  }
}

/**
 * Injects faults at the two places that matter to a client that repeats a request: just before the handler changes
 * anything, when all else about the request is in order, and when it is through but nothing has been answered.
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

/** The request is in order, and its handler comes next. Returns why it does not: its body may have been so long on its way that its world is another one by now. */
function reachHandler (request: FastifyRequest, exchange: Exchange): Error | undefined {
  const end = endOf(request, exchange)
  if (end === undefined) exchange.record?.reachHandler()
  return end
}

/** What goes out of an answer that is ready. */
function answer (exchange: Exchange, reply: FastifyReply, payload: unknown): unknown {
  const { injectedFault, world } = exchange
  const sent = injectedFault === undefined ? payload : dribble(injectedFault, payload, reply, world)
  recordAnswer(exchange, reply, sent)
  reply.server.answers[reply.statusCode]!++
  return exchange.method === 'HEAD' ? withoutBody(reply, sent) : sent
}

/** HEAD is answered as GET is; the headers say what there would be. */
function withoutBody (reply: FastifyReply, payload: unknown): null {
  if (payload instanceof Readable) payload.destroy()
  else if (payload != null) reply.header('content-length', String(Buffer.byteLength(payload as string | Buffer)))
  return null
}

/** Does what the fault says and goes on, with the body that it answers with, unless the connection is broken. What the rest of the request throws in the turn in which it goes on is awaited by nobody. */
function applyInBackground (fault: InjectedFault, request: FastifyRequest, reply: FastifyReply, goOn: (body: Buffer | undefined) => void, fail: (error: Error) => void): void {
  worldOf(request).runInBackground(applyFault(fault, request, reply).then(outcome => { if (outcome !== 'broken') goOn(outcome === 'unchanged' ? undefined : outcome) }, fail))
}

/** Why a request to an API changes nothing any more: the world that it came to has ended. The control façade decides over worlds, and acts in the one that is there. */
const endOf = (request: FastifyRequest, { life }: Exchange): Error | undefined =>
  life.aborted && !request.server.isControl ? life.reason as Error : undefined

/** What is injected into the exchange in this phase. What the fault itself answers passes the same places again, and is left alone. */
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

/** The request, as far as faults look at it. */
function targetOf ({ method, url, headers }: FastifyRequest, { contentType, body }: Exchange): MatchedRequest {
  return {
    method,
    url,
    headers: contentType === undefined ? headers : { ...headers, 'content-type': contentType },
    get bodyText () { return body?.text.toString() },
    get body () { return body && parsed(body.text.toString(), body.parse) }
  }
}

/** What a request prefers is done where no fault of the world changes the answer; delays add to it. */
function withPreferred (injected: InjectedFault | undefined, preferred: Fault | undefined): InjectedFault | undefined {
  if (preferred === undefined || (injected !== undefined && changesAnswer(injected))) return injected
  return { ...preferred, delays: injected === undefined ? [] : [injected, ...injected.delays] }
}

/** `Prefer: code=500` needs no set-up; with `phase=after-commit` beside it, what was asked for is done all the same. */
function preferredFault (header: string | string[] | undefined, phase: FaultPhase): Fault | undefined {
  const preferences = preferencesOf(header)
  const code = preferences.get('code')
  if (code === undefined || !/^[2-5]\d\d$/.test(code) || (preferences.get('phase') ?? 'before-commit') !== phase) return undefined
  return { id: `code=${code}`, phase, match: {}, status: Number(code) }
}

/** What a fault made of an exchange: nothing but a delay, a broken connection, or a body to answer with. */
type Outcome = 'unchanged' | 'broken' | Buffer

/** Does what the fault says. @throws InjectedError where it is to be an answer of the façade */
async function applyFault (fault: InjectedFault, request: FastifyRequest, reply: FastifyReply): Promise<Outcome> {
  const { world } = exchangeOf(request.raw)
  const delay = [fault, ...fault.delays].reduce((sum, each) => sum + delayOf(each, world.random), 0)
  if (delay > 0) {
    reply.raw.once('close', () => recordLoss(request))
    await world.faults.wait(world.clock, delay)
  }
  // Nothing of the answer that is lost comes through.
  if (fault.status !== undefined) for (const name of ['location', 'link', 'preference-applied']) reply.removeHeader(name)
  if (fault.id === preferredFault(request.headers['prefer'], fault.phase)?.id) reply.header('Preference-Applied', fault.id)
  if (fault.retryAfter !== undefined) reply.header('Retry-After', String(fault.retryAfter))
  if (fault.status !== undefined) return answerWith(fault, fault.status, reply)
  if (fault.fault === undefined) return 'unchanged'
  reply.hijack()
  // Without a socket, as with `app.inject()`, the request fails by the fault's name.
  if (request.raw.socket instanceof Socket) breakConnection[fault.fault](request.raw.socket)
  else reply.raw.destroy(new Error(fault.fault))
  recordLoss(request)
  return 'broken'
}

/** @returns the body that the fault has of its own. A browser that opens it runs nothing of it. @throws InjectedError where it has none */
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
