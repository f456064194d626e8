import type { Format as WantedFormat } from '../../schemas/ogc/execute.ts'
import type { Format } from '../../src/formats/format.ts'
import { agree } from '../../src/formats/media-type.ts'
import { excerpt, type ValidationError } from '../../src/inputs/validation-error.ts'

/** Where a schema says no type of its values. */
const untyped = ['application/json', 'text/plain']

const offers = ({ mediaType }: Format): readonly string[] => mediaType === undefined ? untyped : [mediaType]

/** Of the formats that an output offers those that are wanted, the ones first that say the media type in the same words. */
export function chooseFormats (offered: readonly Format[], { mediaType, encoding, schema }: WantedFormat): Format[] {
  const chosen = offered.filter(format =>
    (mediaType === undefined || offers(format).some(offer => agree(offer, mediaType))) &&
    (encoding === undefined || isSameEncoding(format, encoding)) &&
    (schema === undefined || format.contentSchema === undefined || JSON.stringify(format.contentSchema) === JSON.stringify(schema)))
  return chosen.sort((one, other) => Number(other.mediaType === mediaType) - Number(one.mediaType === mediaType))
}

/** Text as it is may be called text in UTF-8. */
const isSameEncoding = ({ encoding }: Format, wanted: string): boolean =>
  wanted.toLowerCase() === (encoding?.name ?? 'utf-8') || (wanted.toLowerCase() === 'binary' && encoding?.name === 'base64')

/** What is wrong with the format that is wanted of an output; undefined if it offers it. */
export function formatError (offered: readonly Format[], wanted: WantedFormat): Pick<ValidationError, 'received' | 'expected'> | undefined {
  if (chooseFormats(offered, wanted).length > 0) return undefined
  const { mediaType, encoding, schema } = wanted
  const ofType = chooseFormats(offered, mediaType === undefined ? {} : { mediaType })
  if (ofType.length === 0) return { received: `the media type ${mediaType}`, expected: unique(offered.flatMap(offers)) }
  const encoded = chooseFormats(ofType, encoding === undefined ? {} : { encoding })
  if (encoded.length === 0) return { received: `the encoding ${encoding}`, expected: unique(ofType.map(format => format.encoding?.name ?? 'utf-8')) }
  return { received: `the schema ${excerpt(schema)}`, expected: unique(encoded.map(({ contentSchema }) => excerpt(contentSchema))) }
}

const unique = (texts: readonly string[]): string => [...new Set(texts)].join(' or ')
