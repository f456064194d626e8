import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { guardUrl, publicLookup } from './ssrf-guard.ts'

export interface OutgoingLimits {
  /** Whether addresses of loopback, link-local and private ranges may be asked. */
  readonly allowPrivate: boolean
  /** Milliseconds for one exchange, all of it. */
  readonly time: number
  /** Bytes of an answer. */
  readonly size: number
  readonly redirects: number
}

export const defaultOutgoingLimits: Omit<OutgoingLimits, 'allowPrivate'> = { time: 5000, size: 10 * 1024 * 1024, redirects: 3 }

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST'
  readonly href: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Only public addresses, whatever is allowed otherwise. */
  readonly onlyPublic?: boolean
  /** Is told of each piece of the answer of so many bytes; what it throws ends the exchange. */
  readonly admit?: (bytes: number) => void
}

export interface OutgoingResponse {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** How the double asks others. */
export interface OutgoingRequests {
  /** @throws Error whose message is the end of "expected …" */
  send (question: OutgoingRequest): Promise<OutgoingResponse>
  /** Why this address will not be asked, as the end of "expected …", as far as can be told without asking; else undefined. */
  refusalReason (href: string, onlyPublic?: boolean): string | undefined
}

/**
 * Asks other servers for the double, within limits: only http and https, public addresses unless allowed otherwise, and
 * limits of time, size and redirects; each redirect passes the SSRF guard again.
 * @param closing aborted when the double closes: whatever is under way ends
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

/** Another origin is not told what was meant for the first one; what the body is stays. */
const withoutSecrets = (headers: OutgoingRequest['headers'] = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => /^(content-type|accept(-language)?)$/i.test(name)))

/** A POST is sent again only where the status says that it stays one. */
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
    throw signal.aborted ? new Error(`an answer within ${time / 1000} s`) : reworded(error as Error)
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

/** What the system says of a connection (ECONNREFUSED, ENOTFOUND …) is a reason, not an expectation. */
const reworded = (error: Error): Error => 'code' in error ? new Error(`an address that answers (${String(error.code)})`) : error
