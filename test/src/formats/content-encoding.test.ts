import fc from 'fast-check'
import t from 'tap'
import { contentEncodingOf, contentEncodings } from '../../../src/formats/content-encoding.ts'

const decoded = (name: string, text: string) => contentEncodingOf(name)?.decode(text)?.toString('latin1')

t.test('a text is valid in an encoding, and stands for bytes, or it is not', async t => {
  for (const [name, text, bytes] of [
    // RFC 4648, 10
    ['base64', 'Zm9vYg==', 'foob'],
    ['base64', 'Zm9v\r\n YmE=\t', 'fooba'],
    ['base64', '', ''],
    ['base64', 'Zm9vYg=', undefined],
    ['base64', 'Zm9vYg', undefined],
    ['base64', 'Zm9vYg===', undefined],
    ['base64', 'Zm9v_w==', undefined],
    ['binary', 'Zm9v', 'foo'],
    ['BASE64', 'Zm9v', 'foo'],
    ['base64url', '_-8', '\u00ff\u00ef'],
    ['base64url', 'Z', undefined],
    ['base64url', '+/8', undefined],
    ['base32', 'MZXW6YTBOI======', 'foobar'],
    ['base32', 'MZXW6YQ=', 'foob'],
    ['base32', 'MZXW6YQ', undefined],
    ['base32', 'MZXW6Y==', undefined],
    ['base32', 'mzxw6yq=', undefined],
    ['base32', 'A=======', undefined],
    ['base32', '', ''],
    ['base16', '666F6f', 'foo'],
    ['base16', '66=', undefined],
    ['base16', '6', undefined],
    // RFC 2045, 6.7
    ['quoted-printable', 'a=3D=C3=A4 \t=\r\nb=', 'a=\u00c3\u00a4 \tb'],
    ['quoted-printable', 'ä', undefined],
    ['quoted-printable', '=0', undefined],
    ['7bit', 'plain', 'plain'],
    ['7bit', 'ä', undefined],
    ['8bit', 'ä', '\u00c3\u00a4'],
    ['utf-8', 'ä', '\u00c3\u00a4'],
    ['UTF8', 'ä', '\u00c3\u00a4'],
    ['ascii', 'ä', undefined],
    ['latin1', 'ä', '\u00e4'],
    ['iso-8859-1', '€', undefined],
    ['utf-16', 'a', '\u00ff\u00fea\u0000'],
    ['utf-16le', 'a', 'a\u0000'],
    ['utf-16be', 'a', '\u0000a']
  ] as const) t.equal(decoded(name, text), bytes, `${name} ${JSON.stringify(text)}`)
  t.equal(contentEncodingOf('gzip'), undefined)
  t.equal(contentEncodingOf('toString'), undefined)
})

t.test('what is encoded decodes to the same bytes', async t => {
  for (const name of contentEncodings) {
    const { charset, encode, decode } = contentEncodingOf(name)!
    const bytes = charset !== undefined ? fc.string({ unit: fc.constantFrom('a', ' ', '=', '\t', '\r', '\n', '~') }).map(text => decode(text)!) : fc.uint8Array({ maxLength: 200 }).map(array => Buffer.from(array))
    fc.assert(fc.property(bytes, all => decode(encode(all))!.equals(all)), { numRuns: 100 })
  }
  t.ok(contentEncodingOf('quoted-printable')!.encode(Buffer.alloc(500, 'ä')).split('\r\n').every(line => line.length <= 76), 'in lines')
})

t.test('megabytes of base64 are judged at once', async t => {
  const text = 'QUJD'.repeat(2_500_000)
  t.equal(contentEncodingOf('base64')!.decode(text)?.length, 7_500_000)
  t.equal(contentEncodingOf('base64')!.decode(`${text}%`), undefined)
})
