import t from 'tap'
import type { ValueSchema } from '../../../src/processes/process.ts'
import { Validators } from '../../../src/inputs/validators.ts'

const validators = new Validators()

const bbox: ValueSchema = {
  allOf: [{ format: 'ogc-bbox' }, { type: 'object', required: ['bbox'], properties: { bbox: { type: 'array', oneOf: [{ minItems: 4, maxItems: 4 }, { minItems: 6, maxItems: 6 }] } } }]
}

const rows: { schema: ValueSchema, good: unknown[], wrong: [value: unknown, at: string, received: unknown, expected: string][] }[] = [
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
  { schema: { type: 'number', minimum: 0, exclusiveMinimum: true }, good: [0.1], wrong: [[0, '', 0, '> 0']] },
  { schema: { type: 'number', maximum: 9, exclusiveMaximum: false }, good: [9], wrong: [[10, '', 10, '<= 9']] },
  { schema: { type: 'number', exclusiveMaximum: 9 }, good: [8], wrong: [[9, '', 9, '< 9']] },
  { schema: { nullable: true, oneOf: [{ type: 'string' }, { type: 'number' }] }, good: [null, 'a', 1], wrong: [] },
  { schema: { nullable: true, allOf: [{ type: 'string' }] }, good: [null, 'a'], wrong: [] },
  { schema: { nullable: true, enum: ['a'] }, good: [null, 'a'], wrong: [] },
  { schema: { type: 'string', nullable: true }, good: [null, 'a'], wrong: [[5, '', 5, 'string or null']] },
  { schema: { type: 'string', nullable: false }, good: ['a'], wrong: [[null, '', null, 'string']] },
  { schema: { type: ['string', 'null'] }, good: [null, 'a'], wrong: [[5, '', 5, 'string,null']] },
  { schema: { prefixItems: [{ type: 'string' }, { const: 2 }] }, good: [['a', 2]], wrong: [[[1], '0', 1, 'string']] },
  { schema: { $schema: 'http://json-schema.org/draft-07/schema#', items: [{ type: 'string' }], additionalItems: { type: 'number' } }, good: [['a', 1]], wrong: [[['a', 'b'], '1', 'b', 'number']] },
  { schema: { items: [{ type: 'string' }] }, good: [['a', 'b']], wrong: [[[1], '0', 1, 'string']] },
  { schema: { $defs: { n: { type: 'number', nullable: true } }, properties: { a: { $ref: '#/$defs/n' } }, additionalProperties: false }, good: [{ a: null }], wrong: [] },
  { schema: { type: 'string', contentSchema: 'https://example.org/a.xsd', examples: { one: 'a' } }, good: ['a'], wrong: [[5, '', 5, 'string']] },
  { schema: { type: 'string', format: 'unheard-of' }, good: ['a'], wrong: [] },
  { schema: { $ref: 'https://geojson.org/schema/FeatureCollection.json' }, good: [{ type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [1, 2] }, properties: null }] }], wrong: [[{ type: 'FeatureCollection' }, '', { type: 'FeatureCollection' }, 'a member features']] },
  { schema: { $ref: 'http://schemas.opengis.net/ogcapi/features/part1/1.0/openapi/schemas/geometryGeoJSON.yaml' }, good: [{ type: 'Point', coordinates: [1, 2] }], wrong: [] },
  { schema: { $ref: '../../openapi/schemas/bbox.yaml' }, good: [{ bbox: [1, 2, 3, 4] }], wrong: [[{}, '', {}, 'a member bbox']] },
  { schema: {}, good: [null, 5, 'text', [], {}], wrong: [] }
]

for (const { schema, good, wrong } of rows) {
  t.test(`by ${JSON.stringify(schema).slice(0, 70)} it is told what is wrong, where, and what was expected`, async t => {
    for (const value of good) t.equal(validators.validate(schema, value), undefined, JSON.stringify(value))
    for (const [value, at, received, expected] of wrong) t.same(validators.validate(schema, value), { at, received, expected }, JSON.stringify(value))
  })
}

t.test('alternatives that are none, or that are always or never there, are read as they are', async t => {
  const validators = new Validators()
  t.match(validators.schemaError({ oneOf: 5 }), /oneOf/)
  t.equal(validators.validate({ oneOf: [true, { type: 'string', contentEncoding: 'base64' }] }, '%'), undefined)
  t.equal(validators.validate({ oneOf: [{ type: 'string', contentEncoding: 'base64' }, { type: 'string', contentEncoding: 'base16' }] }, 'ABCD'), undefined, 'which is valid in both')
  t.match(validators.validate({ oneOf: [{ type: 'string', contentEncoding: 'base64' }, { type: 'string', contentEncoding: 'base16' }] }, '%'), { expected: 'text in base64 or text in base16 or exactly one of these' })
  t.match(validators.schemaError({ items: { contentEncoding: 'rot13' } }), /^\/items\/contentEncoding: "rot13" came; expected one of binary, base64/)
})

t.test('documents of the standard are known by format and by address, alone and beside each other', async t => {
  const validators = new Validators()
  const point = { type: 'Point', coordinates: [1, 2] }
  const features = { type: 'FeatureCollection', features: [] }
  const address = 'https://geojson.org/schema/Geometry.json'
  for (const [schema, good, wrong] of [
    [{ oneOf: [{ format: 'geojson-geometry' }, { $ref: address }] }, point, features],
    [{ oneOf: [{ $ref: address, required: ['bbox'] }, { $ref: address, maxProperties: 2 }] }, point, { ...point, bbox: [], a: 1, type: 'x' }],
    [{ oneOf: [{ $ref: '#/$defs/a' }, { type: 'string' }], $defs: { a: { const: 1 } } }, 1, 2],
    [{ allOf: [{ type: 'string', format: 'geojson-feature-collection' }, { $ref: 'https://geojson.org/schema/FeatureCollection.json' }] }, features, 'FeatureCollection'],
    [{ allOf: [{ type: 'string' }, { format: 'uri', contentEncoding: '7bit' }] }, 'https://h.example/', 'h']
  ] as const) {
    t.equal(validators.validate(schema, good), undefined, JSON.stringify(schema))
    t.ok(validators.validate(schema, wrong), JSON.stringify(schema))
  }
})

t.test('a schema that no value can be checked by says why', async t => {
  t.equal(validators.schemaError({ type: 'string' }), undefined)
  t.equal(validators.schemaError({}), undefined, 'nothing is wrong with a schema that no value fails')
  t.match(validators.schemaError({ type: 'text' }), /type/)
  t.match(validators.schemaError({ type: 'string', pattern: '(' }), /pattern|regular expression/i)
})

t.test('a schema may say which draft it follows, and is refused where it is in another language', async t => {
  const validators = new Validators()
  for (const $schema of ['http://json-schema.org/draft-04/schema#', 'http://json-schema.org/draft-07/schema#', 'https://json-schema.org/draft/2019-09/schema', 'https://json-schema.org/draft/2020-12/schema', 'https://json-schema.org/draft/2020-12/schema#']) {
    t.equal(validators.validate({ $schema, type: 'string' }, 'x'), undefined, $schema)
    t.match(validators.validate({ $schema, type: 'string' }, 5), { received: 5 }, $schema)
  }
  for (const $schema of ['https://example.com/own', 'http://json-schema.org/', '', 5, null]) {
    t.match(validators.schemaError({ $schema, type: 'string' }), /^\$schema: .* came; expected a draft of JSON Schema/, JSON.stringify($schema))
  }
})

t.test('a schema that judges later, or that never ends, cannot be used or fails the value', async t => {
  for (const [schema, reason] of [
    [{ $async: true }, /\$async came/],
    [{ $async: false }, /\$async came/],
    [{ properties: { x: { $async: true, type: 'string' } } }, /async/],
    [{ pattern: { $data: '1/x' } }, /pattern must be string/],
    [{ pattern: '(a)\\1' }, /backreferences/],
    [{ patternProperties: { '(?=a)': { type: 'string' } } }, /lookaround/],
    [{ properties: { a: { $ref: '#/properties/a' } } }, /refers to itself/],
    [{ $ref: 'http://other.example/schema' }, /^\/\$ref: "http:\/\/other.example\/schema" came; expected/],
    [{ oneOf: [{}, { items: { $ref: '#/components/schemas/none' } }] }, /^\/oneOf\/1\/items\/\$ref: "#\/components\/schemas\/none" came; expected one of the components of the seed: there are none/]
  ] as const) t.match(validators.schemaError(schema), reason, JSON.stringify(schema))
  t.match(validators.validate({ $ref: '#' }, 'x'), { at: '', received: 'x', expected: /refers to itself/ })
  t.throws(() => validators.validate({ type: 'text' }, 'x'), /type/)
})

t.test('schemas may have the same $id, and judge by themselves', async t => {
  const [one, other] = [{ $id: 'http://example.org/s', type: 'string' }, { $id: 'http://example.org/s', type: 'number' }]
  t.same([validators.validate(one, 'x'), validators.validate(other, 5)], [undefined, undefined])
  t.match([validators.validate(one, 5), validators.validate(other, 'x')], [{ expected: 'string' }, { expected: 'number' }])
})

t.test('items are unique by what they say, and many are compared at once', async t => {
  const schema = { type: 'array', uniqueItems: true }
  for (const [items, unique] of [
    [[1, '1', null, [1], { a: 1 }, {}], true],
    [[{ a: 1, b: [2] }, { b: [2], a: 1 }], false],
    [[[1, 2], [2, 1]], true],
    [[1, 2, 1], false],
    [Array.from({ length: 200_000 }, (_, index) => [index]), true]
  ] as const) t.equal(validators.validate(schema, items) === undefined, unique)
  t.equal(validators.validate({ type: 'array', uniqueItems: false }, [1, 1]), undefined)
})

t.test('an expression that would take for ever does not', async t => {
  t.match(validators.validate({ type: 'string', pattern: '(a+)+$' }, `${'a'.repeat(28)}!`), { expected: 'pattern "(a+)+$"' })
})

t.test('a schema refers to the components of the same seed, and these to each other', async t => {
  const own = new Validators({ 'a/b': { type: 'number', minimum: 0, exclusiveMinimum: true }, tree: { type: 'object', properties: { next: { $ref: '#/components/schemas/tree' }, n: { $ref: '#/components/schemas/a~1b' } } } })
  const schema = { $ref: '#/components/schemas/tree' }
  t.equal(own.validate(schema, { next: { next: { n: 1 } } }), undefined)
  t.match(own.validate(schema, { next: { n: 0 } }), { at: 'next/n', received: 0, expected: '> 0' })
  t.match(own.schemaError({ $ref: '#/components/schemas/other' }), /expected one of the components of the seed: a\/b, tree/)
  t.match(new Validators({ a: { properties: { x: { $ref: 'b.yaml' } } } }).schemaError({}), /^\/components\/schemas\/a\/properties\/x\/\$ref: "b.yaml" came/)
})
