import type { Format as WantedFormat } from '../../schemas/ogc/execute.ts'
import type { Format } from '../../src/formats/format.ts'
import { agree } from '../../src/formats/media-type.ts'
import { excerpt, type ValidationError } from '../../src/inputs/validation-error.ts'

/** For a schema without a type. */
const untyped = ['application/json', 'text/plain']

const offers = ({ mediaType }: Format): readonly string[] => mediaType === undefined ? untyped : [mediaType]

/** Of the offered formats those that match the request; exact media types come first. */
export function chooseFormats (offered: readonly Format[], { mediaType, encoding, schema }: WantedFormat): Format[] {
  const chosen = offered.filter(format =>
    (mediaType === undefined || offers(format).some(offer => agree(offer, mediaType))) &&
    (encoding === undefined || isSameEncoding(format, encoding)) &&
    (schema === undefined || format.contentSchema === undefined || JSON.stringify(format.contentSchema) === JSON.stringify(schema)))
  return chosen.sort((one, other) => Number(other.mediaType === mediaType) - Number(one.mediaType === mediaType))
}

/** Plain text may be requested as text in UTF-8. */
const isSameEncoding = ({ encoding }: Format, requestedEncoding: string): boolean =>
  requestedEncoding.toLowerCase() === (encoding?.name ?? 'utf-8') || (requestedEncoding.toLowerCase() === 'binary' && encoding?.name === 'base64')

/** The problem of a requested format; undefined if the output offers it. */
export function formatError (offered: readonly Format[], requestedFormat: WantedFormat): Pick<ValidationError, 'received' | 'expected'> | undefined {
  if (chooseFormats(offered, requestedFormat).length > 0) return undefined
  const { mediaType, encoding, schema } = requestedFormat
  const ofType = chooseFormats(offered, mediaType === undefined ? {} : { mediaType })
  if (ofType.length === 0) return { received: `the media type ${mediaType}`, expected: unique(offered.flatMap(offers)) }
  const encoded = chooseFormats(ofType, encoding === undefined ? {} : { encoding })
  if (encoded.length === 0) return { received: `the encoding ${encoding}`, expected: unique(ofType.map(format => format.encoding?.name ?? 'utf-8')) }
  return { received: `the schema ${excerpt(schema)}`, expected: unique(encoded.map(({ contentSchema }) => excerpt(contentSchema))) }
}

const unique = (texts: readonly string[]): string => [...new Set(texts)].join(' or ')
