import type { FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { agree, essenceOf } from '../../src/formats/media-type.ts'

export type Format = 'json' | 'html'

const html = 'text/html'
/** The order breaks ties and decides for `*` `/` `*`: generated clients send `application/json, text/html` and mean JSON. */
const always = ['application/json', html]

/** Clients send very few different Accept headers: each is parsed once. Bounded, since clients may send anything. */
const known = new Map<string, Format | undefined>()
const mostKnown = 256

/**
 * The format that the client requests: by `f=json` or `f=html`, else by its Accept header. Without the header it is
 * JSON, and also without any well-formed range (one generated client sends a bare `/*`, one JDK a bare `*`). Undefined:
 * nothing on offer is acceptable.
 * @param others media types of this resource beside JSON and HTML; they count as JSON
 */
export function formatOf (request: FastifyRequest, others: readonly string[] = []): Format | undefined {
  const explicitFormat = explicitFormatOf(request)
  if (explicitFormat !== undefined) return explicitFormat
  const accept = request.headers.accept!
  const key = others.length === 0 ? accept : `${accept}\n${others.join()}`
  if (!known.has(key)) remember(key, negotiate(accept, [...always, ...others]))
  return known.get(key)
}

/** The same with the offers of the request's route. Fastify makes `routeOptions` anew on each access, so it is read only if needed. */
export const offeredFormatOf = (request: FastifyRequest): Format | undefined =>
  explicitFormatOf(request) ?? formatOf(request, request.routeOptions.config.offers)

/** The cases that do not depend on the offers: `f`, no Accept, or one that means JSON. */
function explicitFormatOf ({ query, headers: { accept } }: FastifyRequest): Format | undefined {
  // An invalid URL has no query at all.
  const { f } = (query ?? {}) as { f?: unknown }
  if (f === 'json' || f === 'html') return f
  return accept === undefined || accept === '*/*' || accept === 'application/json' ? 'json' : undefined
}

const wellFormed = /^\s*[^\s/;]+\/[^\s;]+/
/** `application/json; charset=utf-8` or `; indent=2` counts as JSON: only `q` matters. */
const parameters = /;(?!\s*q\s*=)[^;]*/gi

function negotiate (accept: string, offers: string[]): Format | undefined {
  const ranges = accept.split(',').filter(range => wellFormed.test(range)).map(range => range.replace(parameters, ''))
  if (ranges.length === 0) return 'json'
  const chosen = new Negotiator({ headers: { accept: ranges.join() } }).mediaType(offers)
  if (chosen === undefined) return undefined
  return chosen === html ? 'html' : 'json'
}

const withoutAccept = new WeakSet<FastifyRequest>()

/** Marks a request whose Accept is ignored. */
export const ignoreAccept = (request: FastifyRequest): void => { withoutAccept.add(request) }

/** The client's Accept, unless it is ignored. */
export const acceptOf = (request: FastifyRequest): string | undefined => withoutAccept.has(request) ? undefined : request.headers.accept

/**
 * The media type that the client requests by its Accept header; the first by default. Of types with the same name, the
 * one whose parameters match. Undefined: none is acceptable.
 */
export function chooseType (accept: string | undefined, offers: readonly string[]): string | undefined {
  const all = (accept ?? '').split(',').filter(range => wellFormed.test(range))
  if (all.length === 0) return offers[0]
  const contradicts = (range: string) => offers.some(offer => essenceOf(offer) === essenceOf(range)) && !offers.some(offer => agree(range, offer))
  const ranges = all.filter(range => !contradicts(range))
  const essence = new Negotiator({ headers: { accept: ranges.map(range => range.replace(parameters, '')).join() || '*/*;q=0' } }).mediaType([...new Set(offers.map(essenceOf))])
  const same = offers.filter(offer => essenceOf(offer) === essence)
  const named = ranges.filter(range => essenceOf(range) === essence)
  return same.find(offer => named.some(range => agree(range, offer))) ?? same[0]
}

function remember (key: string, format: Format | undefined): void {
  if (known.size === mostKnown) known.clear()
  known.set(key, format)
}
