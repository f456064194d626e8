/** Encodes a text; undefined if the charset lacks some of its characters. */
type Write = (text: string) => Buffer | undefined

const beyond = (last: string) => new RegExp(`[^\\0-${last}]`)
const beyondAscii = beyond('\\x7f')
const beyondLatin = beyond('\\xff')

const writers: Readonly<Record<string, Write>> = {
  'utf-8': text => Buffer.from(text),
  'us-ascii': text => beyondAscii.test(text) ? undefined : Buffer.from(text, 'latin1'),
  'iso-8859-1': text => beyondLatin.test(text) ? undefined : Buffer.from(text, 'latin1'),
  // RFC 2781: UTF-16 without LE or BE begins with a byte order mark.
  'utf-16': text => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16le': text => Buffer.from(text, 'utf16le'),
  'utf-16be': text => Buffer.from(text, 'utf16le').swap16()
}

const aliases: Readonly<Record<string, string>> = { utf8: 'utf-8', ascii: 'us-ascii', latin1: 'iso-8859-1', 'iso8859-1': 'iso-8859-1', utf16: 'utf-16' }

/** The charsets that can be written. */
export const writableCharsets = Object.keys(writers)

/** The encoder of a charset; undefined for an unknown one. */
export const writerOf = (charset: string): Write | undefined => {
  const name = charset.toLowerCase()
  return Object.hasOwn(writers, aliases[name] ?? name) ? writers[aliases[name] ?? name] : undefined
}

const marks: readonly (readonly [mark: readonly number[], charset: string])[] = [[[0xef, 0xbb, 0xbf], 'utf-8'], [[0xfe, 0xff], 'utf-16be'], [[0xff, 0xfe], 'utf-16le']]

/** Decodes bytes: in the charset of their byte order mark, else in the given one, else in UTF-8. @throws Error whose message is the end of "expected …" */
export function readText (bytes: Buffer, charset = 'utf-8'): string {
  const [, marked = charset] = marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte)) ?? []
  try {
    return new TextDecoder(marked, { fatal: true }).decode(bytes)
  } catch (error) {
    throw error instanceof RangeError
      ? new Error(`text in a known charset, such as utf-8; it came in ${charset}`)
      : new Error(`text in ${marked}; for other bytes the schema needs a contentEncoding`)
  }
}
