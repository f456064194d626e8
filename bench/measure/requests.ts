import type { Request, Supply } from './load.ts'

/** A request as it goes over the wire. */
export function request (method: string, path: string, body = '', headers: Readonly<Record<string, string>> = {}): Request {
  const content = body === '' ? {} : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }
  const lines = Object.entries({ Host: '127.0.0.1', ...content, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`
}

/** Each of the requests once. */
export const once = (requests: readonly Request[]): Supply => times(requests.length, requests)

/** So many requests: the given ones, over and over. */
export function times (count: number, requests: readonly Request[]): Supply {
  let next = 0
  return () => next < count ? requests[next++ % requests.length] : undefined
}

/** The requests over and over, for so many milliseconds from its first use on. */
export function during (milliseconds: number, requests: readonly Request[]): Supply {
  let next = 0
  let until: number | undefined
  return () => {
    const now = performance.now()
    until ??= now + milliseconds
    return now < until ? requests[next++ % requests.length] : undefined
  }
}
