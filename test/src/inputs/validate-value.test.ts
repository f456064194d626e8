import t from 'tap'
import type { ValueSchema } from '../../../src/processes/process.ts'
import { schemaError, validateValue } from '../../../src/inputs/validate-value.ts'

const bbox: ValueSchema = {
  allOf: [{ format: 'ogc-bbox' }, { type: 'object', required: ['bbox'], properties: { bbox: { type: 'array', oneOf: [{ minItems: 4, maxItems: 4 }, { minItems: 6, maxItems: 6 }] } } }]
}

const rows: { schema: ValueSchema, good: unknown[], wrong: [value: unknown, at: string, came: unknown, expected: string][] }[] = [
  { schema: { type: 'string' }, good: ['', 'text'], wrong: [[5, '', 5, 'string'], [null, '', null, 'string']] },
  { schema: { type: 'integer', minimum: 0, maximum: 9 }, good: [0, 9], wrong: [[-1, '', -1, '>= 0'], [10, '', 10, '<= 9'], [0.5, '', 0.5, 'integer'], ['5', '', '5', 'integer']] },
  { schema: { type: 'boolean' }, good: [true, false], wrong: [['yes', '', 'yes', 'boolean']] },
  { schema: { type: 'string', enum: ['a', 'b'] }, good: ['a'], wrong: [['c', '', 'c', 'one of a, b']] },
  { schema: { type: 'string', format: 'date-time' }, good: ['2026-01-01T00:00:00Z'], wrong: [['today', '', 'today', 'format "date-time"']] },
  { schema: { type: 'string', pattern: '^a' }, good: ['abc'], wrong: [['bc', '', 'bc', 'pattern "^a"']] },
  { schema: { type: 'array', minItems: 1, items: { type: 'integer' } }, good: [[1]], wrong: [[[1, 'two'], '1', 'two', 'integer'], [[], '', [], 'at least 1 items']] },
  { schema: { type: 'object', required: ['a'] }, good: [{ a: 1 }], wrong: [[{ b: 1 }, '', { b: 1 }, 'a member a']] },
  { schema: { oneOf: [{ type: 'string' }, { type: 'object' }] }, good: ['a', {}], wrong: [[5, '', 5, 'string or object or exactly one of these']] },
  { schema: { type: 'object', properties: { a: { type: 'object', properties: { b: { type: 'string' } } } } }, good: [{ a: { b: '' } }], wrong: [[{ a: { b: 1 } }, 'a/b', 1, 'string']] },
  { schema: bbox, good: [{ bbox: [1, 2, 3, 4] }, { bbox: [1, 2, 3, 4, 5, 6] }], wrong: [[{ bbox: [1] }, 'bbox', [1], 'at least 4 items or at least 6 items or exactly one of these']] },
  { schema: { type: 'object', format: 'geojson-geometry' }, good: [{}], wrong: [[[], '', [], 'object']] },
  { schema: { allOf: [{ type: 'object', format: 'json-object' }] }, good: [{ any: 'thing' }], wrong: [['text', '', 'text', 'object']] },
  { schema: {}, good: [null, 5, 'text', [], {}], wrong: [] }
]

for (const { schema, good, wrong } of rows) {
  t.test(`by ${JSON.stringify(schema).slice(0, 70)} it is told what is wrong, where, and what was expected`, async t => {
    for (const value of good) t.equal(validateValue(schema, value), undefined, JSON.stringify(value))
    for (const [value, at, came, expected] of wrong) t.same(validateValue(schema, value), { at, came, expected }, JSON.stringify(value))
  })
}

t.test('a schema that no value can be checked by says why', async t => {
  t.equal(schemaError({ type: 'string' }), undefined)
  t.equal(schemaError({}), undefined, 'nothing is wrong with a schema that no value fails')
  t.match(schemaError({ type: 'text' }), /type/)
  t.match(schemaError({ type: 'string', pattern: '(' }), /pattern|regular expression/i)
})
