import { gzipSync } from 'node:zlib'
import t from 'tap'
import type { ProcessSeed } from '../../schemas/seed.ts'
import { build } from '../helper.ts'
import { listen } from '../src/outgoing/listener.ts'

/**
 * The effects of process descriptions, one row each: the request and the answer in both versions of the standard, over a
 * socket. If the versions differ, the draft's answer follows that of 1.0.
 */
interface Answer {
  readonly status: number
  readonly type?: string
  readonly text?: string
  readonly json?: unknown
  /** What the detail of an exception ends with. */
  readonly says?: string
  readonly link?: RegExp
}
type Row = readonly [what: string, process: string, request: RequestParts, answer: Answer, draft?: Answer]
interface RequestParts { readonly body?: object, readonly headers?: Readonly<Record<string, string>> }

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]).toString('base64')
const pngBytes = Buffer.from(png, 'base64').toString('latin1')
const point = { type: 'Point', coordinates: [1, 2] }
const features = { type: 'FeatureCollection', features: [] }

const image = (contentMediaType: string, contentEncoding = 'binary') => ({ type: 'string', contentEncoding, contentMediaType })
const gml = { type: 'string', contentMediaType: 'application/gml+xml; version=3.2' }
const geojson = { allOf: [{ format: 'geojson-geometry' }, { $ref: 'https://geojson.org/schema/Geometry.json' }] }

/** Processes that return their inputs, by their schema. */
const echoes = {
  base64: { type: 'string', contentEncoding: 'base64' },
  base32: { type: 'string', contentEncoding: 'base32', contentMediaType: 'application/zip' },
  base16: { type: 'string', contentEncoding: 'base16' },
  printable: { type: 'string', contentEncoding: 'quoted-printable', contentMediaType: 'text/plain' },
  ascii: { type: 'string', contentEncoding: '7bit' },
  csv: { type: 'string', contentEncoding: '7bit', contentMediaType: 'text/csv' },
  written: { type: 'string', contentMediaType: 'text/csv; charset=iso-8859-1' },
  either: { oneOf: [gml, image('image/png')] },
  schema: { type: 'string', contentMediaType: 'text/xml', contentSchema: 'https://example.org/a.xsd' },
  anything: {},
  latin: { type: 'string', contentEncoding: 'iso-8859-1', contentMediaType: 'text/csv' },
  byte: { type: 'string', format: 'byte' },
  binary: { type: 'string', format: 'binary' },
  implied: { type: 'string', contentMediaType: 'image/png' },
  images: { oneOf: [image('image/tiff; application=geotiff'), image('image/jp2')] },
  mixed: { anyOf: [image('image/png', 'base32'), image('image/jp2', 'base64')] },
  geometry: { oneOf: [gml, geojson] },
  wkt: { oneOf: [{ type: 'string' }, { format: 'geojson-geometry' }] },
  component: { $ref: '#/components/schemas/picture' },
  text: { type: 'string' },
  nullable: { nullable: true, oneOf: [{ type: 'number', minimum: 0, exclusiveMinimum: true }, { type: 'boolean' }] },
  tuple: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string', format: 'made-up' }], unevaluatedItems: false }
}

const output = (schema: object, result: unknown, more: Partial<ProcessSeed> = {}) => ({ outputs: { out: { schema } }, results: { out: result }, ...more })

const processes: Record<string, Omit<ProcessSeed, 'id'>> = {
  ...Object.fromEntries(Object.entries(echoes).map(([id, schema]) => [id, { inputs: { it: { schema } }, outputs: { it: { schema: id === 'component' ? image('image/png') : schema } } }])),
  several: { inputs: { it: { maxOccurs: 'unbounded', schema: echoes.images } }, outputs: { it: { schema: echoes.images } } },
  picture: output(image('image/png'), png),
  pictures: output({ oneOf: [image('image/png', 'base64'), image('image/tiff')] }, png),
  features: output({ type: 'object', contentMediaType: 'application/geo+json' }, features),
  linked: output({ type: 'object', contentMediaType: 'application/ld+json' }, { a: 1 }),
  pair: { outputs: { image: { schema: image('image/png') }, features: { schema: { type: 'object', contentMediaType: 'application/geo+json' } } }, results: { image: png, features } },
  async: output({ type: 'string' }, 'done', { jobControlOptions: ['async-execute'] }),
  sync: output({ type: 'string' }, 'done', { jobControlOptions: ['sync-execute'] }),
  value: output({ type: 'string' }, 'done', { outputTransmission: ['value'] }),
  reference: output(image('image/png'), png, { outputTransmission: ['reference'] })
}

const of = (it: unknown, output: object = {}): RequestParts => ({ body: { inputs: { it }, outputs: { it: output } } })
const accept = (accept: string, body: object = {}): RequestParts => ({ body, headers: { accept } })
const document = (body: object = {}): RequestParts => ({ body: { response: 'document', ...body } })
const wrong = (says: string): Answer => ({ status: 400, type: 'application/json; charset=utf-8', says })
const raw = (type: string, text: string): Answer => ({ status: 200, type, text })
const json = (json: unknown): Answer => ({ status: 200, type: 'application/json; charset=utf-8', json })
const profile = /<https:\/\/www\.opengis\.net\/def\/profile\/OGC\/0\/ogc-results>; rel="profile"/

const rows = (other: string): readonly Row[] => [
  // contentEncoding means what it says, both ways
  ['base64', 'base64', of(png), raw('application/octet-stream', pngBytes)],
  ['base64 in lines', 'base64', of('iVBO\r\nR/8='), raw('application/octet-stream', pngBytes)],
  ['no base64', 'base64', of('iVBOR/8'), wrong('"it": "iVBOR/8" came; expected text in base64.')],
  ['no base64 at all', 'base64', of('%%%%'), wrong('expected text in base64.')],
  ['base32', 'base32', of('NBSWY3DP'), raw('application/zip', 'hello')],
  ['no base32', 'base32', of('nbswy3d1'), wrong('expected text in base32.')],
  ['base16', 'base16', of('00ff'), raw('application/octet-stream', '\u0000\u00ff')],
  ['no base16', 'base16', of('0'), wrong('expected text in base16.')],
  ['quoted-printable', 'printable', of('a=3Db=\r\nc'), raw('text/plain', 'a=bc')],
  ['no quoted-printable', 'printable', of('a=G'), wrong('expected text in quoted-printable.')],
  ['7bit', 'ascii', of('plain'), raw('text/plain; charset=utf-8', 'plain')],
  ['7bit of a media type', 'csv', of('plain'), raw('text/csv; charset=us-ascii', 'plain')],
  ['the charset of a media type', 'written', of('ä'), raw('text/csv; charset=iso-8859-1', '\u00e4')],
  ['what is not in that charset', 'written', of('€'), raw('text/csv; charset=iso-8859-1', Buffer.from('€').toString('latin1'))],
  ['no 7bit', 'ascii', of('ä'), wrong('expected text in 7bit.')],
  ['a charset', 'latin', of('ä'), raw('text/csv; charset=iso-8859-1', '\u00e4')],
  ['not in the charset', 'latin', of('€'), wrong('expected text in iso-8859-1.')],
  ['format: byte', 'byte', of(png), raw('application/octet-stream', pngBytes)],
  ['no byte', 'byte', of('%'), wrong('expected text in base64.')],
  ['format: binary', 'binary', of(png), raw('application/octet-stream', pngBytes)],
  ['no binary', 'binary', of('%'), wrong('expected text in base64.')],
  ['base64 implied by an image', 'implied', of(png), raw('image/png', pngBytes)],
  // a sent encoding is read
  ['sent in another encoding', 'base64', of({ value: 'NBSWY3DP', encoding: 'base32' }), raw('application/octet-stream', 'hello')],
  ['text sent in base64', 'text', of({ value: 'aGVsbG8=', encoding: 'base64' }), raw('text/plain; charset=utf-8', 'hello')],
  ['text sent in base64 of a charset', 'text', of({ value: '5A==', encoding: 'base64', mediaType: 'text/plain; charset=iso-8859-1' }), raw('text/plain; charset=utf-8', Buffer.from('ä').toString('latin1'))],
  ['GeoJSON sent in base64', 'geometry', of({ value: Buffer.from(JSON.stringify(point)).toString('base64'), encoding: 'base64', mediaType: 'application/geo+json' }), raw('application/geo+json', JSON.stringify(point))],
  ['not in the sent encoding', 'text', of({ value: 'ä', encoding: 'base64' }), wrong('"it": "ä" came; expected text in base64.')],
  ['no text in the sent encoding', 'nullable', of({ value: true, encoding: 'base64' }), wrong('"it": true came; expected text in base64.')],
  ['text sent in 7bit', 'text', of({ value: 'plain', encoding: '7bit' }), raw('text/plain; charset=utf-8', 'plain')],
  ['not in 7bit', 'text', of({ value: 'ä', encoding: '7bit' }), wrong('expected text in 7bit.')],
  ['JSON sent in UTF-8', 'geometry', of({ value: point, encoding: 'UTF-8' }), raw('application/geo+json', JSON.stringify(point))],
  ['bytes that are no text sent for text', 'text', of({ value: '/w==', encoding: 'base64' }), wrong('expected text in utf-8; for other bytes the schema needs a contentEncoding.')],
  ['an unknown encoding', 'text', of({ value: 'a', encoding: 'rot13' }), wrong('"it/encoding": "rot13" came; expected one of binary, base64, base64url, base32, base16, quoted-printable, 7bit, 8bit, utf-8, us-ascii, iso-8859-1, utf-16, utf-16le, utf-16be.')],
  ['a media type that is no text', 'text', of({ value: 'a', mediaType: 5 }), wrong('"it/mediaType": 5 came; expected a media type, such as image/png.')],
  // the media type chooses the alternative, by value, by href, and on the way out
  ['an alternative by value', 'images', of({ value: png, mediaType: 'image/jp2' }), raw('image/jp2', pngBytes)],
  ['an alternative by href', 'images', of({ href: `${other}/jp2` }), raw('image/jp2', 'JP2')],
  ['an alternative by the type of the link', 'images', of({ href: `${other}/unknown`, type: 'image/jp2' }), raw('image/jp2', 'II*')],
  ['the first where none is named', 'images', of(png), raw('image/tiff; application=geotiff', pngBytes)],
  ['none of the alternatives', 'images', of({ value: png, mediaType: 'image/png' }), wrong('the media type image/png came; expected image/tiff; application=geotiff or image/jp2.')],
  ['a parameter that contradicts', 'images', of({ value: png, mediaType: 'image/tiff; application=other' }), wrong('the media type image/tiff; application=other came; expected image/tiff; application=geotiff or image/jp2.')],
  ['alternatives in encodings of their own', 'mixed', of({ value: png, mediaType: 'image/jp2' }), raw('image/jp2', pngBytes)],
  ['not in that of the alternative', 'mixed', of({ value: png, mediaType: 'image/png' }), wrong('expected text in base32.')],
  ['several, each by its own', 'several', { body: { inputs: { it: [{ href: `${other}/jp2` }, { value: png, mediaType: 'image/tiff' }] }, response: 'document' } },
    json({ it: [{ value: 'SlAy', mediaType: 'image/jp2', encoding: 'base64' }, { value: png, mediaType: 'image/tiff; application=geotiff', encoding: 'base64' }] }), { status: 200, type: 'application/json' }],
  ['GML', 'geometry', of({ value: '<gml/>', mediaType: 'application/gml+xml; version=3.2' }), raw('application/gml+xml; version=3.2', '<gml/>')],
  ['GeoJSON', 'geometry', of({ value: point }), raw('application/geo+json', JSON.stringify(point))],
  ['GeoJSON by href', 'geometry', of({ href: `${other}/point` }), raw('application/geo+json', JSON.stringify(point))],
  ['WKT', 'wkt', of('POINT(1 2)'), raw('text/plain; charset=utf-8', 'POINT(1 2)')],
  ['WKT that says so', 'wkt', of({ value: 'POINT(1 2)', mediaType: 'application/wkt' }), raw('text/plain; charset=utf-8', 'POINT(1 2)')],
  ['or GeoJSON', 'wkt', of({ value: point }), raw('application/geo+json', JSON.stringify(point))],
  ['alternatives of a component', 'component', of({ value: png, mediaType: 'image/png' }), raw('image/png', pngBytes)],
  ['not among those of a component', 'component', of({ value: png, mediaType: 'image/gif' }), wrong('expected image/tiff or image/png.')],
  // schemas of OpenAPI 3.0 and of JSON Schema 2020-12
  ['nullable beside oneOf', 'nullable', of(null), raw('application/json', 'null')],
  ['exclusiveMinimum: true', 'nullable', of(0), wrong('expected > 0 or boolean or exactly one of these or null.')],
  ['prefixItems and unevaluatedItems', 'tuple', of([1, 'a', 2]), wrong('expected at most 2 items.')],
  // outputs.x.format.mediaType
  ['one of the media types', 'pictures', { body: { outputs: { out: { format: { mediaType: 'image/tiff' } } } } }, raw('image/tiff', pngBytes)],
  ['one of them in a document', 'pictures', document({ outputs: { out: { format: { mediaType: 'image/tiff' } } } }), json({ out: { value: png, mediaType: 'image/tiff', encoding: 'base64' } }), raw('image/tiff', pngBytes)],
  ['none of them', 'pictures', { body: { outputs: { out: { format: { mediaType: 'image/gif' } } } } }, wrong('output "out": the media type image/gif came; expected image/png or image/tiff.')],
  ['its encoding', 'pictures', { body: { outputs: { out: { format: { mediaType: 'image/png', encoding: 'base64' } } } } }, raw('image/png', pngBytes)],
  ['binary, which is base64', 'pictures', { body: { outputs: { out: { format: { encoding: 'binary' } } } } }, raw('image/png', pngBytes)],
  ['text in another encoding', 'text', of('a', { format: { encoding: 'base64' } }), wrong('the encoding base64 came; expected utf-8.')],
  ['another encoding', 'pictures', { body: { outputs: { out: { format: { encoding: 'base32' } } } } }, wrong('output "out": the encoding base32 came; expected base64.')],
  ['its schema', 'schema', of('<a/>', { format: { schema: 'https://example.org/a.xsd' } }), raw('text/xml', '<a/>')],
  ['another schema', 'schema', of('<a/>', { format: { schema: 'https://example.org/b.xsd' } }), wrong('output "it": the schema "https://example.org/b.xsd" came; expected "https://example.org/a.xsd".')],
  ['an output that may be anything, as JSON', 'anything', of({ value: point }, { format: { mediaType: 'application/json' } }), raw('application/json', JSON.stringify(point))],
  ['a geometry of which nothing is said', 'anything', of({ value: point }), raw('application/geo+json', JSON.stringify(point))],
  ['a list of which nothing is said', 'anything', of([1]), raw('application/json', '[1]')],
  ['an output that may be anything, as a picture', 'anything', of(1, { format: { mediaType: 'image/png' } }), wrong('the media type image/png came; expected application/json or text/plain.')],
  ['what the result is not', 'geometry', of('<gml/>', { format: { mediaType: 'application/geo+json' } }), { status: 406, says: 'The output "it" was requested as application/geo+json; this job has it as text/plain; charset=utf-8.' }],
  // Accept
  ['Accept of a PNG', 'picture', accept('image/png'), raw('image/png', pngBytes)],
  ['Accept of an image', 'picture', accept('image/*;q=0.5, text/csv'), raw('image/png', pngBytes)],
  ['Accept of another', 'picture', accept('image/gif'), { status: 406, says: 'Accept came as "image/gif"; expected one of image/png, application/json, text/html.' }],
  ['Accept of a PNG where it is none', 'text', accept('image/png', { inputs: { it: 'a' } }), { status: 406, says: 'expected one of text/plain; charset=utf-8, application/json, text/html.' }],
  ['Accept chooses', 'pictures', accept('image/tiff, image/png;q=0.1'), raw('image/tiff', pngBytes)],
  ['Accept of JSON', 'picture', accept('application/json'), raw('image/png', pngBytes), { ...json({ out: { value: png, mediaType: 'image/png', encoding: 'base64' } }), link: profile }],
  ['Accept of GeoJSON', 'features', accept('application/geo+json'), raw('application/geo+json', JSON.stringify(features))],
  ['Accept of JSON for GeoJSON', 'features', accept('application/json'), raw('application/geo+json', JSON.stringify(features)), raw('application/json', JSON.stringify(features))],
  ['Accept of a part', 'pair', accept('image/png'), { status: 406, says: 'expected one of multipart/related, application/json, text/html.' }, { status: 406, says: 'expected one of application/json, text/html.' }],
  ['Accept of a page', 'picture', accept('text/html'), { status: 200, type: 'text/html; charset=utf-8' }],
  ['Accept before a job is made', 'picture', { body: {}, headers: { accept: 'image/gif', prefer: 'respond-async' } }, { status: 406 }],
  // JSON of other types
  ['JSON of another type, raw', 'linked', {}, raw('application/ld+json', '{"a":1}')],
  ['in a document', 'linked', document(), json({ out: { value: { a: 1 }, mediaType: 'application/ld+json' } }), raw('application/ld+json', '{"a":1}')],
  ['in parts', 'pair', {}, { status: 200, type: 'multipart/related', text: `Content-Type: application/geo+json\r\nContent-ID: <features>\r\n\r\n${JSON.stringify(features)}` },
    { ...json({ image: { value: png, mediaType: 'image/png', encoding: 'base64' }, features: { value: features, mediaType: 'application/geo+json' } }), link: profile }],
  // one output, whether it was named or not
  ['one output, not named', 'picture', {}, raw('image/png', pngBytes)],
  ['one output, named', 'picture', { body: { outputs: { out: {} } } }, raw('image/png', pngBytes)],
  // jobControlOptions and outputTransmission
  ['async-execute alone', 'async', {}, { status: 201 }],
  ['sync-execute alone', 'sync', { headers: { prefer: 'respond-async' } }, raw('text/plain; charset=utf-8', 'done')],
  ['value alone', 'value', { body: { outputs: { out: { transmissionMode: 'reference' } } } }, wrong('the transmissionMode reference came; expected value, as the outputTransmission of the process says.')],
  ['reference alone', 'reference', { body: { outputs: { out: {} } } }, { status: 204, link: /\/results\/out>; rel="out"; type="image\/png"/ }, { status: 200, type: 'application/json', link: profile }],
  // references
  ['POST with headers and a body', 'text', of({ href: `${other}/echo`, method: 'POST', headers: { 'X-Key': 'secret' }, body: { a: 1 } }), raw('text/plain; charset=utf-8', 'POST secret application/json {"a":1}')],
  ['POST with text', 'text', of({ href: `${other}/echo`, method: 'POST', body: 'a' }), raw('text/plain; charset=utf-8', 'POST undefined text/plain; charset=utf-8 a')],
  ['DELETE', 'text', of({ href: other, method: 'DELETE' }), wrong('"it/method": "DELETE" came; expected GET or POST; a double changes nothing at other servers.')],
  ['a body without POST', 'text', of({ href: other, body: 'a' }), wrong('"it/body": "a" came; expected none, since the method is GET; POST sends one.')],
  ['a header of HTTP itself', 'text', of({ href: other, headers: { Host: 'h.example' } }), wrong('"it/headers/Host": "h.example" came; expected no header of this name: the double sends it itself.')],
  ['a header of two lines', 'text', of({ href: other, headers: { a: 'b\r\nc: d' } }), wrong('expected a header as HTTP has them.')],
  ['a header that is no text', 'text', of({ href: other, headers: { a: 5 } }), wrong('"it/headers/a": 5 came; expected text.')],
  ['headers that are none', 'text', of({ href: other, headers: ['a'] }), wrong('"it/headers": ["a"] came; expected an object of texts.')],
  ['an href that is no text', 'text', of({ href: 5 }), wrong('"it/href": 5 came; expected an address.')],
  ['Content-Encoding', 'text', of({ href: `${other}/gzip` }), raw('text/plain; charset=utf-8', 'zipped')],
  ['an unknown Content-Encoding', 'text', of({ href: `${other}/lzma` }), wrong('expected a Content-Encoding of gzip, deflate or br; it came in lzma.')],
  ['what is not in its Content-Encoding', 'text', of({ href: `${other}/unzipped` }), wrong('expected an answer in gzip, as its Content-Encoding says.')],
  ['a charset of what comes', 'latin', of({ href: `${other}/latin` }), raw('text/csv; charset=iso-8859-1', '\u00e4')],
  ['a charset that nobody knows', 'text', of({ href: `${other}/klingon` }), wrong('expected text in a known charset, such as utf-8; it came in klingon.')],
  ['a byte order mark', 'wkt', of({ href: `${other}/bom` }), raw('application/geo+json', JSON.stringify(point))],
  ['UTF-16 by its byte order mark', 'text', of({ href: `${other}/utf16` }), raw('text/plain; charset=utf-8', 'sixteen')],
  ['bytes that are no text', 'text', of({ href: `${other}/bytes` }), wrong('expected text in utf-8; for other bytes the schema needs a contentEncoding.')],
  ['bytes for one of several alternatives', 'either', of({ href: `${other}/bytes` }), raw('image/png', '\u00d8\u0000\u00fe\u00ff')],
  ['text for one of several alternatives', 'either', of({ href: `${other}/gml` }), raw('application/gml+xml; version=3.2', '<gml/>')],
  ['an encoding of what comes', 'text', of({ href: `${other}/base64`, encoding: 'base64' }), raw('text/plain; charset=utf-8', 'hello')],
  ['a charset of what comes, said by the link', 'latin', of({ href: `${other}/untyped-latin`, encoding: 'iso-8859-1' }), raw('text/csv; charset=iso-8859-1', '\u00e4')],
  ['what comes is not in it', 'text', of({ href: `${other}/bytes`, encoding: 'base64' }), wrong('expected an answer in base64.')]
]

for (const ogc of ['1.0', '2.0-draft'] as const) {
  t.test(`what a description says is done, or refused with its place (${ogc})`, async t => {
    const server = await listen(t, (response, { url, method, headers, body }) => {
      const answer = (type: string | undefined, content: string | Buffer, more: Record<string, string> = {}) => response.writeHead(200, { ...(type !== undefined && { 'content-type': type }), ...more }).end(content)
      switch (url) {
        case '/jp2': return answer('image/jp2', 'JP2')
        case '/unknown': return answer('application/octet-stream', 'II*')
        case '/point': return answer('application/json', JSON.stringify(point))
        case '/echo': return answer('text/plain', `${method} ${headers['x-key']} ${headers['content-type']} ${body}`)
        case '/gzip': return answer('text/plain', gzipSync('zipped'), { 'content-encoding': 'gzip' })
        case '/unzipped': return answer('text/plain', 'not zipped', { 'content-encoding': 'gzip' })
        case '/lzma': return answer('text/plain', 'x', { 'content-encoding': 'lzma' })
        case '/latin': return answer('text/csv; charset=ISO-8859-1', Buffer.from('ä', 'latin1'))
        case '/klingon': return answer('text/plain; charset=klingon', 'x')
        case '/bom': return answer(undefined, `\ufeff${JSON.stringify(point)}`)
        case '/utf16': return answer('text/plain', Buffer.from('\ufeffsixteen', 'utf16le'))
        case '/untyped-latin': return answer(undefined, Buffer.from('ä', 'latin1'))
        case '/gml': return answer(undefined, '<gml/>')
        case '/base64': return answer('text/plain', 'aGVsbG8=')
        default: return answer(undefined, Buffer.from([0xff, 0xfe, 0x00, 0xd8].reverse()))
      }
    })
    const components = { schemas: { picture: { oneOf: [image('image/tiff'), { $ref: '#/components/schemas/png' }] }, png: image('image/png') } }
    const { url, jobs } = await build(t, { port: 0, ogc, allowPrivateCallbacks: true, seed: { components, processes: Object.entries(processes).map(([id, process]) => ({ id, ...process })) } })
    for (const [what, process, { body = {}, headers = {} }, answer, draft = answer] of rows(server.url)) {
      const expected = ogc === '1.0' ? answer : draft
      const before = jobs.size()
      const response = await fetch(`${url}/processes/${process}/execution`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
      const text = Buffer.from(await response.arrayBuffer()).toString(response.status === 200 && expected.json === undefined ? 'latin1' : 'utf8')
      t.equal(response.status, expected.status, `${what}: ${text}`)
      if (expected.type !== undefined) t.ok(response.headers.get('content-type')?.startsWith(expected.type), `${what}: ${response.headers.get('content-type')}`)
      if (expected.text !== undefined) t.ok(expected.type === 'multipart/related' ? text.includes(expected.text) : text === expected.text, `${what}: ${text}`)
      if (expected.json !== undefined) t.same(JSON.parse(text), expected.json, what)
      if (expected.says !== undefined) t.ok(JSON.parse(text).detail.endsWith(expected.says), `${what}: ${text}`)
      if (expected.link !== undefined) t.match(response.headers.get('link'), expected.link, what)
      if (expected.status === 406 && headers['prefer'] !== undefined) t.equal(jobs.size(), before, what)
    }
  })

  t.test(`Accept chooses at the addresses of results too, and links carry the type that comes (${ogc})`, async t => {
    const { url } = await build(t, { port: 0, ogc, seed: { processes: Object.entries(processes).map(([id, process]) => ({ id, ...process })), components: { schemas: { picture: {} } }, jobs: ['picture', 'pictures', 'features', 'linked', 'pair', 'anything'].map(id => ({ id, process: id, ...(id === 'anything' && { inputs: { it: 1 } }) })) } })
    const get = (path: string, accept = '*/*') => fetch(`${url}/jobs/${path}`, { headers: { accept } })
    const isDraft = ogc !== '1.0'
    for (const [path, accept, status, type] of [
      ['picture/results', 'image/png', 200, 'image/png'],
      ['picture/results', '*/*', 200, isDraft ? 'application/json; charset=utf-8' : 'image/png'],
      ['picture/results', 'image/gif', 406, undefined],
      ['picture/results/out', 'image/png', 200, 'image/png'],
      ['picture/results/out', '*/*', 200, 'image/png'],
      ['picture/results/out', 'text/html, */*;q=0.8', 200, 'image/png'],
      ['picture/results/out', 'text/html', 200, 'text/html; charset=utf-8'],
      ['picture/results/out', 'image/gif', 406, undefined],
      ['picture/results/out', 'application/json', 200, isDraft ? 'application/json; charset=utf-8' : 'image/png'],
      ['pictures/results/out', 'image/tiff', 200, 'image/tiff'],
      ['features/results/out', '*/*', 200, 'application/geo+json'],
      ['features/results/out', 'image/png', 406, undefined],
      ['linked/results', 'application/ld+json', 200, 'application/ld+json'],
      ['pair/results', 'image/png', 406, undefined],
      ['pair/results/image', 'image/png', 200, 'image/png'],
      ['pair/results/features', 'application/geo+json', 200, 'application/geo+json']
    ] as const) {
      const response = await get(path, accept)
      const text = await response.text()
      t.equal(response.status, status, `${path} as ${accept}`)
      if (type !== undefined) t.equal(response.headers.get('content-type'), type, `${path} as ${accept}`)
      if (status === 406) t.match(JSON.parse(text).detail, /^Accept came as "image\/\w+"; expected one of .*text\/html\.$/)
    }
    t.equal((await fetch(`${url}/jobs/picture/results?f=json`, { headers: { accept: 'image/gif' } })).headers.get('content-type'), isDraft ? 'application/json; charset=utf-8' : 'image/png')
    for (const [id, type] of [['anything', undefined], ['picture', 'image/png'], ['features', 'application/geo+json'], ['pair', 'multipart/related']] as const) {
      const { links } = await (await get(id, 'application/json')).json() as { links: { rel: string, type: string }[] }
      t.equal(links.find(({ rel }) => rel.endsWith('/results'))?.type, isDraft ? 'application/json' : type, id)
    }
  })

  t.test(`where no outputs are named all that are defined come (${ogc})`, async t => {
    const { url } = await build(t, { port: 0, ogc, seed: {} })
    const response = await fetch(`${url}/processes/echo/execution`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ inputs: { message: 'hello' }, response: 'document' }) })
    t.same(Object.keys(await response.json() as object), ['message', 'pause', 'numbers', 'extent', 'geometry', 'record', 'timestamp', 'flag', 'image'])
    const { links } = await (await fetch(`${url}/processes/echo`)).json() as { links: { rel: string, href: string }[] }
    t.equal(links.find(({ rel }) => rel === 'profile')?.href, 'https://www.opengis.net/def/profile/OGC/0/ogc-process-description')
  })
}
