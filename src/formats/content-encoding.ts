import { readText, writableCharsets, writerOf } from './charset.ts'

/** A way to encode bytes as a string of JSON. @see RFC 2045, RFC 4648 */
export interface ContentEncoding {
  /** The name in a qualified value. */
  readonly name: string
  /** The charset of the bytes if the string of JSON is the text itself; undefined for an encoding of bytes. */
  readonly charset: string | undefined
  /** The bytes of an encoded text; undefined if it is invalid. */
  decode (text: string): Buffer | undefined
  /** @throws Error whose message is the end of "expected …", for bytes that cannot be encoded */
  encode (bytes: Buffer): string
}

const ofDigits = (name: 'base64' | 'base64url' | 'hex', others: RegExp, isWhole: (digits: number, pads: number) => boolean): Omit<ContentEncoding, 'name'> => ({
  charset: undefined,
  decode (text) {
    const all = text.replace(/[ \t\r\n]+/g, '')
    const digits = all.replace(/={1,2}$/, '')
    return others.test(digits) || !isWhole(digits.length, all.length - digits.length) ? undefined : Buffer.from(digits, name)
  },
  encode: bytes => bytes.toString(name)
})

const base64 = ofDigits('base64', /[^A-Za-z0-9+/]/, (digits, pads) => (digits + pads) % 4 === 0)
const alphabet32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

const base32: Omit<ContentEncoding, 'name'> = {
  charset: undefined,
  decode (text) {
    const all = text.replace(/[ \t\r\n]+/g, '')
    const digits = all.replace(/=+$/, '')
    if (/[^A-Z2-7]/.test(digits) || all.length % 8 !== 0 || all.length - digits.length > 6 || [1, 3, 6].includes(digits.length % 8)) return undefined
    const bytes = Buffer.alloc(Math.floor(digits.length * 5 / 8))
    let bits = 0
    for (let index = 0, value = 0, length = 0; index < digits.length; index++) {
      value = ((value << 5) | alphabet32.indexOf(digits[index]!)) & 0xfff
      bits += 5
      if (bits >= 8) bytes[length++] = value >> (bits -= 8)
    }
    return bytes
  },
  encode (bytes) {
    let text = ''
    let value = 0
    let bits = 0
    for (const byte of bytes) {
      value = ((value << 8) | byte) & 0xfff
      for (bits += 8; bits >= 5;) text += alphabet32[(value >> (bits -= 5)) & 31]
    }
    if (bits > 0) text += alphabet32[(value << (5 - bits)) & 31]
    return text.padEnd(Math.ceil(text.length / 8) * 8, '=')
  }
}

const quotedPrintable: Omit<ContentEncoding, 'name'> = {
  charset: undefined,
  decode (text) {
    if (/[^\t\r\n\x20-\x7e]|=(?![0-9A-Fa-f]{2}|[ \t]*\r?\n|[ \t]*$)/.test(text)) return undefined
    return Buffer.from(text.replace(/=[ \t]*(\r?\n|$)/g, '').replace(/=(..)/g, (_, code) => String.fromCharCode(parseInt(code, 16))), 'latin1')
  },
  encode (bytes) {
    const escaped = bytes.toString('latin1').replace(/[^\t\x20-\x3c\x3e-\x7e]|[\t ]$/g, char => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    return escaped.replace(/(?:=..|[^=]){24}(?!$)/g, '$&=\r\n')
  }
}

const ofText = (charset: string): Omit<ContentEncoding, 'name'> => ({ charset, decode: writerOf(charset)!, encode: bytes => readText(bytes, charset) })

const encodings: ReadonlyMap<string, Omit<ContentEncoding, 'name'>> = new Map<string, Omit<ContentEncoding, 'name'>>([
  ['base64', base64],
  ['base64url', ofDigits('base64url', /[^A-Za-z0-9_-]/, digits => digits % 4 !== 1)],
  ['base32', base32],
  ['base16', ofDigits('hex', /[^A-Fa-f0-9]/, (digits, pads) => pads === 0 && digits % 2 === 0)],
  ['quoted-printable', quotedPrintable],
  ['7bit', ofText('us-ascii')],
  ['8bit', ofText('utf-8')],
  ...writableCharsets.map(charset => [charset, ofText(charset)] as const)
])

/** The known encodings. */
export const contentEncodings: readonly string[] = ['binary', ...encodings.keys()]

/** An encoding by its name, in any case; undefined if unknown. In JSON `binary` is base64 (`/req/core/process-execute-input-inline-binary`). */
export function contentEncodingOf (name: string): ContentEncoding | undefined {
  const known = name.toLowerCase() === 'binary' ? 'base64' : name.toLowerCase()
  const encoding = encodings.get(known) ?? (writerOf(known) === undefined ? undefined : ofText(known))
  return encoding === undefined ? undefined : { name: known, ...encoding }
}
