import t from 'tap'
import { echo } from '../../../src/processes/echo.ts'
import type { InputDescription, Process } from '../../../src/processes/process.ts'
import type { ValidationError } from '../../../src/inputs/validation-error.ts'
import { readInputs } from '../../../src/inputs/read-inputs.ts'
import { Validators } from '../../../src/inputs/validators.ts'
import { createBounds } from '../../../src/world/bounds.ts'

const process = (inputs: Record<string, Partial<InputDescription>>): Process =>
  ({ ...echo, inputs: Object.fromEntries(Object.entries(inputs).map(([title, input]) => [title, { title, schema: {}, ...input }])) })

const held: Record<string, { mediaType?: string, text: string }> = {
  'http://other/text': { mediaType: 'text/plain; charset=utf-8', text: 'fetched' },
  'http://other/numbers': { mediaType: 'application/json', text: '[1,2]' },
  'http://other/record': { mediaType: 'application/json', text: '{"a":1}' },
  'http://other/untyped': { text: '{"a":1}' },
  'http://other/tiff': { mediaType: 'image/tiff', text: 'II*' },
  'http://other/point': { mediaType: 'application/geo+json', text: '{"type":"Point","coordinates":[1,2]}' }
}

/** Reads inputs like an execution; other addresses cannot be reached. */
const read = (process: Process, sent: Record<string, unknown>) => readInputs(process, sent, {
  ...createBounds(),
  validatorsOf: () => new Validators(),
  async fetchReference (href) {
    const { mediaType, text } = held[href] ?? {}
    if (text === undefined) throw new Error('an address that answers')
    return { body: Buffer.from(text), mediaType }
  }
})

const point = { type: 'Point', coordinates: [1, 2] }

t.test('good inputs are read, whichever way each was sent', async t => {
  const message = 'text'
  for (const [name, sent, value] of [
    ['message', 'by value', 'by value'],
    ['message', { value: 'qualified' }, 'qualified'],
    ['message', { value: 'qualified', mediaType: 'text/plain' }, 'qualified'],
    ['message', { href: 'http://other/text' }, 'fetched'],
    ['pause', 5, 5],
    ['pause', { value: 5 }, 5],
    ['numbers', [1, 2, 3], [1, 2, 3]],
    ['numbers', { value: [1] }, [1]],
    ['numbers', { href: 'http://other/numbers' }, [1, 2]],
    ['extent', { bbox: [1, 2, 3, 4] }, { bbox: [1, 2, 3, 4] }],
    ['extent', { bbox: [1, 2, 3, 4, 5, 6], crs: 'http://www.opengis.net/def/crs/OGC/0/CRS84h' }, { bbox: [1, 2, 3, 4, 5, 6], crs: 'http://www.opengis.net/def/crs/OGC/0/CRS84h' }],
    ['extent', { value: { bbox: [1, 2, 3, 4] } }, { bbox: [1, 2, 3, 4] }],
    ['geometry', '<gml/>', '<gml/>'],
    ['geometry', { value: point }, point],
    ['geometry', { value: point, mediaType: 'application/geo+json' }, point],
    ['geometry', { value: '<gml/>', mediaType: 'application/gml+xml; version=3.2' }, '<gml/>'],
    ['geometry', { value: '<gml/>', format: { mediaType: 'Application/GML+XML' } }, '<gml/>'],
    ['geometry', { href: 'http://other/point' }, point],
    ['geometry', ['<gml/>', { value: point }, { href: 'http://other/point' }], ['<gml/>', point, point]],
    ['geometry', [], undefined],
    ['record', { value: { any: ['thing'] } }, { any: ['thing'] }],
    ['record', { href: 'http://other/record', type: 'application/json' }, { a: 1 }],
    ['record', { href: 'http://other/untyped' }, { a: 1 }],
    ['timestamp', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'],
    ['flag', false, false],
    ['image', 'SUkq', 'SUkq'],
    ['image', { value: 'SUkq', encoding: 'base64', mediaType: 'image/tiff; application=geotiff' }, 'SUkq'],
    ['image', { href: 'http://other/tiff' }, 'SUkq']
  ] as const) {
    const { values, errors } = await read(echo, { message, [name]: sent })
    t.same(errors, [], `${name} as ${JSON.stringify(sent)}`)
    t.same(values, { message, ...(value !== undefined && { [name]: value }) }, `${name} as ${JSON.stringify(sent)}`)
  }
})

t.test('several inputs that are fetched are read as one', async t => {
  const { values, errors } = await read(echo, { message: { href: 'http://other/text' }, numbers: { href: 'http://other/numbers' }, flag: true })
  t.same(errors, [])
  t.same(values, { message: 'fetched', numbers: [1, 2], flag: true })
})

t.test('nobody waits for inputs that are there', async t => {
  t.notOk(read(echo, { message: 'hello' }) instanceof Promise)
})

const names = 'message, pause, numbers, extent, geometry, record, timestamp, flag, image'
const wayToSend = 'an object as {"value": …}, a bounding box with "bbox", or a link with "href"'

t.test('of a wrong input it is said which it is, what came and what was expected', async t => {
  for (const [name, sent, ...errors] of [
    ['message', undefined, { name: 'message', received: 'nothing', expected: 'at least 1 of type string' }],
    ['masage', 'hello', { name: 'masage', received: '"hello"', expected: `no such input; there are: ${names}` }],
    ['__proto__', 'hello', { name: '__proto__', received: '"hello"', expected: `no such input; there are: ${names}` }],
    ['toString', 'hello', { name: 'toString', received: '"hello"', expected: `no such input; there are: ${names}` }],
    ['message', 5, { name: 'message', received: '5', expected: 'string' }],
    ['message', null, { name: 'message', received: 'null', expected: 'string' }],
    ['message', ['a', 'b'], { name: 'message', received: '["a","b"]', expected: 'string' }],
    ['pause', '5', { name: 'pause', received: '"5"', expected: 'number' }],
    ['pause', 61, { name: 'pause', received: '61', expected: '<= 60' }],
    ['pause', { value: -1 }, { name: 'pause', received: '-1', expected: '>= 0' }],
    ['numbers', [1, 'two', 3], { name: 'numbers/1', received: '"two"', expected: 'integer' }],
    ['numbers', [], { name: 'numbers', received: '[]', expected: 'at least 1 items' }],
    ['numbers', Array(101).fill(0), { name: 'numbers', received: `[${'0,'.repeat(39)}0…`, expected: 'at most 100 items' }],
    ['numbers', { href: 'http://other/text' }, { name: 'numbers', received: '"fetched"', expected: 'array' }],
    ['record', { a: 1 }, { name: 'record', received: '{"a":1}', expected: wayToSend }],
    ['extent', { bbox: [1, 2, 3, 4], crs: 'EPSG:4326' }, { name: 'extent/crs', received: '"EPSG:4326"', expected: 'one of http://www.opengis.net/def/crs/OGC/1.3/CRS84, http://www.opengis.net/def/crs/OGC/0/CRS84h' }],
    ['geometry', Array(6).fill('<gml/>'), { name: 'geometry', received: '6 values', expected: 'at most 5' }],
    ['geometry', [5, '<gml/>', true],
      { name: 'geometry', received: '5', expected: 'string or object or exactly one of these' },
      { name: 'geometry', received: 'true', expected: 'string or object or exactly one of these' }],
    ['geometry', { value: '<gml/>', mediaType: 'text/plain' }, { name: 'geometry', received: 'the media type text/plain', expected: 'application/gml+xml; version=3.2 or application/geo+json or application/json' }],
    ['image', { value: 'SUkq', format: { mediaType: 'image/png' } }, { name: 'image', received: 'the media type image/png', expected: 'image/tiff; application=geotiff' }],
    ['image', { href: 'http://other/text' }, { name: 'image', received: 'the media type text/plain; charset=utf-8', expected: 'image/tiff; application=geotiff' }],
    ['image', { href: 'http://other/tiff', type: 'image/png' }, { name: 'image', received: 'the media type image/png', expected: 'image/tiff; application=geotiff' }],
    ['message', { href: 'http://other/nothing' }, { name: 'message', received: '"http://other/nothing"', expected: 'an address that answers' }],
    ['message', { href: 5 }, { name: 'message/href', received: '5', expected: 'an address' }]
  ] as [name: string, sent: unknown, ...errors: ValidationError[]][]) {
    const inputs = JSON.parse(JSON.stringify({ message: 'text' }))
    Object.defineProperty(inputs, name, { value: sent, enumerable: true, configurable: true })
    t.same((await read(echo, inputs)).errors, errors, `${name} as ${JSON.stringify(sent)}`)
  }
})

t.test('what is null says nothing, where it may be absent', async t => {
  const sent = {
    message: { value: 'hello', mediaType: null, encoding: null, format: { mediaType: null, encoding: null }, schema: null },
    pause: null,
    extent: { bbox: [1, 2, 3, 4], crs: null },
    flag: { href: null, value: true },
    image: { href: 'http://other/tiff', type: null, method: null, headers: null, body: null, rel: null, value: null }
  }
  const { values, errors } = await read(echo, sent)
  t.same(errors, [])
  t.match(values, { message: 'hello', extent: { bbox: [1, 2, 3, 4] }, flag: true, image: String })
  t.notOk('pause' in values)
})

t.test('every error is told, not just the first', async t => {
  const { errors } = await read(echo, { pause: -1, numbers: 5, other: 1 })
  t.same(errors.map(({ name }) => name), ['other', 'message', 'pause', 'numbers'])
})

t.test('an input that must come several times is counted', async t => {
  const pair = process({ pair: { minOccurs: 2, maxOccurs: 3, schema: { type: 'integer' } } })
  for (const [sent, received, expected] of [
    [undefined, 'nothing', 'at least 2 of type integer'],
    [[], 'nothing', 'at least 2 of type integer'],
    [5, '1 values', 'at least 2 of type integer'],
    [[1], '1 values', 'at least 2 of type integer'],
    [[1, 2, 3, 4], '4 values', 'at most 3']
  ] as const) t.same((await read(pair, { pair: sent })).errors, [{ name: 'pair', received, expected }])
  t.same(await read(pair, { pair: [1, 2] }), { values: { pair: [1, 2] }, errors: [] })
})

t.test('an input that may come often and came alone is one value', async t => {
  t.same((await read(process({ one: { maxOccurs: 2 } }), { one: 'alone' })).values, { one: 'alone' })
  t.same((await read(process({ one: { maxOccurs: 2 } }), { one: ['alone'] })).values, { one: ['alone'] })
})

t.test('an input of which nothing is said is one value of any kind', async t => {
  const any = process({ any: {} })
  for (const value of ['text', 5, null, [1, 2], [[]]]) t.same(await read(any, { any: value }), { values: { any: value }, errors: [] })
  t.same((await read(any, {})).errors, [{ name: 'any', received: 'nothing', expected: 'at least 1' }])
})

t.test('an object may be asked for in a media type of its own, or in that of JSON', async t => {
  const object = process({ object: { schema: { type: 'object' } } })
  t.same((await read(object, { object: { value: {}, mediaType: 'application/json' } })).errors, [])
  t.same((await read(object, { object: { value: {}, mediaType: 'text/xml' } })).errors, [{ name: 'object', received: 'the media type text/xml', expected: 'application/json' }])
  t.same((await read(object, { object: { href: 'http://other/untyped' } })).values, { object: { a: 1 } })
})

t.test('what a link leads to is no deeper than it may be, and well-formed text', async t => {
  const any = process({ any: { schema: {} } })
  Object.assign(held, { 'http://other/deep': { text: '['.repeat(300) + ']'.repeat(300) }, 'http://other/odd': { text: String.raw`"\ud800"` } })
  t.match((await read(any, { any: { href: 'http://other/deep' } })).errors, [{ name: 'any', expected: 'JSON that is nested at most 200 deep (--max-depth)' }])
  t.match((await read(any, { any: { href: 'http://other/odd' } })).errors, [{ name: 'any', expected: 'an answer with well-formed Unicode, which the text at / is not' }])
})
