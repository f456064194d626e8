import type { Exchange } from './exchange.ts'

export interface ClientOptions {
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>
  /** Time limit for an answer, in seconds. */
  readonly timeout: number
}

export interface RequestOptions {
  /** `application/json` if absent. */
  readonly accept?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent unchanged, with the media type of JSON. */
  readonly text?: string
  /** Aborts the request, like a client that hangs up. */
  readonly signal?: AbortSignal
}

/** Longer bodies are cut: nothing that is judged is that long. */
export const maxBytes = 4 * 1024 * 1024

/** Sends requests and logs the answers. It never rejects: a missing answer is an exchange too. */
export class Client {
  readonly log: Exchange[]
  readonly #options: ClientOptions

  constructor (options: ClientOptions, log: Exchange[] = []) {
    this.#options = options
    this.log = log
  }

  /** A client with other headers for the same server, with the same log. */
  as = (headers: ClientOptions['headers']): Client => new Client({ ...this.#options, headers }, this.log)

  get = (url: string, options?: RequestOptions): Promise<Exchange> => this.send('GET', url, options)

  delete = (url: string, options?: RequestOptions): Promise<Exchange> => this.send('DELETE', url, options)

  async send (method: string, url: string, { accept = 'application/json', headers = {}, body, text, signal }: RequestOptions = {}): Promise<Exchange> {
    const requestBody = body === undefined ? text : JSON.stringify(body)
    const requestHeaders = { accept, ...(requestBody !== undefined && { 'content-type': 'application/json' }), ...this.#options.headers, ...headers }
    const request = { method, url, requestHeaders, ...(requestBody !== undefined && { requestBody }) }
    const start = performance.now()
    const answer = await this.#answer(request, signal)
    const exchange = { ...request, ...answer, start, end: performance.now() }
    this.log.push(exchange)
    return exchange
  }

  async #answer ({ method, url, requestHeaders, requestBody }: Pick<Exchange, 'method' | 'url' | 'requestHeaders' | 'requestBody'>, signal: AbortSignal | undefined): Promise<Omit<Exchange, 'method' | 'url' | 'requestHeaders' | 'start' | 'end'>> {
    try {
      const limit = AbortSignal.timeout(this.#options.timeout * 1000)
      const response = await fetch(url, { method, headers: requestHeaders, signal: signal === undefined ? limit : AbortSignal.any([limit, signal]), ...(requestBody !== undefined && { body: requestBody }) })
      return { status: response.status, finalUrl: response.url, headers: Object.fromEntries(response.headers), body: await textOf(response) }
    } catch (error) {
      return { status: 0, finalUrl: url, headers: {}, body: '', error: reasonOf(error as Error), ...(signal?.aborted === true && { isAbandoned: true }) }
    }
  }
}

async function textOf ({ body }: Response): Promise<string> {
  // A byte order mark is left where it is: no JSON begins with one.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let text = ''
  for await (const chunk of body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true })
    if (text.length > maxBytes) break
  }
  return text
}

/** fetch() puts the reason into `cause`. */
const reasonOf = ({ message, cause }: Error): string => {
  const { message: why, code } = Object(cause) as Partial<NodeJS.ErrnoException>
  return [why, code, message].filter(text => text !== undefined && text !== '')[0]!
}
