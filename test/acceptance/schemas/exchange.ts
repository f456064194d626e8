/** A request to a started server and its answer, as the comparison reads it. */
export interface Exchange {
  /** The settings of the server, as on its command line. */
  readonly world: string
  readonly ogc: string
  readonly method: string
  /** Address without that of the server. */
  readonly path: string
  readonly status: number
  readonly type: string
  /** The body, if it is JSON; other bodies are not compared. */
  readonly body?: string
  /** The output of echo whose value alone is the answer. */
  readonly raw?: string
}

export interface World { readonly flags: readonly string[], readonly ogc: string, readonly tator: string }

export interface Question {
  readonly accept?: string
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as JSON, text as it is. */
  readonly body?: unknown
  readonly raw?: string | undefined
}

export interface Answer { readonly status: number, readonly type: string, readonly json: unknown, readonly location: string }

const limit = 20_000
const isJson = (type: string): boolean => /^application\/([\w.-]+\+)?json\b/.test(type)

/** Sends requests to one server and keeps every exchange. */
export class Recorder {
  readonly exchanges: Exchange[] = []
  readonly url: string
  readonly world: World

  constructor (url: string, world: World) {
    this.url = url
    this.world = world
  }

  /** Sends `line`, such as `DELETE /jobs/1`. */
  async ask (line: string, { accept = 'application/json', headers = {}, body, raw }: Question = {}): Promise<Answer> {
    const [method = '', path = ''] = line.split(' ')
    const typed = body === undefined ? {} : { 'content-type': 'application/json' }
    const response = await fetch(this.url + path, {
      method,
      headers: { accept, ...typed, ...headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(limit),
      ...body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }
    })
    const [text, type] = [await response.text(), response.headers.get('content-type') ?? '']
    const json = isJson(type) && text !== ''
    const { flags, ogc } = this.world
    this.exchanges.push({ world: flags.join(' '), ogc, method, path, status: response.status, type, ...json && { body: text }, ...raw !== undefined && { raw } })
    return { status: response.status, type, json: json ? parsed(text) : undefined, location: response.headers.get('location') ?? '' }
  }
}

/** A body with a JSON media type that is not JSON is left to the comparison. */
function parsed (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** A member of an answer; undefined if there is none. */
export const member = (json: unknown, name: string): unknown => Object(json)[name]

export const all = async <T>(items: Iterable<T>, each: (item: T) => Promise<unknown>): Promise<void> => {
  for (const item of items) await each(item)
}
