import t from 'tap'
import { exampleOf } from '../../../src/inputs/example.ts'
import type { ValueSchema } from '../../../src/processes/process.ts'
import { Validators } from '../../../src/inputs/validators.ts'

const recursion: ValueSchema = { type: 'object', properties: { inner: { type: 'object', properties: { inner: { type: 'object', properties: { inner: { type: 'object', properties: { inner: { type: 'object', properties: { inner: { type: 'array', items: {} } } } } } } } } } } }

const schemas: { schema: ValueSchema, example: unknown }[] = [
  { schema: { type: 'string' }, example: 'text' },
  { schema: { type: 'string', default: 'd' }, example: 'd' },
  { schema: { type: 'string', example: 'e' }, example: 'e' },
  { schema: { type: 'string', enum: ['one', 'two'] }, example: 'one' },
  { schema: { type: 'string', format: 'date' }, example: '2026-01-01' },
  { schema: { type: 'string', format: 'unheard-of' }, example: 'text' },
  { schema: { type: 'string', contentEncoding: 'base64' }, example: 'aGVsbG8=' },
  { schema: { type: 'boolean' }, example: true },
  { schema: { type: 'number' }, example: 1 },
  { schema: { type: 'number', minimum: 5 }, example: 5 },
  { schema: { type: 'integer', maximum: -3 }, example: -3 },
  { schema: { type: 'array' }, example: [] },
  { schema: { type: 'array', items: { type: 'string' } }, example: ['text', 'text'] },
  { schema: { type: 'array', items: { type: 'integer', minimum: 4 }, minItems: 3 }, example: [4, 5, 6] },
  { schema: { type: 'array', items: { type: 'number' }, oneOf: [{ minItems: 4, maxItems: 4 }, { minItems: 6, maxItems: 6 }] }, example: [1, 2, 3, 4] },
  { schema: { type: 'object' }, example: { name: 'value' } },
  { schema: { type: 'object', required: ['bbox'], properties: { bbox: { type: 'array', items: { type: 'number' }, minItems: 4 }, crs: {} } }, example: { bbox: [7, 50, 8, 51] } },
  { schema: { properties: { a: { type: 'number' } } }, example: { a: 1 } },
  { schema: { type: 'object', required: ['a'], properties: { a: {}, b: {} } }, example: { a: 'text' } },
  { schema: { type: 'object', properties: { a: true } }, example: { a: 'text' } },
  { schema: { oneOf: [{ type: 'string' }, { type: 'boolean' }] }, example: true },
  { schema: { anyOf: [{ type: 'number' }] }, example: 1 },
  { schema: { allOf: [{ type: 'number' }, { minimum: 2 }] }, example: 2 },
  { schema: { format: 'geojson-geometry', type: 'object' }, example: { type: 'Point', coordinates: [7.1, 50.7] } },
  { schema: { type: 'string', minLength: 9 }, example: 'texttextt' },
  { schema: { type: 'string', maxLength: 2 }, example: 'te' },
  { schema: { type: 'string', minLength: 6, maxLength: 6 }, example: 'textte' },
  { schema: { type: 'string', contentEncoding: 'base64', minLength: 9 }, example: 'aGVsbG9oZWxsbw==' },
  { schema: { type: 'number', exclusiveMinimum: 5 }, example: 6 },
  { schema: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, example: 0.5 },
  { schema: { type: 'integer', exclusiveMaximum: 0 }, example: -1 },
  { schema: { type: 'integer', minimum: 2.5 }, example: 3 },
  { schema: { type: 'number', multipleOf: 0.3 }, example: 0.3 },
  { schema: { type: 'number', minimum: 0.1, multipleOf: 0.1 }, example: 0.1 },
  { schema: { type: 'array', items: { type: 'integer', minimum: 4, maximum: 5 }, minItems: 3 }, example: [4, 5, 4] },
  { schema: { type: 'array', items: { type: 'string' }, minItems: 12 }, example: Array(12).fill('text') },
  { schema: { type: 'array', items: { type: 'string' }, uniqueItems: true }, example: ['text'] },
  { schema: { type: 'array', items: { type: 'string' }, maxItems: 1 }, example: ['text'] },
  { schema: { type: 'array', items: { type: 'string' }, maxItems: 0 }, example: [] },
  { schema: {}, example: 'text' },
  { schema: { type: 'unheard-of' }, example: 'text' }
]

t.test('an example is as its schema wants it', async t => {
  for (const { schema, example } of schemas) {
    t.same(exampleOf(schema), example, JSON.stringify(schema))
    if (!JSON.stringify(schema).includes('unheard-of')) t.equal(new Validators().validate(schema, example), undefined)
  }
})

t.test('a bound may say that it is exclusive, as OpenAPI 3.0 has it, and a number that cannot be is shown as any', async t => {
  t.equal(exampleOf({ type: 'number', minimum: 1, exclusiveMinimum: true }), 2)
  t.equal(exampleOf({ type: 'number', maximum: 1, exclusiveMaximum: true }), 0)
  t.equal(exampleOf({ type: 'number', minimum: 5, maximum: 4 }), 1)
})

t.test('an example ends, however deep its schema goes', async t => {
  t.ok(JSON.stringify(exampleOf(recursion)).length < 200)
  const deep = Array.from({ length: 9 }).reduce<ValueSchema>(items => ({ type: 'array', minItems: 1, items }), { type: 'string' })
  t.same(exampleOf(deep), [[[[[]]]]])
  t.equal((exampleOf({ type: 'array', minItems: 1e9, items: { type: 'string' } }) as unknown[]).length, 100)
})
