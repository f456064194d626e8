import fc from 'fast-check'
import t from 'tap'
import { fieldId, kindOf, typeFieldId, type FieldDescription } from '../../../routes/ogc/field-kind.ts'
import { exampleInputs, inputsOf, jsonExample } from '../../../routes/ogc/form-inputs.ts'
import { echo } from '../../../src/processes/echo.ts'
import { type InputContext, readInputs } from '../../../src/inputs/read-inputs.ts'
import { Validators } from '../../../src/inputs/validators.ts'
import { createBounds } from '../../../src/world/bounds.ts'
import { anyCharacter } from '../../any-character.ts'

const context: InputContext = { ...createBounds(), validatorsOf: () => new Validators(), fetchReference: () => Promise.reject(new Error('not needed')) }

const form = (fields: Record<string, string>) =>
  new URLSearchParams(Object.fromEntries(Object.entries(fields).map(([name, text]) => [fieldId(name), text])))

const read = (inputs: Record<string, FieldDescription>, fields: Record<string, string>) => inputsOf(inputs, form(fields))

/** The text that a person types for a value, by the kind of the field. */
const typed = (description: FieldDescription, value: unknown): string =>
  ['line', 'text'].includes(kindOf(description)) ? String(value) : JSON.stringify(value)

const values = {
  message: 'hello <b>"&\' ‮',
  pause: 2.5,
  numbers: [1, -2],
  extent: { bbox: [1, 2, 3, 4] },
  geometry: [{ value: { type: 'Point', coordinates: [1, 2] } }, '<gml:Point/>'],
  record: { value: { a: [1] } },
  timestamp: '2026-01-01T12:00:00Z',
  flag: false,
  image: 'aGVsbG8='
}

t.test('what is typed into the fields of echo comes out as it was meant', async t => {
  t.same(Object.keys(values), Object.keys(echo.inputs))
  const fields = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typed(echo.inputs[name]!, value)]))
  const { inputs, errors } = read(echo.inputs, fields)
  t.same(errors, [])
  t.same(inputs, values)
  t.same((await readInputs(echo, inputs, context)).errors, [])
})

t.test('an empty field is an input that is not given', async t => {
  t.same(read(echo.inputs, {}), { inputs: {}, errors: [] })
  t.same(read(echo.inputs, Object.fromEntries(Object.keys(echo.inputs).map(name => [name, ' ']))), { inputs: {}, errors: [] })
})

const number = { schema: { type: 'number' } }
const several = { schema: { type: 'string' }, maxOccurs: 3 }
const anything = { schema: {} }
const cases: { what: string, description: FieldDescription, text: string, value: unknown }[] = [
  { what: 'a number', description: number, text: ' -1.5e3 ', value: -1500 },
  { what: 'a number that begins with its point', description: number, text: '.5', value: 0.5 },
  { what: 'no number', description: number, text: 'abc', value: 'abc' },
  { what: 'a number of another notation', description: number, text: '0x10', value: '0x10' },
  { what: 'a number beyond all', description: number, text: '1e999', value: '1e999' },
  { what: 'a whole number', description: { schema: { type: 'integer' } }, text: '7', value: 7 },
  { what: 'a boolean', description: { schema: { type: 'boolean' } }, text: 'true', value: true },
  { what: 'no boolean', description: { schema: { type: 'boolean' } }, text: 'yes', value: 'yes' },
  { what: 'one of some values, which look alike', description: { schema: { enum: [1, '1'] } }, text: '"1"', value: '1' },
  { what: 'null, where it may be', description: { schema: { enum: [null, 1] } }, text: 'null', value: null },
  { what: 'text that looks like JSON', description: { schema: { type: 'string' } }, text: '[1]', value: '[1]' },
  { what: 'text with line ends, as browsers send them', description: { schema: { type: 'string', contentMediaType: 'text/csv' } }, text: 'a\r\nb', value: 'a\nb' },
  { what: 'several values', description: several, text: '["a", "b"]', value: ['a', 'b'] },
  { what: 'one of several', description: several, text: '"a"', value: 'a' },
  { what: 'several objects', description: { ...anything, maxOccurs: 2 }, text: '[{"a": 1}, {"value": 2}]', value: [{ value: { a: 1 } }, { value: 2 }] },
  { what: 'an object', description: anything, text: '{"a": 1}', value: { value: { a: 1 } } },
  { what: 'an object within an array, which is one value', description: { schema: { type: 'array' } }, text: '[{"a": 1}]', value: [{ a: 1 }] },
  { what: 'a qualified value', description: anything, text: '{"value": {"a": 1}, "mediaType": "application/json"}', value: { value: { a: 1 }, mediaType: 'application/json' } },
  { what: 'a link', description: anything, text: '{"href": "https://h.example/"}', value: { href: 'https://h.example/' } },
  { what: 'null as JSON', description: anything, text: 'null', value: null },
  { what: 'one of some objects', description: { schema: { enum: [{ a: 1 }] } }, text: '{"a": 1}', value: { value: { a: 1 } } }
]

for (const { what, description, text, value } of cases) {
  t.test(`${what} is read`, async t => t.same(read({ x: description }, { x: text }), { inputs: { x: value }, errors: [] }))
}

const alternatives = { schema: { oneOf: [{ type: 'string', contentMediaType: 'application/gml+xml' }, { type: 'object' }, { format: 'geojson-geometry' }] } }
const pictures = { schema: { oneOf: ['image/png', 'image/tiff'].map(contentMediaType => ({ type: 'string', contentMediaType })) } }

t.test('where an input has alternatives its media type is chosen beside it', async t => {
  for (const [description, text, type, value] of [
    [alternatives, '<gml/>\r\n', 'application/gml+xml', { value: '<gml/>\n', mediaType: 'application/gml+xml' }],
    [alternatives, '{"type": "Point"}', 'application/geo+json', { value: { type: 'Point' }, mediaType: 'application/geo+json' }],
    [alternatives, '{"a": 1}', 'application/json', { value: { a: 1 } }],
    [alternatives, '{"a": 1}', '', { value: { a: 1 } }],
    [alternatives, '{"href": "https://h.example/"}', '', { href: 'https://h.example/' }],
    [alternatives, '<gml/>', '', '<gml/>'],
    [alternatives, '"<gml/>"', 'image/png', '<gml/>'],
    [pictures, '1234', '', '1234'],
    [pictures, '1234', 'image/tiff', { value: '1234', mediaType: 'image/tiff' }],
    [{ schema: { oneOf: [{ type: 'string' }, { type: 'number' }] } }, '5', '', 5]
  ] as const) {
    t.equal(kindOf(description), 'formats')
    t.same(inputsOf({ x: description }, new URLSearchParams({ [fieldId('x')]: text, [typeFieldId('x')]: type })).inputs, { x: value }, `${text} as ${type}`)
  }
  t.same(inputsOf({ x: alternatives }, new URLSearchParams({ [fieldId('x')]: '<gml/>' })).inputs, { x: '<gml/>' }, 'without the field beside it')
  const { inputs, errors } = inputsOf({ x: alternatives }, new URLSearchParams({ [fieldId('x')]: '<gml/>', [typeFieldId('x')]: 'application/json' }))
  t.same(inputs, {})
  t.match(errors, [{ name: 'x', received: '"<gml/>"', expected: /^JSON/ }])
})

t.test('JSON that nobody can read is a fault, with what came and an example', async t => {
  const { inputs, errors } = read({ x: { schema: { type: 'object' } }, y: several, z: several }, { x: '{', y: 'a, b', z: String.raw`["\ud800"]` })
  t.same(inputs, {})
  t.same(errors, [
    { name: 'x', received: '"{"', expected: 'JSON, nested at most 200 deep, such as {"name":"value"}' },
    { name: 'y', received: '"a, b"', expected: 'JSON, nested at most 200 deep, such as ["text"]' },
    { name: 'z', received: String.raw`"[\"\\ud800\"]"`, expected: 'JSON, nested at most 200 deep, such as ["text"]' }
  ])
})

t.test('every example that a form of echo gives can be sent as it stands', async t => {
  for (const [name, description] of Object.entries(echo.inputs)) {
    if (kindOf(description) !== 'json') continue
    const { inputs, errors } = read(echo.inputs, { message: 'm', [name]: jsonExample(description) })
    t.same(errors, [])
    t.same((await readInputs(echo, inputs, context)).errors, [], name)
  }
  t.same(exampleInputs(echo.inputs), { message: 'text' })
})

t.test('every name has a field of its own, with an id that is safe everywhere', async () => {
  const name = fc.string({ unit: fc.oneof(fc.constantFrom('a', '.', '-', '0061', ' ', '"', '<', '\n', '\ud800', 'é', '😀', '/'), anyCharacter) })
  fc.assert(fc.property(name, name, (one, other) => /^input-[\w.-]*$/.test(fieldId(one)) && (one === other) === (fieldId(one) === fieldId(other))))
  const names = fc.uniqueArray(name.filter(name => name !== '__proto__'), { maxLength: 5 })
  fc.assert(fc.property(names, names => {
    const inputs = Object.fromEntries(names.map(name => [name, { schema: { type: 'string' } }]))
    const sent = new URLSearchParams(form(Object.fromEntries(names.map((name, index) => [name, `v${index}`]))).toString())
    const { inputs: values } = inputsOf(inputs, sent)
    return names.every((name, index) => values[name] === `v${index}`) && Object.keys(values).length === names.length
  }))
})

t.test('any value goes through its field and comes back', async () => {
  const json = { schema: {} }
  fc.assert(fc.property(fc.jsonValue(), value => {
    const { inputs, errors } = read({ x: json }, { x: JSON.stringify({ value }) })
    return errors.length === 0 && JSON.stringify(inputs['x']) === JSON.stringify({ value })
  }))
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), value => {
    const { inputs } = read({ x: number }, { x: String(value) })
    return Object.is(inputs['x'], value) || value === 0
  }))
})
