import { CapacityError } from '../bounds/capacity.ts'
import { JsonDepthError, parseJson } from '../bounds/json-depth.ts'
import { readText } from '../formats/charset.ts'
import { contentEncodingOf, contentEncodings } from '../formats/content-encoding.ts'
import { type Format, mediaTypesFor } from '../formats/format.ts'
import { charsetOf } from '../formats/media-type.ts'
import type { ValueSchema } from '../processes/process.ts'
import { type ValidationError, excerpt } from './validation-error.ts'
import { findIllFormed } from './ill-formed-text.ts'
import type { FetchedReference, ReferenceRequest } from './fetch-reference.ts'
import { readLink } from './read-link.ts'
import type { Validators } from './validators.ts'

/** What reading an occurrence of an input needs. */
export interface OccurrenceContext {
  readonly validators: Validators
  readonly maxDepth: number
  readonly fetchReference: (href: string, request: ReferenceRequest) => Promise<FetchedReference>
}

export interface OccurrenceResult {
  readonly value?: unknown
  /** The media type sent with it, or that of the link's target. */
  readonly mediaType?: string | undefined
  readonly error?: ValidationError
}

/** What was sent beside a value or a link. */
interface Qualifiers { readonly mediaType?: string | undefined, readonly encoding?: string | undefined }

/** Reads one occurrence of an input: a value, a qualified value (`{"value": …}`), a bounding box, or a link, which alone is asynchronous. */
export function readOccurrence (name: string, schema: ValueSchema, sent: unknown, context: OccurrenceContext): OccurrenceResult | Promise<OccurrenceResult> {
  if (!isObject(sent)) return checkValue(name, schema, sent, context)
  const isLink = (sent['href'] ?? undefined) !== undefined
  const qualified = isLink || 'value' in sent
  if (!qualified && 'bbox' in sent) return checkValue(name, schema, withoutNullCrs(sent), context)
  if (!qualified) return { error: { name, received: excerpt(sent), expected: 'an object as {"value": …}, a bounding box with "bbox", or a link with "href"' } }
  const wrong = wrongQualifier(name, sent)
  if (wrong !== undefined) return { error: wrong }
  return isLink ? readReference(name, schema, sent, context) : readQualified(name, schema, sent, context)
}

const withoutNullCrs = ({ crs, ...box }: Record<string, unknown>): Record<string, unknown> => crs === null || crs === undefined ? box : { ...box, crs }

/** The official suite puts the qualifiers into `format`; the standard puts them beside the value, and uses `type` for a link. Null counts as absent. */
const qualifiersOf = (sent: Record<string, unknown>): Record<'mediaType' | 'encoding', unknown> => {
  const format = isObject(sent['format']) ? sent['format'] : {}
  return { mediaType: sent['mediaType'] ?? sent['type'] ?? format['mediaType'] ?? undefined, encoding: sent['encoding'] ?? format['encoding'] ?? undefined }
}

function wrongQualifier (name: string, sent: Record<string, unknown>): ValidationError | undefined {
  const { mediaType, encoding } = qualifiersOf(sent)
  if (mediaType !== undefined && typeof mediaType !== 'string') return { name: `${name}/mediaType`, received: excerpt(mediaType), expected: 'a media type, such as image/png' }
  if (encoding !== undefined && (typeof encoding !== 'string' || contentEncodingOf(encoding) === undefined)) return { name: `${name}/encoding`, received: excerpt(encoding), expected: `one of ${contentEncodings.join(', ')}` }
  return undefined
}

function readQualified (name: string, schema: ValueSchema, sent: Record<string, unknown>, context: OccurrenceContext): OccurrenceResult {
  const { mediaType, encoding: encodingName } = qualifiersOf(sent) as Qualifiers
  const { value } = sent
  const encoding = contentEncodingOf(encodingName ?? '')
  if (encoding === undefined || (typeof value !== 'string' && encoding.charset !== undefined)) return judge(name, schema, mediaType, () => ({ value }), context)
  const bytes = typeof value === 'string' ? encoding.decode(value) : undefined
  if (bytes === undefined) return { error: { name, received: excerpt(value), expected: `text in ${encodingName}` } }
  const isAsked = (format: Format) => format.encoding?.name === encoding.name
  try {
    return judge(name, schema, mediaType, formats => formats.some(isAsked)
      ? { value, mediaType: formats.find(isAsked)?.mediaType }
      : readBytes(formats, bytes, encoding.charset ?? charsetOf(mediaType), context.maxDepth), context)
  } catch (error) {
    return { error: { name, received: excerpt(value), expected: (error as Error).message } }
  }
}

async function readReference (name: string, schema: ValueSchema, link: Record<string, unknown>, context: OccurrenceContext): Promise<OccurrenceResult> {
  const { href, request, error } = readLink(name, link)
  if (error !== undefined) return { error }
  const named = qualifiersOf(link) as Qualifiers
  const encoding = contentEncodingOf(named.encoding ?? '')
  try {
    const { body, mediaType } = await context.fetchReference(href, request)
    const bytes = encoding === undefined || encoding.charset !== undefined ? body : encoding.decode(body.toString('latin1'))
    if (bytes === undefined) throw new Error(`an answer in ${named.encoding}`)
    return judge(name, schema, named.mediaType ?? mediaType, formats => readFetched(formats, bytes, encoding?.charset ?? charsetOf(mediaType), context.maxDepth), context)
  } catch (error) {
    if (error instanceof CapacityError) throw error
    return { error: { name, received: excerpt(href), expected: (error as Error).message } }
  }
}

/** A value, and the media type of the alternative that it was read as. */
interface ReadValue { readonly value: unknown, readonly mediaType?: string | undefined }

function readFetched (formats: readonly Format[], body: Buffer, charset: string, maxDepth: number): ReadValue {
  const read = readBytes(formats, body, charset, maxDepth)
  const illFormed = findIllFormed(read.value)
  if (illFormed !== undefined) throw new Error(`an answer with well-formed Unicode, which the text at ${illFormed || '/'} is not`)
  return read
}

/** Decodes bytes into the form of the schema: an encoded text, text or JSON. @throws Error whose message is the end of "expected …" */
function readBytes (formats: readonly Format[], bytes: Buffer, charset: string, maxDepth: number): ReadValue {
  const encoded = formats.find(({ kind }) => kind === 'encoded')
  const asEncoded = () => ({ value: encoded!.encoding!.encode(bytes), mediaType: encoded!.mediaType })
  if (encoded !== undefined && formats.every(({ kind }) => kind === 'encoded')) return asEncoded()
  const text = encoded === undefined ? readText(bytes, charset) : readTextOrNothing(bytes, charset)
  if (text === undefined) return asEncoded()
  if (formats.every(({ kind }) => kind === 'text' || kind === 'encoded')) return { value: text }
  try {
    return { value: parseJson(text, maxDepth) }
  } catch (error) {
    if (error instanceof JsonDepthError) throw new Error(`JSON that is nested at most ${maxDepth} deep (--max-depth)`)
    return { value: text }
  }
}

function readTextOrNothing (bytes: Buffer, charset: string): string | undefined {
  try {
    return readText(bytes, charset)
  } catch {
    return undefined
  }
}

function checkValue (name: string, schema: ValueSchema, value: unknown, { validators }: OccurrenceContext): OccurrenceResult {
  const wrong = validators.validate(schema, value)
  if (wrong === undefined) return { value }
  return { error: { name: wrong.at === '' ? name : `${name}/${wrong.at}`, received: excerpt(wrong.received), expected: wrong.expected } }
}

/**
 * Validates a value by the alternatives of its media type; only a media type that was sent can be wrong.
 * @param valueFor the value in the form of the chosen alternatives
 */
function judge (name: string, schema: ValueSchema, mediaType: string | undefined, valueFor: (formats: readonly Format[]) => ReadValue, context: OccurrenceContext): OccurrenceResult {
  const { formats } = context.validators
  const chosen = formats.schemaFor(schema, mediaType)
  if (chosen === undefined) return { error: { name, received: `the media type ${mediaType}`, expected: formats.of(schema).flatMap(mediaTypesFor).join(' or ') } }
  const read = valueFor(formats.of(chosen))
  const { value, error } = checkValue(name, chosen, read.value, context)
  return error === undefined ? { value, mediaType: mediaType ?? read.mediaType } : { error }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
