import { contentEncodingOf, contentEncodings } from '../formats/content-encoding.ts'
import type { Formats } from '../formats/formats.ts'
import { isJson } from '../formats/media-type.ts'
import { excerpt } from '../inputs/validation-error.ts'
import type { ValueSchema } from '../processes/process.ts'
import { FileContent } from './file-content.ts'
import type { FindFile } from './find-file.ts'
import { GeneratedContent, mostGeneratedBytes } from './generated-content.ts'
import { offeredTypes, onlyTypeOf } from './media-types.ts'
import { type Content, QualifiedValue, ResultLink } from './result-value.ts'

type Members = Readonly<Record<string, unknown>>

/** What results are read with. */
export interface ReadingContext {
  readonly formats: Formats
  readonly findFile: FindFile
}

/** A result in none of the known forms. */
export class ResultError extends Error {
  /** The member that is wrong. */
  readonly at: string
  readonly received: unknown
  readonly expected: string

  constructor (at: string, received: unknown, expected: string) {
    super(`${at}: ${excerpt(received)} came; expected ${expected}`)
    this.at = at
    this.received = received
    this.expected = expected
  }
}

/**
 * Reads a result of a seed or a program: a link, a qualified value or a content, else a JSON value.
 * @param schema the schema of its output
 * @throws ResultError
 */
export function readResult (result: unknown, schema: ValueSchema, context: ReadingContext): unknown {
  if (!isObject(result)) return result
  if (Object.hasOwn(result, '$file')) return readFile(result, schema, context)
  if (Object.hasOwn(result, '$bytes')) return readBytes(result, schema, context)
  if (Object.hasOwn(result, 'href')) return readLink(result, schema, context)
  return Object.hasOwn(result, 'value') && Object.keys(result).every(name => qualifiers.includes(name)) ? readQualified(result, schema, context) : result
}

const qualifiers = ['value', 'mediaType', 'encoding']

function readFile ({ $file: name, ...more }: Members, schema: ValueSchema, { formats, findFile }: ReadingContext): Content {
  if (typeof name !== 'string') throw new ResultError('$file', name, 'the path of a file beside the seed file')
  const type = contentTypeOf(more, schema, formats)
  try {
    return new FileContent(type, findFile(name), name)
  } catch (error) {
    throw new ResultError('$file', name, (error as Error).message)
  }
}

function readBytes ({ $bytes: size, ...more }: Members, schema: ValueSchema, { formats }: ReadingContext): Content {
  const type = contentTypeOf(more, schema, formats)
  const least = isJson(type) ? 2 : 0
  if (!(Number.isInteger(size) && Number(size) >= least && Number(size) <= mostGeneratedBytes)) throw new ResultError('$bytes', size, `a whole number of bytes from ${least} to ${mostGeneratedBytes} (16 GiB)`)
  return new GeneratedContent(type, Number(size))
}

/** The media type of a content: the given one, else the only one of its output. */
function contentTypeOf ({ type, ...unknown }: Members, schema: ValueSchema, formats: Formats): string {
  const [other] = Object.keys(unknown)
  if (other !== undefined) throw new ResultError(other, unknown[other], 'no member beside it but type')
  if (type !== undefined) return offeredType('type', type, schema, formats)
  const only = onlyTypeOf(schema, formats)
  if (only !== undefined) return only
  throw new ResultError('type', type, offeredTypes(schema, formats).length === 0 ? 'a media type, since the output names none' : `one of ${offeredTypes(schema, formats).join(', ')}`)
}

/** In the form that a header can carry. */
const mediaType = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(?:;[\t\x20-\x7e]*)?$/

function offeredType (at: string, type: unknown, schema: ValueSchema, formats: Formats): string {
  if (typeof type !== 'string' || !mediaType.test(type)) throw new ResultError(at, type, 'a media type, such as image/tiff')
  if (formats.schemaFor(schema, type) === undefined) throw new ResultError(at, type, `a media type of the output: ${offeredTypes(schema, formats).join(', ')}`)
  return type
}

/** In the form that a Link header can carry. */
const address = /^[a-z][a-z\d+.-]*:[\x21\x23-\x3b\x3d\x3f-\x7e]+$/i

function readLink (link: Members, schema: ValueSchema, { formats }: ReadingContext): ResultLink {
  const { href, type, ...more } = link
  if (typeof href !== 'string' || !address.test(href)) throw new ResultError('href', href, 'an absolute URL')
  return new ResultLink({ href, ...(type !== undefined && { type: offeredType('type', type, schema, formats) }), ...more })
}

function readQualified ({ value, mediaType: type, encoding }: Members, schema: ValueSchema, { formats }: ReadingContext): QualifiedValue {
  const mediaType = type === undefined ? undefined : offeredType('mediaType', type, schema, formats)
  if (encoding === undefined) return new QualifiedValue(value, mediaType)
  const known = typeof encoding === 'string' ? contentEncodingOf(encoding) : undefined
  if (known === undefined) throw new ResultError('encoding', encoding, `one of ${contentEncodings.join(', ')}`)
  if (typeof value !== 'string' || known.decode(value) === undefined) throw new ResultError('value', value, `text in ${known.name}`)
  return new QualifiedValue(value, mediaType, known.name)
}

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value)
