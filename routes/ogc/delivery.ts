import { createHash } from 'node:crypto'
import type { OutputDescription, Values, ValueSchema } from '../../src/processes/process.ts'
import type { FindFile } from '../../src/results/find-file.ts'
import type { Delivery } from '../../src/jobs/job.ts'
import { inlineValue, type Produced, producedOf } from './produced.ts'

/** An output as it travels: bytes or text of a media type. */
export interface Encoded { readonly type: string, readonly body: string | Buffer }

/** One output of a job, and whether it is wanted itself or a link to it. */
export interface Output extends Produced { readonly id: string, readonly byReference: boolean }

/** The outputs that were asked for and that the job has produced, in the order in which they were asked for. */
export function outputsOf (descriptions: Readonly<Record<string, OutputDescription>>, values: Values, { outputs }: Delivery, findFile: FindFile): Output[] {
  return Object.keys(outputs ?? descriptions).flatMap(id => {
    const value = values[id]
    if (value === undefined) return []
    const produced = producedOf(value, descriptions[id]!.schema, findFile)
    return [{ id, ...produced, byReference: produced.link !== undefined || outputs?.[id]?.transmissionMode === 'reference' }]
  })
}

/** The raw value of an output, in the media type that its schema names. */
export function encode ({ value, schema }: Pick<Output, 'value' | 'schema'>): Encoded {
  const type = mediaTypeOf(schema)
  if (typeof value !== 'string') return { type: type ?? (isGeometry(value) ? 'application/geo+json' : 'application/json'), body: JSON.stringify(value) }
  if (schema['contentEncoding'] !== undefined) return { type: type ?? 'application/octet-stream', body: Buffer.from(value, 'base64') }
  return { type: type ?? 'text/plain; charset=utf-8', body: value }
}

/** @see results.yaml: objects and values of a media type are qualified, links are links (the draft asks for their `rel`), the rest is inline. */
export function resultsDocument (outputs: readonly Output[], hrefOf: (id: string) => string): Values {
  return Object.fromEntries(outputs.map(inlined).map(output => [output.id, output.byReference ? linkTo(output, hrefOf) : inline(output)]))
}

const linkTo = (output: Output, hrefOf: (id: string) => string): object =>
  output.link === undefined ? { href: hrefOf(output.id), rel: 'item', type: encode(output).type } : { rel: 'item', ...output.link }

/** A content that is wanted itself, as a value; one that is too large for that, as a link. */
function inlined (output: Output): Output {
  if (output.content === undefined || output.byReference) return output
  return { ...output, ...(inlineValue(output.content) ?? { byReference: true }) }
}

function inline ({ value, schema, content }: Output): unknown {
  if (content !== undefined) return { value, mediaType: content.type, ...(schema['contentEncoding'] !== undefined && { encoding: schema['contentEncoding'] }) }
  if (Array.isArray(value)) return value
  if (typeof value === 'object' && value !== null) return 'bbox' in value ? value : { value, ...(isGeometry(value) && { mediaType: 'application/geo+json' }) }
  const mediaType = typeof value === 'string' ? mediaTypeOf(schema) : undefined
  if (mediaType === undefined) return value
  return { value, mediaType, ...(schema['contentEncoding'] !== undefined && { encoding: schema['contentEncoding'] }) }
}

/**
 * @see 7.11.4.2 of 18-062r2: raw values of several outputs are parts named by Content-ID; a part wanted by reference is
 * empty and says where it is. Text goes first: the official suite looks for it with a mail parser that reads only text.
 */
export function multipart (outputs: readonly Output[], hrefOf: (id: string) => string): Encoded {
  const parts = outputs.map(inlined).map(output => {
    const { type, body } = encode(output)
    const head = `Content-Type: ${type}\r\nContent-ID: <${contentId(output.id)}>\r\n`
    return output.byReference
      ? Buffer.from(`${head}Content-Location: ${output.link?.href ?? hrefOf(output.id)}\r\n\r\n\r\n`)
      : Buffer.concat([Buffer.from(`${head}\r\n`), Buffer.from(body), Buffer.from('\r\n')])
  })
  const boundary = boundaryOf(parts)
  const opening = Buffer.from(`--${boundary}\r\n`)
  return { type: `multipart/related; boundary=${boundary}`, body: Buffer.concat([...parts.flatMap(part => [opening, part]), Buffer.from(`--${boundary}--\r\n`)]) }
}

/** A line end in the name of an output would be one of the part's head. */
// eslint-disable-next-line no-control-regex -- they are what is meant
const contentId = (id: string): string => id.replace(/[\x00-\x20<>\x7f]/g, encodeURIComponent)

/**
 * What it is made from cannot have it in itself, it is the same for the same parts, and it needs no quotes (RFC 2046,
 * 5.1.1: at most 70 characters of few kinds).
 */
const boundaryOf = (parts: readonly Buffer[]): string => `part-${createHash('sha256').update(Buffer.concat(parts)).digest('hex').slice(0, 32)}`

function mediaTypeOf ({ contentMediaType, oneOf }: ValueSchema): string | undefined {
  if (typeof contentMediaType === 'string') return contentMediaType
  return Array.isArray(oneOf) ? oneOf.map(mediaTypeOf).find(type => type !== undefined) : undefined
}

const isGeometry = (value: unknown): boolean => typeof value === 'object' && value !== null && 'coordinates' in value
