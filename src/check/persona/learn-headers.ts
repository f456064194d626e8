import type { Persona } from '../../../schemas/persona.ts'
import { asList, type Exchange, isJson, membersOf } from '../exchange.ts'
import { isSecret } from '../redact.ts'

/** Headers of transport, of single answers, and those that the double sends itself. */
const usualHeaders = /^(connection|keep-alive|date|server|transfer-encoding|trailer|upgrade|via|age|etag|last-modified|expires|vary|allow|link|location|preference-applied|retry-after|cache-control|referrer-policy|strict-transport-security|set-cookie|www-authenticate|content-(type|length|encoding|security-policy)|cross-origin-.*|access-control-.*|x-(content-type-options|frame-options|ratelimit-.*|request-id|correlation-id))$/

type Headers = Readonly<Record<string, string>>

/** Unusual headers with the same value on all of these answers. */
export function learnHeaders (answers: readonly Exchange[]): Headers {
  const [first] = answers
  const isConstant = ([name, value]: [string, string]) => !usualHeaders.test(name) && !isSecret(name) && answers.every(({ headers }) => headers[name] === value)
  return first === undefined ? {} : Object.fromEntries(Object.entries(first.headers).filter(isConstant))
}

/** Differences from the general headers; null for a missing one. Undefined if there is none. */
export function missingHeaders (answer: Exchange, general: Headers): Record<string, null> | undefined {
  const missing = Object.keys(general).filter(name => answer.headers[name] === undefined)
  return missing.length === 0 ? undefined : Object.fromEntries(missing.map(name => [name, null]))
}

/** The most common media type of these answers, with its parameters; undefined if none has one. */
export function mostFrequentMediaType (answers: readonly Exchange[]): string | undefined {
  return mostFrequent(answers.map(({ headers }) => headers['content-type']).filter(type => type !== undefined))
}

export function mostFrequent<T> (values: readonly T[]): T | undefined {
  const count = (value: T) => values.filter(other => other === value).length
  return values.toSorted((one, other) => count(other) - count(one))[0]
}

/** Whether links are also in a header; undefined if no answer has links. */
export function learnLinkHeader (readings: readonly Exchange[]): Persona['link_header'] {
  const linked = readings.filter(reading => isJson(reading) && asList(membersOf(reading)['links']).length > 0)
  return linked.length === 0 ? undefined : linked.some(({ headers }) => headers['link'] !== undefined)
}
