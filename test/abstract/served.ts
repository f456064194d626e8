import type { Test } from 'tap'
import type { DoubleOptions } from '../../src/double-options.ts'
import type { OgcDialect } from '../../src/world/settings.ts'
import { build, type TestDouble } from '../helper.ts'

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The text parsed as JSON, if it is JSON. */
  readonly body: ReturnType<typeof JSON.parse>
}

export interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Sends a request over a socket, for JSON by default. */
export async function ask (url: string, { method = 'GET', headers = {}, body }: Asking = {}): Promise<Answer> {
  const typed = body === undefined ? {} : { 'content-type': 'application/json' }
  const response = await fetch(url, { method, headers: { accept: 'application/json', ...typed, ...headers }, body: body === undefined ? null : JSON.stringify(body) })
  const text = await response.text()
  const isJson = text !== '' && /\bjson\b/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined }
}

/** A server of one dialect on a socket of its own, with a manual clock. */
export interface Served {
  readonly double: TestDouble
  readonly url: string
  readonly ogc: OgcDialect
  get (path: string, headers?: Asking['headers']): Promise<Answer>
  execute (process: string, body: unknown, headers?: Asking['headers']): Promise<Answer>
  /** Starts a job. */
  start (process: string, body?: unknown): Promise<Answer & { readonly location: string, readonly id: string }>
}

export type Options = Omit<DoubleOptions, 'clock' | 'ogc'>

export async function serve (t: Test, ogc: OgcDialect, options: Options = {}): Promise<Served> {
  const double = await build(t, { port: 0, seed: {}, ...options, ogc })
  const { url } = double
  const execute: Served['execute'] = (process, body, headers = {}) => ask(`${url}/processes/${process}/execution`, { method: 'POST', body, headers })
  return {
    double,
    url,
    ogc,
    get: (path, headers = {}) => ask(path.startsWith('http') ? path : url + path, { headers }),
    execute,
    async start (process, body = {}) {
      const answer = await execute(process, body, { prefer: 'respond-async' })
      return { ...answer, location: answer.headers.get('location') ?? '', id: answer.body?.jobID }
    }
  }
}

export const dismiss = (location: string, headers: Asking['headers'] = {}): Promise<Answer> => ask(location, { method: 'DELETE', headers })

/** One abstract test against a server of this dialect. `serve` may be called again with other options. */
export type AbstractTest = (t: Test, serve: (options?: Options) => Promise<Served>) => Promise<void>

/** The abstract tests of a conformance class, by name. */
export type AbstractTests = Readonly<Record<string, AbstractTest>>
