import { validateHeaderName, validateHeaderValue } from 'node:http'
import type { ReferenceRequest } from './fetch-reference.ts'
import { type ValidationError, excerpt } from './validation-error.ts'

/** Reads the request that a link describes, or its problem. @see linkBaseExtended.yaml of the draft: a link may have a method, headers and a body */
export function readLink (name: string, link: Readonly<Record<string, unknown>>): { href: string, request: ReferenceRequest, error?: ValidationError } {
  const { href, method = 'GET', headers = {}, body } = Object.fromEntries(Object.entries(link).filter(([, value]) => value !== null))
  const wrong = (member: string, received: unknown, expected: string) => ({ href: '', request: {}, error: { name: `${name}/${member}`, received: excerpt(received), expected } })
  if (typeof href !== 'string') return wrong('href', href, 'an address')
  if (method !== 'GET' && method !== 'POST') return wrong('method', method, 'GET or POST; a double changes nothing at other servers')
  if (body !== undefined && method === 'GET') return wrong('body', body, 'none, since the method is GET; POST sends one')
  const wrongHeader = wrongHeaderIn(headers)
  if (wrongHeader !== undefined) return wrong(wrongHeader.at, wrongHeader.received, wrongHeader.expected)
  const headerTexts = headers as Readonly<Record<string, string>>
  if (body === undefined) return { href, request: { method, headers: headerTexts } }
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json'
  const isTyped = Object.keys(headerTexts).some(header => header.toLowerCase() === 'content-type')
  return { href, request: { method, headers: { ...headerTexts, ...(!isTyped && { 'Content-Type': type }) }, body: typeof body === 'string' ? body : JSON.stringify(body) } }
}

/** Headers that HTTP itself uses for routing and framing. */
const reserved = ['host', 'connection', 'content-length', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'expect', 'keep-alive', 'proxy-connection']

function wrongHeaderIn (headers: unknown): { at: string, received: unknown, expected: string } | undefined {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return { at: 'headers', received: headers, expected: 'an object of texts' }
  for (const [header, value] of Object.entries(headers)) {
    const expected = expectedOf(header, value)
    if (expected !== undefined) return { at: `headers/${header}`, received: value, expected }
  }
  return undefined
}

function expectedOf (header: string, value: unknown): string | undefined {
  if (typeof value !== 'string') return 'text'
  if (reserved.includes(header.toLowerCase())) return 'no header of this name: the double sends it itself'
  try {
    validateHeaderName(header)
    validateHeaderValue(header, value)
    return undefined
  } catch {
    return 'a header as HTTP has them'
  }
}
