import type { FastifyInstance, HTTPMethods } from 'fastify'
import { Client, type RequestOptions } from '../../../../src/check/client.ts'
import type { Exchange } from '../../../../src/check/exchange.ts'
import type { Fault, FaultContext, Remembered } from '../../../acceptance/check/proxy.ts'

/** A client of a double in this process, with a fault between them, as in a proxy. */
export class FaultyClient extends Client {
  readonly #app: FastifyInstance
  readonly #fault: Partial<Fault>
  readonly #memory = new Map<string, Remembered>()

  constructor (app: FastifyInstance, fault: Partial<Fault> = {}) {
    super({ headers: {}, timeout: 5 })
    this.#app = app
    this.#fault = fault
  }

  override get = (url: string, options?: RequestOptions): Promise<Exchange> => this.send('GET', url, options)

  override delete = (url: string, options?: RequestOptions): Promise<Exchange> => this.send('DELETE', url, options)

  override async send (method: string, url: string, { accept = 'application/json', headers = {}, text }: RequestOptions = {}): Promise<Exchange> {
    const { origin, host, pathname, searchParams } = new URL(url)
    const requestHeaders = { accept, host, ...headers }
    const request = { method, path: pathname, query: searchParams, headers: requestHeaders as Record<string, string>, body: text ?? '' }
    const context: FaultContext = { request, jobId: undefined, memory: this.#memory, url: origin, ask: async () => { throw new Error('Nobody is asked.') } }
    const answer = await this.#fault.before?.(context) ?? await this.#ask(context)
    await this.#fault.after?.(answer, context)
    const exchange = { method, url, requestHeaders, ...(text !== undefined && { requestBody: text }), finalUrl: url, ...answer, start: 0, end: 1 }
    this.log.push(exchange)
    return exchange
  }

  async #ask ({ request: { method, path, query, headers, body } }: FaultContext) {
    const { statusCode, headers: answered, body: text } = await this.#app.inject({ method: method as HTTPMethods, url: `${path}?${query}`, headers, ...(body !== '' && { payload: body }) })
    return { status: statusCode, headers: Object.fromEntries(Object.entries(answered).map(([name, value]) => [name, String(value)])), body: text }
  }
}
