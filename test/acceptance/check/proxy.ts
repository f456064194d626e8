/** A server with one fault, between the checker and the double. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, request as send, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request to the double; a fault may change it. */
interface ProxiedRequest {
  readonly method: string
  /** Below the base address, such as `/jobs/1`. */
  path: string
  readonly query: URLSearchParams
  headers: Record<string, string>
  body: string
}

/** An answer to the checker; a fault may change it. */
export interface ProxiedAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** JSON of any shape, from a fault. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Remembered = any

/** The context of a fault. */
export interface FaultContext {
  readonly request: ProxiedRequest
  /** The id of the job in the request; undefined if there is none. */
  readonly jobId: string | undefined
  /** Memory of the fault between requests. */
  readonly memory: Map<string, Remembered>
  /** The address of the proxy. */
  readonly url: string
  /** Sends a request to the double. */
  ask (method: string, path: string, headers?: Record<string, string>): Promise<ProxiedAnswer>
}

/** A fault of a server. */
export interface Fault {
  readonly name: string
  /** The checks for it, one of which must fail. A `*` is one part of an id. */
  readonly about: readonly string[]
  /** Required settings of the double. With a dialect of Tator, the fault is one of a Tator server. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** Before the double is asked. An answer that is returned is given instead. */
  before? (context: FaultContext): ProxiedAnswer | undefined | Promise<ProxiedAnswer | undefined>
  after? (answer: ProxiedAnswer, context: FaultContext): void | Promise<void>
  /** Writes the answer in place of the proxy; false leaves that to the proxy. */
  write? (answer: ProxiedAnswer, response: ServerResponse, context: FaultContext): boolean
}

/** Combines faults as if each had a proxy of its own, the last one nearest to the checker. */
export function combined (faults: readonly Partial<Fault>[]): Partial<Fault> {
  const memories = faults.map(() => new Map<string, Remembered>())
  const innermost = new WeakMap<FaultContext['request'], number>()
  return {
    async before (context) {
      for (const index of [...faults.keys()].reverse()) {
        const answer = await faults[index]!.before?.({ ...context, memory: memories[index]! })
        if (answer === undefined) continue
        innermost.set(context.request, index)
        return answer
      }
      return undefined
    },
    async after (answer, context) {
      for (const index of faults.keys()) if (index >= (innermost.get(context.request) ?? 0)) await faults[index]!.after?.(answer, { ...context, memory: memories[index]! })
    },
    write: (answer, response, context) => faults.some((fault, index) => fault.write?.(answer, response, { ...context, memory: memories[index]! }) === true)
  }
}

export interface Proxy { readonly url: string, close (): Promise<void> }

/** Starts a proxy for a double at `upstream`; without a fault it changes nothing. */
export async function startProxy (upstream: string, fault: Partial<Fault> = {}): Promise<Proxy> {
  const memory = new Map<string, Remembered>()
  const server = createServer((request, response) => { void handle(request, response).catch(error => { response.writeHead(599).end(String(error)) }) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function handle (incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = '', query] = (incoming.url ?? '').split('?')
    const request: ProxiedRequest = { method: incoming.method ?? '', path, query: new URLSearchParams(query), headers: headersOf(incoming.headers), body: await textOf(incoming) }
    const host = String(incoming.headers.host)
    const ask = (method: string, path: string, headers = {}) => forward(upstream, { method, path, query: new URLSearchParams(), headers: { host, accept: 'application/json', ...headers }, body: '' })
    const [, id] = /\/(?:jobs|Job)\/([^/]+)/.exec(path) ?? []
    const context: FaultContext = { request, jobId: id, memory, url, ask }
    const answer = await fault.before?.(context) ?? await forward(upstream, request)
    await fault.after?.(answer, context)
    const headers = { ...answer.headers }
    delete headers['content-length']
    delete headers['transfer-encoding']
    if (fault.write?.({ ...answer, headers }, response, context) === true) return
    response.writeHead(answer.status, headers).end(incoming.method === 'HEAD' ? undefined : answer.body)
  }

  const close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { url, close }
}

const headersOf = (headers: IncomingMessage['headers']): Record<string, string> => Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))

async function textOf (message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function forward (upstream: string, { method, path, query, headers, body }: ProxiedRequest): Promise<ProxiedAnswer> {
  const { 'content-length': _length, connection: _connection, ...rest } = headers
  return new Promise((resolve, reject) => {
    const request = send(`${upstream}${path}${query.size === 0 ? '' : `?${query}`}`, { method, headers: { ...rest, ...(body !== '' && { 'content-length': String(Buffer.byteLength(body)) }) }, agent: false }, response => {
      textOf(response).then(text => resolve({ status: response.statusCode ?? 0, headers: headersOf(response.headers), body: text }), reject)
    })
    request.on('error', reject)
    request.end(body === '' ? undefined : body)
  })
}
