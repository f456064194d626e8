import { CapacityError } from '../bounds/capacity.ts'
import { JsonDepthError, parseJson } from '../bounds/json-depth.ts'
import type { ValueSchema } from '../processes/process.ts'
import { type ValidationError, excerpt } from './validation-error.ts'
import { findIllFormed } from './ill-formed-text.ts'
import { alternativesOf, mediaTypesOf, schemaFor } from './media-types.ts'
import type { FetchReference } from './fetch-reference.ts'
import type { Validators } from './validators.ts'

/** What an occurrence of an input is read with. */
export interface OccurrenceContext {
  readonly validators: Validators
  readonly maxDepth: number
  readonly fetchReference: (href: string) => ReturnType<FetchReference>
}

export type OccurrenceResult = { readonly value?: unknown, readonly error?: ValidationError }

/** One occurrence of an input: a value, a qualified value (`{"value": …}`), a bounding box or a link, which alone takes time. */
export function readOccurrence (name: string, schema: ValueSchema, sent: unknown, context: OccurrenceContext): OccurrenceResult | Promise<OccurrenceResult> {
  if (!isObject(sent)) return checkValue(name, schema, sent, context)
  if ('href' in sent) return readReference(name, schema, sent, context)
  if ('value' in sent) return checkTypedValue(name, schema, mediaTypeOf(sent), () => sent['value'], context)
  if ('bbox' in sent) return checkValue(name, schema, sent, context)
  return { error: { name, received: excerpt(sent), expected: 'an object as {"value": …}, a bounding box with "bbox", or a link with "href"' } }
}

async function readReference (name: string, schema: ValueSchema, link: Record<string, unknown>, context: OccurrenceContext): Promise<OccurrenceResult> {
  try {
    const { body, mediaType } = await context.fetchReference(String(link['href']))
    return checkTypedValue(name, schema, mediaTypeOf(link) ?? mediaType, chosen => fetchedValue(chosen, body, context.maxDepth), context)
  } catch (error) {
    if (error instanceof CapacityError) throw error
    return { error: { name, received: excerpt(link['href']), expected: (error as Error).message } }
  }
}

function fetchedValue (schema: ValueSchema, body: Buffer, maxDepth: number): unknown {
  const value = valueOf(schema, body, maxDepth)
  const illFormed = findIllFormed(value)
  if (illFormed !== undefined) throw new Error(`an answer whose text is well-formed Unicode, which that at ${illFormed || '/'} is not`)
  return value
}

/** What was fetched, in the form that the schema asks for: base64, text or JSON. */
function valueOf (schema: ValueSchema, body: Buffer, maxDepth: number): unknown {
  const choices = alternativesOf(schema)
  const all = (test: (choice: ValueSchema) => boolean) => test(schema) || choices?.every(test) === true
  if (all(({ contentEncoding }) => contentEncoding !== undefined)) return body.toString('base64')
  const text = body.toString('utf8')
  if (all(({ type }) => type === 'string')) return text
  try {
    return parseJson(text, maxDepth)
  } catch (error) {
    if (error instanceof JsonDepthError) throw new Error(`JSON that is nested at most ${maxDepth} deep (--max-depth)`)
    return text
  }
}

function checkValue (name: string, schema: ValueSchema, value: unknown, { validators }: OccurrenceContext): OccurrenceResult {
  const wrong = validators.validate(schema, value)
  if (wrong === undefined) return { value }
  return { error: { name: wrong.at === '' ? name : `${name}/${wrong.at}`, received: excerpt(wrong.came), expected: wrong.expected } }
}

/** The official suite says it in a `format` of its own; the standard beside the value. */
function mediaTypeOf (sent: Record<string, unknown>): string | undefined {
  const format = isObject(sent['format']) ? sent['format'] : {}
  const named = sent['mediaType'] ?? sent['type'] ?? format['mediaType']
  return typeof named === 'string' ? named : undefined
}

/** Only a media type that was named can be wrong; parameters are left to the schema's author. @param valueFor the value, in the form that the chosen schema asks for */
function checkTypedValue (name: string, schema: ValueSchema, mediaType: string | undefined, valueFor: (chosen: ValueSchema) => unknown, context: OccurrenceContext): OccurrenceResult {
  const chosen = schemaFor(schema, mediaType)
  if (chosen !== undefined) return checkValue(name, chosen, valueFor(chosen), context)
  return { error: { name, received: `the media type ${mediaType}`, expected: mediaTypesOf(schema).join(' or ') } }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
