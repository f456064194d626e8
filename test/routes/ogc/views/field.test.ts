import fc from 'fast-check'
import t from 'tap'
import { mediaTypesOf } from '../../../../routes/ogc/field-hint.ts'
import { type FieldDescription, fieldId } from '../../../../routes/ogc/field-kind.ts'
import { field } from '../../../../routes/ogc/views/field.ts'
import { controlsOf, textOf } from './controls.ts'

const one = (description: Partial<FieldDescription>, value?: string) => {
  const markup = field('x', { schema: {}, ...description }, value === undefined ? {} : { value })
  const [control] = controlsOf(markup)
  return { ...control!, markup, hint: textOf(markup, 'input-x.hint') ?? '' }
}

const kinds: { schema: FieldDescription['schema'], tag: string, attributes: Record<string, string>, hint: RegExp }[] = [
  { schema: { type: 'string' }, tag: 'input', attributes: { type: 'text', dir: 'auto' }, hint: /^$/ },
  { schema: { type: 'string', minLength: 2, maxLength: 5, pattern: '^a' }, tag: 'input', attributes: { type: 'text' }, hint: /^Expected: at least 2 characters, at most 5 characters, text matching the pattern \^a\.$/ },
  { schema: { type: 'string', format: 'date-time' }, tag: 'input', attributes: { type: 'text', pattern: '\\d{4}-' }, hint: /2026-01-01T12:00:00Z/ },
  { schema: { type: 'string', format: 'uri' }, tag: 'input', attributes: { type: 'text' }, hint: /format uri/ },
  { schema: { type: 'number', minimum: 0, maximum: 60, default: 0 }, tag: 'input', attributes: { type: 'number', min: '0', max: '60', step: 'any', placeholder: '0' }, hint: /^A number\. Expected: at least 0, at most 60\. Default: 0\.$/ },
  { schema: { type: 'integer' }, tag: 'input', attributes: { type: 'number', step: '1' }, hint: /^A whole number\.$/ },
  { schema: { type: 'number', multipleOf: 0.5, default: [1] }, tag: 'input', attributes: { type: 'number', step: '0.5', placeholder: '[1]' }, hint: /a multiple of 0\.5/ },
  { schema: { type: 'boolean' }, tag: 'select', attributes: {}, hint: /^$/ },
  { schema: { type: 'string', enum: ['a', 'b'], default: 'b' }, tag: 'select', attributes: {}, hint: /Default: b\./ },
  { schema: { type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 9 }, tag: 'textarea', attributes: { dir: 'ltr' }, hint: /^JSON\. Expected: at least 1 items, at most 9 items\. For example \[1\]$/ },
  { schema: { type: 'object', properties: { a: { type: 'number' } } }, tag: 'textarea', attributes: { dir: 'ltr' }, hint: /href.*For example \{"a":1\}$/ },
  { schema: {}, tag: 'textarea', attributes: { dir: 'ltr' }, hint: /JSON/ },
  { schema: { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/tiff' }, tag: 'textarea', attributes: { dir: 'auto' }, hint: /^Data in base64 of the media type image\/tiff\.$/ },
  { schema: { type: 'string', contentEncoding: 'base64' }, tag: 'textarea', attributes: { dir: 'auto' }, hint: /^Data in base64\.$/ },
  { schema: { type: 'string', format: 'binary' }, tag: 'textarea', attributes: { dir: 'auto' }, hint: /^Data in base64\.$/ },
  { schema: { oneOf: [{ type: 'string' }, { format: 'geojson-geometry' }] }, tag: 'textarea', attributes: { dir: 'auto' }, hint: /^Text or JSON; / },
  { schema: { type: 'string', contentMediaType: 'text/csv' }, tag: 'textarea', attributes: { dir: 'auto' }, hint: /^Text of the media type text\/csv\.$/ }
]

t.test('each kind of input has its field, which says how to fill it in', async t => {
  for (const { schema, tag, attributes, hint } of kinds) {
    const control = one({ schema })
    t.equal(control.tag, tag, JSON.stringify(schema))
    t.match(control.attributes, { id: 'input-x', name: 'input-x', required: '', ...attributes })
    t.match(control.hint, hint)
    t.equal(control.value, '', 'nothing is given')
  }
})

t.test('where an input has alternatives its media type can be chosen, and stays chosen', async t => {
  const schema = { oneOf: ['image/png', 'image/tiff'].map(contentMediaType => ({ type: 'string', contentMediaType })) }
  const [area, type] = controlsOf(field('x', { schema }, { value: 'AAEC', mediaType: 'image/tiff' }))
  t.match(area, { tag: 'textarea', value: 'AAEC' })
  t.match(type, { tag: 'select', attributes: { id: 'input-x.type' }, options: ['', 'image/png', 'image/tiff'], value: 'image/tiff' })
  t.equal(mediaTypesOf({ schema: { oneOf: [{ type: ['string', 'number'] }, ...schema.oneOf] } }).length, 2, 'what may be anything has none')
  t.match(one({ schema, maxOccurs: 2 }).hint, 'Media types: image/png, image/tiff; {"value": …, "mediaType": …} names one.')
})

t.test('several occurrences are one JSON array', async t => {
  const { tag, hint } = one({ schema: { type: 'string', enum: ['a'] }, maxOccurs: 3 })
  t.equal(tag, 'textarea')
  t.match(hint, /^Up to 3 values, as one JSON array\..*For example \["a"\]$/)
})

t.test('one of some values: each, and none', async t => {
  t.same(one({ schema: { type: 'boolean' } }).options, ['', 'true', 'false'])
  t.same(one({ schema: { enum: ['a"', 1, null] } }).options, ['', '"a\\""', '1', 'null'])
})

t.test('an input that need not be given is not required', async t => {
  t.notOk('required' in one({ minOccurs: 0 }).attributes)
  t.match(one({}).markup, ', required</label>')
  t.notMatch(one({ minOccurs: 0 }).markup, 'required')
})

t.test('a field has its label, its description and its own name where the title is another', async t => {
  const { markup, attributes } = one({ title: 'The X', description: 'What it is for.' })
  t.match(markup, '<label for="input-x"><bdi>The X</bdi> (<code><bdi>x</bdi></code>), required</label>')
  t.equal(attributes['aria-describedby'], 'input-x.hint')
  t.match(textOf(markup, 'input-x.hint'), /^What it is for\./)
  t.match(one({ title: 'x' }).markup, '<label for="input-x"><bdi>x</bdi>, required</label>')
})

t.test('what was typed is kept, even what the field could not have', async t => {
  for (const { schema } of kinds) {
    for (const value of ['abc', '12', '', '\n\nlines\n', '"quoted"', '</textarea><script>', '</select>']) {
      t.equal(one({ schema }, value).value, value, JSON.stringify(schema))
    }
  }
  t.equal(one({ schema: { type: 'number' } }, 'abc').attributes['type'], 'text', 'a field for numbers would not show it')
  t.equal(one({ schema: { type: 'number' } }, '5').attributes['type'], 'number')
})

t.test('an instant is checked as browsers read patterns', async t => {
  const pattern = new RegExp(`^(?:${one({ schema: { type: 'string', format: 'date-time' } }).attributes['pattern']})$`, 'v')
  for (const instant of ['2026-01-01T12:00:00Z', '2026-01-01t12:00:00.5+01:00']) t.match(instant, pattern)
  for (const instant of ['2026-01-01', '2026-01-01T12:00:00', 'now']) t.notMatch(instant, pattern)
})

t.test('a fault stands beside the field, and the field says so', async t => {
  const faults = [{ name: 'x/0', received: '"<b>"', expected: 'integer' }, { name: 'x', received: 'nothing', expected: 'at least 1' }]
  const markup = field('x', { schema: { type: 'array' } }, { value: '["<b>"]', errors: faults })
  const [control] = controlsOf(markup)
  t.match(control?.attributes, { 'aria-invalid': 'true', 'aria-describedby': 'input-x.hint input-x.error' })
  t.equal(textOf(markup, 'input-x.error'), '"x/0": "<b>" came; expected integer. nothing came; expected at least 1.')
  t.notOk('aria-invalid' in one({}).attributes)
})

t.test('nothing in a description or a value is markup', async () => {
  const text = fc.string({ unit: fc.constantFrom('<', '>', '&', '"', '\'', '=', ' ', 'a', '/', '\n', '‮') })
  const schema = fc.record({ type: fc.constantFrom('string', 'number', 'boolean', 'object'), format: text, default: text, minimum: fc.oneof(text, fc.integer()), pattern: text, contentMediaType: text, contentEncoding: text, enum: fc.array(text) }, { requiredKeys: ['type'] })
  fc.assert(fc.property(text, text, text, text, schema, (name, title, description, value, schema) => {
    const markup = field(name, { title, description, schema }, { value, errors: [{ name, received: value, expected: title }] })
    const tags = markup.replace(/="[^"]*"/g, '').match(/<[^>]*>/g) ?? []
    const [control, ...more] = controlsOf(markup)
    return more.length === 0 && control?.attributes['id'] === fieldId(name) && tags.every(tag => /^<\/?(div|label|bdi|code|p|input|select|option|textarea)[a-z -]*>$/.test(tag))
  }), { numRuns: 300 })
})
