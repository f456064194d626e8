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
  { schema: {}, example: 'text' },
  { schema: { type: 'unheard-of' }, example: 'text' }
]

t.test('an example is as its schema wants it', async t => {
  for (const { schema, example } of schemas) {
    t.same(exampleOf(schema), example, JSON.stringify(schema))
    if (!JSON.stringify(schema).includes('unheard-of')) t.equal(new Validators().validate(schema, example), undefined)
  }
})

t.test('an example ends, however deep its schema goes', async t => {
  t.ok(JSON.stringify(exampleOf(recursion)).length < 200)
  const deep = Array.from({ length: 9 }).reduce<ValueSchema>(items => ({ type: 'array', minItems: 1, items }), { type: 'string' })
  t.same(exampleOf(deep), [[[[[]]]]])
  t.equal((exampleOf({ type: 'array', minItems: 1e9, items: { type: 'string' } }) as unknown[]).length, 10)
})
