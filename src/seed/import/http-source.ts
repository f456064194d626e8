import { setTimeout } from 'node:timers/promises'
import { version } from '../../version.ts'
import { ImportError } from './import-error.ts'

/** How much of a server may be read. */
export interface ImportLimits {
  readonly requests: number
  /** Bytes of all responses together. */
  readonly bytes: number
  /** Time for all requests together. */
  readonly seconds: number
}

export const defaultImportLimits: ImportLimits = { requests: 1000, bytes: 64 * 1024 * 1024, seconds: 300 }

/** A response of the server. */
export interface Answer {
  readonly url: string
  /** Media type without parameters, in lower case. */
  readonly type: string
  readonly body: Buffer
}

/** Reads one server, one request at a time. It never asks another origin, since the headers may hold credentials. */
export interface HttpSource {
  readonly origin: string
  /** @param accept the media type to ask for; JSON if absent @throws ImportError */
  read (url: string, accept?: string): Promise<Answer>
}

/** More redirects than this count as a loop. */
const mostRedirects = 5
/** The longest `Retry-After` that is honoured, in seconds. */
const longestWait = 30
const mostWaits = 3

/** @param headers sent with each request, such as Authorization */
export function createHttpSource (start: string, headers: Readonly<Record<string, string>>, limits: ImportLimits): HttpSource {
  const { origin } = new URL(start)
  const over = AbortSignal.timeout(limits.seconds * 1000)
  const left = { requests: limits.requests, bytes: limits.bytes }

  const ask = async (url: string, accept: string): Promise<Response> => {
    if (new URL(url).origin !== origin) throw new ImportError(`${url} has another origin than ${origin}; only that one is read.`)
    if (left.requests === 0) throw new ImportError(`${origin} would take more than ${limits.requests} requests; expected at most that many (--max-requests).`)
    left.requests--
    try {
      return await fetch(url, { headers: { accept, 'user-agent': `jobdouble/${version}`, ...headers }, redirect: 'manual', signal: over })
    } catch (error) {
      throw over.aborted ? tooLong(origin, limits) : new ImportError(`${url} does not answer: ${reasonOf(error as Error)}.`)
    }
  }

  const follow = async (url: string, accept: string, redirects = 0, waits = 0): Promise<Response> => {
    const response = await ask(url, accept)
    const location = response.headers.get('location')
    const wait = waitOf(response)
    if (response.ok || (location === null && wait === undefined)) return response
    await response.body?.cancel()
    if (wait !== undefined && waits < mostWaits) {
      await setTimeout(wait * 1000, undefined, { signal: over }).catch(() => { throw tooLong(origin, limits) })
      return follow(url, accept, redirects, waits + 1)
    }
    if (location === null || redirects === mostRedirects) throw new ImportError(`${url} answers ${response.status} again and again; expected 200.`)
    if (!URL.canParse(location, url)) throw new ImportError(`${url} redirects to ${JSON.stringify(location)}; expected an address.`)
    return follow(new URL(location, url).href, accept, redirects + 1, waits)
  }

  return {
    origin,
    async read (url, accept = 'application/json') {
      const response = await follow(url, accept)
      if (response.status !== 200) {
        await response.body?.cancel()
        throw new ImportError(`${url} answers ${response.status}; expected 200.`)
      }
      const chunks: Uint8Array[] = []
      try {
        for await (const chunk of response.body!) {
          left.bytes -= chunk.length
          if (left.bytes < 0) throw new ImportError(`${origin} answers with more than ${limits.bytes} bytes; expected at most that many (--max-bytes).`)
          chunks.push(chunk)
        }
      } catch (error) {
        if (error instanceof ImportError) throw error
        throw over.aborted ? tooLong(origin, limits) : new ImportError(`${url} breaks off: ${reasonOf(error as Error)}.`)
      }
      return { url: response.url, type: (response.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase(), body: Buffer.concat(chunks) }
    }
  }
}

const tooLong = (origin: string, { seconds }: ImportLimits) => new ImportError(`${origin} takes longer than ${seconds} seconds; expected at most that long (--max-time).`)

/** fetch() puts the system's reason into `cause`. */
const reasonOf = ({ message, cause }: Error): string => (cause as Error | undefined)?.message || message

/** Seconds to wait before a busy server is asked again; undefined if it names no usable time. */
function waitOf ({ status, headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Infinity)
  return (status === 429 || status === 503) && seconds <= longestWait ? seconds : undefined
}
