import t from 'tap'
import { Validators } from '../../../src/inputs/validators.ts'
import type { ValueSchema } from '../../../src/processes/process.ts'
import { resolveSchema } from '../../../src/results/read-schema.ts'
import { sampleOf } from '../../../src/results/sample-value.ts'

const components: Record<string, ValueSchema> = {
  name: { type: 'string', minLength: 2 },
  'a/b': { $ref: '#/components/schemas/name' },
  tree: { type: 'object', required: ['name'], properties: { name: { $ref: '#/components/schemas/name' }, children: { type: 'array', items: { $ref: '#/components/schemas/tree' } } } }
}
const validators = new Validators(components)
const sample = (schema: ValueSchema) => sampleOf(schema, { validators, components })

/** Schemas, each with the value that is made of it. */
const rows: [ValueSchema, unknown][] = [
  [{}, 'sample'],
  [{ type: 'string' }, 'sample'],
  [{ type: 'string', minLength: 10 }, 'samplesamp'],
  [{ type: 'string', maxLength: 3 }, 'sam'],
  [{ type: 'string', pattern: '^[0-9]$' }, '0'],
  [{ type: 'string', pattern: '^$' }, ''],
  [{ type: 'string', format: 'date-time' }, '2026-01-01T12:00:00Z'],
  [{ type: 'string', format: 'uuid' }, '00000000-0000-4000-8000-000000000000'],
  [{ type: 'string', contentEncoding: 'base64', contentMediaType: 'image/tiff' }, 'c2FtcGxl'],
  [{ type: 'string', contentEncoding: 'base32', minLength: 9 }, 'ONQW24DMONQW24DM'],
  [{ type: 'string', contentMediaType: 'application/json' }, '{}'],
  [{ type: 'string', format: 'byte' }, 'c2FtcGxl'],
  [{ type: 'integer' }, 1],
  [{ type: 'integer', minimum: 3 }, 3],
  [{ type: 'integer', minimum: 3.5 }, 4],
  [{ type: 'number', exclusiveMinimum: 3 }, 4],
  [{ type: 'number', minimum: 0, exclusiveMinimum: true, maximum: 0.5 }, 0.5],
  [{ type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
  [{ type: 'number', maximum: -7 }, -7],
  [{ type: 'number', exclusiveMaximum: -7 }, -8],
  [{ type: 'integer', multipleOf: 7, minimum: 10 }, 14],
  [{ minimum: 4 }, 4],
  [{ type: 'boolean' }, true],
  [{ type: 'null' }, null],
  [{ type: ['null', 'integer'] }, 1],
  [{ type: 'string', nullable: true, enum: ['b', 'a', null] }, 'b'],
  [{ const: 7 }, 7],
  [{ type: 'string', default: 'usual', example: 'telling' }, 'telling'],
  [{ type: 'integer', example: 'wrong', examples: [5] }, 5],
  [{ type: 'array', items: { type: 'integer' } }, [1]],
  [{ type: 'array', minItems: 3, items: { type: 'integer' } }, [1, 1, 1]],
  [{ type: 'array', minItems: 3, uniqueItems: true, items: { type: 'integer' } }, [1, 2, 3]],
  [{ type: 'array', minItems: 2, uniqueItems: true, items: { type: 'string' } }, ['sample', 'a']],
  [{ type: 'array', minItems: 9, uniqueItems: true, items: { type: 'string', maxLength: 6 } }, undefined],
  [{ type: 'array', minItems: 2, uniqueItems: true, items: { enum: ['a', 'b', 'c'] } }, ['a', 'b']],
  [{ type: 'array', minItems: 2, uniqueItems: true, items: { type: 'boolean' } }, [true, false]],
  [{ type: 'array', minItems: 3, uniqueItems: true, items: { type: 'boolean' } }, undefined],
  [{ allOf: [{ minimum: 2 }], oneOf: [{ type: 'integer' }] }, 2],
  [{ allOf: [{ minimum: 2 }], anyOf: [{ type: 'integer' }] }, 2],
  [{ type: 'array' }, []],
  [{ items: [{ type: 'integer' }, { type: 'string' }] }, [1, 'sample']],
  [{ prefixItems: [{ type: 'integer' }], minItems: 3, items: { type: 'boolean' } }, [1, true, true]],
  [{ type: 'object' }, {}],
  [{ type: 'object', required: ['a'], properties: { a: { type: 'integer' }, b: { type: 'boolean' } } }, { a: 1, b: true }],
  [{ required: ['a'] }, { a: 'sample' }],
  [{ properties: { a: { type: 'integer' }, b: { type: 'string', pattern: '^xyz$' } } }, {}],
  [{ allOf: [{ format: 'ogc-bbox' }, { type: 'object', required: ['bbox'] }] }, { bbox: [7, 50, 8, 51] }],
  [{ allOf: [{ type: 'object', properties: { a: { type: 'integer' } }, required: ['a'] }, { properties: { b: { type: 'boolean' } }, required: ['b'] }] }, { a: 1, b: true }],
  [{ oneOf: [{ type: 'string', pattern: '^xyz$' }, { type: 'integer' }] }, 1],
  [{ anyOf: [{ type: 'integer' }, { type: 'string' }], minimum: 5 }, 5],
  [{ format: 'geojson-feature-collection' }, { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [7.1, 50.7] }, properties: {} }] }],
  [{ $ref: 'https://geojson.org/schema/Feature.json' }, { type: 'Feature', geometry: { type: 'Point', coordinates: [7.1, 50.7] }, properties: {} }],
  [{ $ref: 'https://geojson.org/schema/Geometry.json' }, { type: 'Point', coordinates: [7.1, 50.7] }],
  [{ $ref: 'http://schemas.opengis.net/ogcapi/processes/part1/1.0/openapi/schemas/bbox.yaml' }, { bbox: [7, 50, 8, 51] }],
  [{ $ref: '#/components/schemas/a~1b' }, 'sample'],
  [{ $ref: '#/$defs/a', $defs: { a: { type: 'integer' } } }, 1],
  [{ allOf: [{ $ref: '#/components/schemas/name' }, { maxLength: 2 }] }, 'sa'],
  [{ type: 'string', pattern: '^[a-f]{40}$' }, undefined],
  [{ not: {} }, undefined],
  [{ enum: Array.from({ length: 100 }, (_, index) => index), not: {} }, undefined],
  [{ type: 'array', minItems: 20_000, items: { type: 'integer' } }, undefined]
]

t.test('a value is made that is valid by the schema, the same each time; or none', async t => {
  for (const [schema, value] of rows) {
    t.same(sample(schema), value, JSON.stringify(schema))
    if (value !== undefined) t.equal(validators.validate(schema, sample(schema)), undefined)
  }
})

t.test('a schema that leads back to itself has a value with an end', async t => {
  const tree = sample({ $ref: '#/components/schemas/tree' })
  t.match(tree, { name: 'sample', children: [{ name: 'sample' }] })
  t.equal(validators.validate({ $ref: '#/components/schemas/tree' }, tree), undefined)
})

t.test('what would be made of too many parts is not made, and takes no time', async t => {
  const lists = (deep: number): ValueSchema => deep === 0 ? { type: 'integer' } : { type: 'array', minItems: 1000, items: lists(deep - 1) }
  t.equal(sample(lists(3)), undefined)
  const wide = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`m${index}`, { $ref: '#' }]))
  t.equal(sample({ type: 'object', required: Object.keys(wide), properties: wide }), undefined)
})

t.test('a reference that leads nowhere says nothing, and a document of the standard is known by its name', async t => {
  for (const ref of ['#/$defs/none', '#/a/b/c', '#/components/schemas/none', '#/components/schemas/name/minLength']) t.same(resolveSchema(ref, { type: 'object' }, components), {}, ref)
  t.same(resolveSchema('#', { type: 'object' }, {}), { type: 'object' })
  t.same(resolveSchema('https://h.example/any', {}, {}), { format: 'geojson-geometry' })
  t.equal(sampleOf({ type: 'integer' }, { validators: new Validators() }), 1)
})
