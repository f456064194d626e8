import { parametersOf } from './media-type.ts'

/** A part of a multipart body (RFC 2046). */
export interface Part {
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly content: Buffer
}

/**
 * The parts of a multipart body, decoded. Lines may end in LF alone, as Python's `email` writes them, and what stands before
 * the first part and behind the last one is left out.
 * @throws Error that says what is wrong
 */
export function readMultipart (body: Uint8Array, mediaType: string): readonly Part[] {
  const boundary = parametersOf(mediaType).get('boundary')
  if (boundary === undefined || boundary === '') throw new Error('Content-Type has no boundary.')
  const text = Buffer.from(body).toString('latin1')
  const found = [...text.matchAll(new RegExp(`(?:^|\\r?\\n)--${boundary.replace(/\W/g, '\\$&')}(--)?[ \\t]*(?=\\r?\\n|$)`, 'g'))]
  const last = found.findIndex(([, end]) => end !== undefined)
  if (last < 0) throw new Error(`The last boundary, --${boundary}--, is missing.`)
  return found.slice(0, last).map(({ 0: delimiter, index }, place) => readPart(text.slice(index + delimiter.length, found[place + 1]!.index).replace(/^\r?\n/, '')))
}

/** @param bytes a character each */
function readPart (bytes: string): Part {
  const { 0: blank, index } = /^\r?\n|\r?\n\r?\n/.exec(bytes) ?? { 0: '', index: bytes.length }
  const headers = new Map(bytes.slice(0, index).replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/).map(line => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const
  }))
  return { headers, content: decode(bytes.slice(index + blank.length), headers.get('content-transfer-encoding') ?? 'binary') }
}

const plain = ['7bit', '8bit', 'binary']

function decode (content: string, encoding: string): Buffer {
  const name = encoding.toLowerCase()
  if (name === 'base64') return Buffer.from(content, 'base64')
  if (plain.includes(name)) return Buffer.from(content, 'latin1')
  throw new Error(`Content-Transfer-Encoding came as ${encoding}; expected base64, ${plain.join(', ')}.`)
}
