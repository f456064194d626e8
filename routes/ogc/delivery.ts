import { createHash } from 'node:crypto'
import { writerOf } from '../../src/formats/charset.ts'
import { fitsFormat, type Format, formatOf } from '../../src/formats/format.ts'
import { agree, charsetOf, parametersOf } from '../../src/formats/media-type.ts'
import type { Values } from '../../src/processes/process.ts'
import type { Content, ResultLink } from '../../src/results/result-value.ts'

/** An output as sent: bytes or text of a media type. */
export interface EncodedContent { readonly type: string, readonly body: string | Buffer }

/** A requested output, by value or by reference, with its possible formats. */
export interface RequestedOutput {
  readonly id: string
  readonly byReference: boolean
  /** At least one; the first is the default. */
  readonly formats: readonly Format[]
}

/** A requested output with its result. */
export interface Output extends RequestedOutput {
  /** An empty text for a content or a link. */
  readonly value: unknown
  readonly content?: Content
  readonly link?: ResultLink['link']
  /** If its value is a list of values of the output: the format of each. */
  readonly each?: readonly Format[]
}

const plainText = formatOf({ type: 'string' })
/** The format of JSON without a schema. */
export const json = formatOf({ type: ['object', 'array', 'number', 'boolean'] })
const geojson = formatOf({ type: 'object', format: 'geojson-geometry' })

/** The formats in which a value can be sent, the best first: those of the description that it fits, and among these the one with the requested media type. */
export function formatsOfValue (offered: readonly Format[], value: unknown, requestedType?: string | null): readonly Format[] {
  const fitting = offered.filter(format => fitsFormat(format, value) && format.mediaType !== undefined)
  const formats = fitting.some(({ isNamed }) => isNamed) || !isGeometry(value) ? fitting : [geojson, ...fitting, json]
  const matches = formats.filter(({ mediaType }) => typeof requestedType === 'string' && agree(mediaType!, requestedType))
  if (matches.length > 0) return matches
  return formats.length > 0 ? formats : [typeof value === 'string' ? plainText : json]
}

/** The raw value of an output. */
export function encode (output: Pick<Output, 'value' | 'formats' | 'each'>, format: Format = output.formats[0]!): EncodedContent {
  const { value, each } = output
  const type = format.mediaType!
  if (typeof value !== 'string') return { type, body: JSON.stringify(each === undefined ? value : inline(output)) }
  const charset = parametersOf(type).has('charset') ? undefined : format.encoding?.charset
  return { type: charset === undefined ? type : `${type}; charset=${charset}`, body: bytesOf(value, format) }
}

/** The bytes of a text: decoded, or encoded in the charset of its media type. A text for which that is impossible stays unchanged. */
function bytesOf (text: string, { encoding, mediaType }: Format): string | Buffer {
  if (encoding !== undefined) return encoding.decode(text) ?? text
  return writerOf(charsetOf(mediaType))!(text) ?? text
}

/** @see results.yaml: objects and values with a media type are qualified, links are links (the draft requires their `rel`), other values are inline. */
export function resultsDocument (outputs: readonly Output[], hrefOf: (id: string) => string): Values {
  return Object.fromEntries(outputs.map(withoutContent).map(output => [output.id, output.byReference ? linkTo(output, hrefOf) : inline(output)]))
}

const linkTo = (output: Output, hrefOf: (id: string) => string): object =>
  output.link === undefined ? { href: hrefOf(output.id), rel: 'item', type: encode(output).type } : { rel: 'item', ...output.link }

/** Larger contents become links in a document and among parts. */
const mostInlineBytes = 10 * 1024 * 1024

/** A content by value; one that is too large as a link. @throws Error if it no longer exists */
export function withoutContent ({ content, ...output }: Output): Output {
  if (content === undefined || output.byReference) return output
  if (content.stat().size > mostInlineBytes) return { ...output, byReference: true }
  const [bytes, [format]] = [content.read(), output.formats as [Format]]
  return { ...output, value: format.kind === 'json' ? JSON.parse(bytes.toString()) : format.encoding?.encode(bytes) ?? bytes.toString() }
}

/** An output as a member of a document. */
export const inline = ({ value, formats, each }: Pick<Output, 'value' | 'formats' | 'each'>): unknown =>
  each === undefined ? inlineValue(value, formats[0]!) : each.map((format, index) => inlineValue((value as unknown[])[index], format))

function inlineValue (value: unknown, { mediaType, isNamed, kind, encoding }: Format): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  if (isObject && 'bbox' in value && !isNamed) return value
  if (!isObject && !isNamed && kind !== 'encoded') return value
  return { value, ...((isNamed || kind === 'encoded') && { mediaType }), ...(encoding !== undefined && typeof value === 'string' && { encoding: encoding.name }) }
}

/**
 * @see 7.11.4.2 of 18-062r2: raw values of several outputs are parts named by Content-ID; a part by reference is empty
 * and has a location. Text comes first: the official suite reads it with a mail parser that supports only text.
 */
export function multipart (outputs: readonly Output[], hrefOf: (id: string) => string): EncodedContent {
  const parts = outputs.map(withoutContent).map(output => {
    const { type, body } = encode(output)
    const head = `Content-Type: ${type}\r\nContent-ID: <${contentId(output.id)}>\r\n`
    return output.byReference
      ? Buffer.from(`${head}Content-Location: ${output.link?.href ?? hrefOf(output.id)}\r\n\r\n\r\n`)
      : Buffer.concat([Buffer.from(`${head}\r\n`), Buffer.from(body), Buffer.from('\r\n')])
  })
  const boundary = boundaryOf(parts)
  const opening = Buffer.from(`--${boundary}\r\n`)
  return { type: `${multipartType}; boundary=${boundary}`, body: Buffer.concat([...parts.flatMap(part => [opening, part]), Buffer.from(`--${boundary}--\r\n`)]) }
}

export const multipartType = 'multipart/related'

/** A line end in an output's name would end the header. */
// eslint-disable-next-line no-control-regex -- they are what is meant
const contentId = (id: string): string => id.replace(/[\x00-\x20<>\x7f]/g, encodeURIComponent)

/** The hash cannot occur in its own source, it is the same for the same parts, and it needs no quotes (RFC 2046, 5.1.1: at most 70 characters of few kinds). */
const boundaryOf = (parts: readonly Buffer[]): string => `part-${createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 32)}`

const isGeometry = (value: unknown): boolean => typeof value === 'object' && value !== null && 'coordinates' in value
