import { contentEncodingOf } from '../../src/formats/content-encoding.ts'
import { fitsFormat, type Format, formatOf, acceptsType } from '../../src/formats/format.ts'
import { isJson } from '../../src/formats/media-type.ts'
import { Content, QualifiedValue, ResultLink } from '../../src/results/result-value.ts'
import { json, type Output, type RequestedOutput } from './delivery.ts'

/** An output whose result is a link, a content or a qualified value; undefined for a JSON value. */
export function specialResult (read: unknown, output: RequestedOutput): Output | undefined {
  if (read instanceof ResultLink) return { ...output, byReference: true, value: '', formats: [formatOfContent(read.link.type ?? 'application/octet-stream')], link: read.link }
  if (read instanceof Content) return { ...output, value: '', formats: [formatOfContent(read.type)], content: read }
  return read instanceof QualifiedValue ? { ...output, value: read.value, formats: [formatOfQualified(read, output)] } : undefined
}

/** JSON stays JSON, and text stays text; everything else is base64 inside JSON. */
const formatOfContent = (type: string): Format => isJson(type)
  ? { ...json, mediaType: type, isNamed: true }
  : formatOf({ type: 'string', contentMediaType: type, ...(!isText(type) && { contentEncoding: 'base64' }) })

const isText = (type: string): boolean => /^text\/|[/+]xml\b/i.test(type)

/** The format in the value itself, else that of its output. */
function formatOfQualified ({ mediaType, encoding, value }: QualifiedValue, { formats }: RequestedOutput): Format {
  const fitting = formats.filter(format => fitsFormat(format, value))
  const known = fitting.find(format => mediaType !== undefined && acceptsType(format, mediaType)) ?? fitting[0] ?? (typeof value === 'string' ? formatOf({ type: 'string' }) : json)
  const named = mediaType === undefined ? known : { ...known, mediaType, isNamed: true }
  return encoding === undefined ? named : { ...named, kind: 'encoded', encoding: contentEncodingOf(encoding) }
}
