import type { ValueSchema } from '../processes/process.ts'
import { type ContentEncoding, contentEncodingOf } from './content-encoding.ts'
import { agree, essenceOf, isBinary, isJson } from './media-type.ts'

/** One representation of the values of a schema. */
export interface Format {
  /** The media type in the schema, else one derived from the type of its values; undefined if they can have any type. */
  readonly mediaType: string | undefined
  /** Whether the schema names its media type. */
  readonly isNamed: boolean
  /** An encoded text, plain text, or JSON; undefined if values can have any type. */
  readonly kind: 'encoded' | 'text' | 'json' | undefined
  readonly encoding: ContentEncoding | undefined
  readonly contentSchema: unknown
  /** Whether an array is one value, not several. */
  readonly holdsArrays: boolean
}

const geojson = 'application/geo+json'

/** The encoding that a schema names or implies. OpenAPI 3.0 writes it as `format: byte` or `binary`. */
export function encodingNameOf ({ type, format, contentEncoding, contentMediaType }: ValueSchema): string | undefined {
  if (typeof contentEncoding === 'string') return contentEncoding
  if (format === 'byte') return 'base64'
  const implied = format === 'binary' || (typeof contentMediaType === 'string' && isBinary(contentMediaType))
  return implied && [type ?? 'string'].flat().includes('string') ? 'binary' : undefined
}

/** The format of a schema without alternatives. */
export function formatOf (schema: ValueSchema): Format {
  const { type, format, contentMediaType, contentSchema } = schema
  const types = type === undefined ? [] : [type].flat().filter(one => one !== 'null')
  const named = typeof contentMediaType === 'string' ? contentMediaType : typeof format === 'string' && format.startsWith('geojson-') ? geojson : undefined
  const encoding = contentEncodingOf(encodingNameOf(schema) ?? '')
  const kind = encoding === undefined ? kindOf(schema, types, named) : encoding.charset === undefined ? 'encoded' : 'text'
  return {
    mediaType: named ?? (kind === undefined ? undefined : unnamed[kind]),
    isNamed: named !== undefined,
    kind,
    encoding,
    contentSchema,
    holdsArrays: types.includes('array') || (types.length === 0 && kind === undefined)
  }
}

const unnamed = { encoded: 'application/octet-stream', text: 'text/plain; charset=utf-8', json: 'application/json' } as const

function kindOf ({ properties, items }: ValueSchema, types: readonly unknown[], named: string | undefined): Format['kind'] {
  if (types.length > 0) return !types.includes('string') ? 'json' : types.length === 1 ? 'text' : undefined
  if (properties !== undefined || items !== undefined) return 'json'
  return named === undefined ? undefined : isJson(named) ? 'json' : 'text'
}

/** The media types of a request that this format accepts; empty if it accepts any. */
export function mediaTypesFor ({ mediaType, isNamed, kind }: Format): readonly string[] {
  if (mediaType === undefined || (!isNamed && kind !== 'json')) return []
  return mediaType === geojson ? [geojson, 'application/json'] : [mediaType]
}

/** Whether content of this media type may be in this format: JSON without a named media type accepts any JSON type, and text. */
export function acceptsType (format: Format, sent: string): boolean {
  const types = mediaTypesFor(format)
  return types.length === 0 || types.some(type => agree(type, sent)) || (!format.isNamed && (isJson(sent) || essenceOf(sent) === 'text/plain'))
}

/** Whether a value can be in this format, judged by its type alone. */
export const fitsFormat = ({ kind }: Format, value: unknown): boolean =>
  kind === undefined || (typeof value === 'string') === (kind !== 'json')
