import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { guardUrl, publicLookup } from './ssrf-guard.ts'

export interface OutgoingLimits {
  /** Whether loopback, link-local and private addresses are allowed. */
  readonly allowPrivate: boolean
  /** Milliseconds for one whole exchange. */
  readonly time: number
  /** Maximum bytes of an answer. */
  readonly size: number
  readonly redirects: number
}

export const defaultOutgoingLimits: Omit<OutgoingLimits, 'allowPrivate'> = { time: 5000, size: 10 * 1024 * 1024, redirects: 3 }

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST'
  readonly href: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Allows public addresses only, whatever the general setting. */
  readonly onlyPublic?: boolean
  /** Called with the size of each piece of the answer; if it throws, the exchange ends. */
  readonly admit?: (bytes: number) => void
}

export interface OutgoingResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Sends requests to other servers. */
export interface OutgoingRequests {
  /** @throws Error whose message is the end of "expected …" */
  send (question: OutgoingRequest): Promise<OutgoingResponse>
  /** Why this address is refused, as the end of "expected …", as far as known without a request; else undefined. */
  refusalReason (href: string, onlyPublic?: boolean): string | undefined
}

/**
 * Sends requests to other servers, within limits: http and https only, public addresses unless others are allowed, and
 * limits of time, size and redirects; each redirect passes the SSRF guard again.
 * @param closing aborted when the double closes: all exchanges end
 */
export function createOutgoingRequests (limits: OutgoingLimits, closing: AbortSignal): OutgoingRequests {
  const follow = async (question: OutgoingRequest, signal: AbortSignal, redirects = 0): Promise<OutgoingResponse> => {
    const answer = await exchange(question, limits, signal)
    const next = redirectOf(question, answer)
    if (next === undefined) return answer
    if (redirects === limits.redirects) throw new Error(`an answer after at most ${limits.redirects} redirects`)
    const href = URL.canParse(next, question.href) ? new URL(next, question.href).href : next
    return follow({ ...question, href, ...(isElsewhere(question.href, href) && { headers: withoutSecrets(question.headers) }) }, signal, redirects + 1)
  }
  const ask = (question: OutgoingRequest) => follow(question, AbortSignal.any([closing, AbortSignal.timeout(limits.time)]))
  return { send: ask, refusalReason: (href, onlyPublic = false) => refusalOf(() => guardUrl(href, limits.allowPrivate && !onlyPublic)) }
}

function refusalOf (check: () => void): string | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const isElsewhere = (href: string, next: string): boolean => !URL.canParse(next) || new URL(next).origin !== new URL(href).origin

/** Secrets for the first origin are not sent to another one; headers of the body stay. */
const withoutSecrets = (headers: OutgoingRequest['headers'] = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => /^(content-type|accept(-language)?)$/i.test(name)))

/** A POST is repeated only if the status preserves the method. */
const redirectOf = ({ method }: OutgoingRequest, { status, headers }: OutgoingResponse): string | undefined => {
  const follows = method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308]
  return follows.includes(status) ? headers.location : undefined
}

async function exchange ({ method, href, headers, body, onlyPublic = false, admit = () => {} }: OutgoingRequest, { size, time, ...limits }: OutgoingLimits, signal: AbortSignal): Promise<OutgoingResponse> {
  const allowPrivate = limits.allowPrivate && !onlyPublic
  const url = guardUrl(href, allowPrivate)
  const send = url.protocol === 'https:' ? requestHttps : requestHttp
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send(url, { method, headers: { ...headers }, signal, agent: false, ...(!allowPrivate && { lookup: publicLookup }) }, resolve)
      request.once('error', reject).end(body)
    })
    return { status: response.statusCode!, headers: response.headers, body: await read(response, size, admit) }
  } catch (error) {
    throw signal.aborted ? new Error(`an answer within ${time / 1000} s`) : rewordError(error as Error)
  }
}

async function read (response: IncomingMessage, size: number, admit: (bytes: number) => void): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > size) throw new Error(`an answer of at most ${size} bytes`)
    admit(chunk.length)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** A system error (ECONNREFUSED, ENOTFOUND …) is a reason, not an expectation. */
const rewordError = (error: Error): Error => 'code' in error ? new Error(`an address that answers (${String(error.code)})`) : error
