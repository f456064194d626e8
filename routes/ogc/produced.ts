import type { ValueSchema } from '../../src/processes/process.ts'
import type { FindFile } from '../../src/results/find-file.ts'
import { isJson, isText, schemaOfAlternative } from '../../src/results/media-types.ts'
import { readResult } from '../../src/results/read-result.ts'
import { Content, QualifiedValue, ResultLink } from '../../src/results/result-value.ts'

/** A result as it is handed over: a value by a schema, a content, or a link to elsewhere. */
export interface Produced {
  /** Of a content or a link nothing. */
  readonly value: unknown
  /** What says of which media type and in which encoding it is. */
  readonly schema: ValueSchema
  readonly content?: Content
  readonly link?: ResultLink['link']
}

/** What a result is handed over as. @param schema of its output */
export function producedOf (result: unknown, schema: ValueSchema, findFile: FindFile): Produced {
  const read = readResult(result, schema, findFile)
  if (read instanceof ResultLink) return { value: '', schema: ofType(read.link.type), link: read.link }
  if (read instanceof Content) return { value: '', schema: ofType(read.type), content: read }
  if (!(read instanceof QualifiedValue)) return { value: read, schema }
  const { value, mediaType, encoding } = read
  return { value, schema: { ...schemaOfAlternative(schema, mediaType), ...ofType(mediaType), ...(encoding !== undefined && { contentEncoding: encoding }) } }
}

const ofType = (mediaType: string | undefined): ValueSchema => mediaType === undefined ? {} : { contentMediaType: mediaType }

/** What is larger stands in a document, and among parts, as a link. */
export const mostInlineBytes = 10 * 1024 * 1024

/** A content as a value, for a document or a part; undefined if it is too large. JSON is JSON, text is text, the rest base64. */
export function inlineValue (content: Content): Pick<Produced, 'value' | 'schema'> | undefined {
  if (content.stat().size > mostInlineBytes) return undefined
  const bytes = content.read()
  const schema = ofType(content.type)
  if (isJson(content.type)) return { value: JSON.parse(bytes.toString()), schema }
  return isText(content.type) ? { value: bytes.toString(), schema } : { value: bytes.toString('base64'), schema: { ...schema, contentEncoding: 'base64' } }
}
