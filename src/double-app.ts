import type { FastifyInstance } from 'fastify'

/** A request that `inject()` hands to the double, without a port. */
export interface InjectedRequest {
  readonly method?: 'DELETE' | 'GET' | 'HEAD' | 'OPTIONS' | 'PATCH' | 'POST' | 'PUT'
  /** Path and query, such as `/jobs?limit=1`. */
  readonly url: string
  readonly headers?: Record<string, string | string[]>
  readonly query?: Record<string, string | string[]>
  /** A string is sent unchanged, an object as JSON. */
  readonly payload?: string | object
}

/** The response to an injected request. */
export interface InjectedResponse {
  readonly statusCode: number
  readonly statusMessage: string
  readonly headers: Record<string, number | string | string[] | undefined>
  readonly body: string
  readonly payload: string
  readonly rawPayload: Uint8Array
  /** The body parsed as JSON. @throws SyntaxError if it is not JSON */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- as Fastify declares it: a test reads it without a cast.
  json<T = any> (): T
}

/** The members of `double.app` when Fastify, and so its types, are not installed. */
export interface InjectableApp {
  inject (request: InjectedRequest | string): Promise<InjectedResponse>
  /** Starts to listen, and resolves with the address. @param options.port 0 for any free port */
  listen (options: { readonly port: number, readonly host?: string }): Promise<string>
  close (): Promise<undefined>
}

/** A Fastify instance. A missing type becomes `any`, and only `any` can hold `unknown`. */
export type DoubleApp = [unknown] extends [FastifyInstance] ? InjectableApp : FastifyInstance
