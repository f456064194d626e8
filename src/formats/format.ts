import type { ValueSchema } from '../processes/process.ts'
import { type ContentEncoding, contentEncodingOf } from './content-encoding.ts'
import { agree, essenceOf, isBinary, isJson } from './media-type.ts'

/** One way in which values of a schema travel. */
export interface Format {
  /** As the schema names it, else by the type of its values; undefined where they may be of any type. */
  readonly mediaType: string | undefined
  /** Whether the schema names its media type. */
  readonly isNamed: boolean
  /** Text that stands for bytes, text as it is, or JSON; undefined where values may be of any type. */
  readonly kind: 'encoded' | 'text' | 'json' | undefined
  readonly encoding: ContentEncoding | undefined
  readonly contentSchema: unknown
  /** Whether an array is one value of it, and not several. */
  readonly holdsArrays: boolean
}

const geojson = 'application/geo+json'

/** The encoding that a schema says or implies. OpenAPI 3.0 says it as `format: byte` or `binary`. */
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

/** The media types by which what is sent may be meant for the format; none where any will do. */
export function mediaTypesFor ({ mediaType, isNamed, kind }: Format): readonly string[] {
  if (mediaType === undefined || (!isNamed && kind !== 'json')) return []
  return mediaType === geojson ? [geojson, 'application/json'] : [mediaType]
}

/** Whether what is sent as this media type may be meant for the format: JSON that nobody named is JSON of any name, and text. */
export function takes (format: Format, sent: string): boolean {
  const types = mediaTypesFor(format)
  return types.length === 0 || types.some(type => agree(type, sent)) || (!format.isNamed && (isJson(sent) || essenceOf(sent) === 'text/plain'))
}

/** Whether a value can be of this format, by its type alone. */
export const fits = ({ kind }: Format, value: unknown): boolean =>
  kind === undefined || (typeof value === 'string') === (kind !== 'json')
