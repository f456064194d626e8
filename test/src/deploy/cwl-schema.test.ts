import t from 'tap'
import { cwlSchema } from '../../../src/deploy/cwl-schema.ts'
import { readCwl } from '../../../src/deploy/read-cwl.ts'

const string = { type: 'string' }
const resource = (name: string) => ({ oneOf: [{ type: 'string', format: 'uri' }, { type: 'object', required: ['class'], properties: { class: { type: 'string', enum: [name] } } }] })

const types: readonly (readonly [type: unknown, schema: object, isOptional?: boolean])[] = [
  ['string', string],
  ['boolean', { type: 'boolean' }],
  ['int', { type: 'integer' }],
  ['long', { type: 'integer' }],
  ['float', { type: 'number' }],
  ['double', { type: 'number' }],
  ['File', resource('File')],
  ['Directory', resource('Directory')],
  ['stdout', resource('File')],
  ['string?', string, true],
  ['string[]', { type: 'array', items: string }],
  ['string[]?', { type: 'array', items: string }, true],
  ['int[][]', { type: 'array', items: { type: 'array', items: { type: 'integer' } } }],
  ['Any', {}],
  ['https://example.org/types.yaml#Date', {}],
  ['toString', {}],
  [undefined, {}],
  [['null', 'string'], string, true],
  [['null'], {}, true],
  [['int', 'string'], { anyOf: [{ type: 'integer' }, string] }],
  [{ type: 'array', items: 'File' }, { type: 'array', items: resource('File') }],
  [{ type: 'array', items: { type: 'enum', symbols: ['a', '#main/format/b'] } }, { type: 'array', items: { type: 'string', enum: ['a', 'b'] } }],
  [{ type: 'enum' }, {}],
  [{ type: 'string' }, string],
  [{ type: 'record', fields: { a: 'string', b: 'int?' } }, { type: 'object', properties: { a: string, b: { type: 'integer' } }, required: ['a'] }],
  [{ type: 'record', fields: [{ name: 'r#a', type: 'string?' }] }, { type: 'object', properties: { a: string } }],
  [{}, {}]
]

for (const [type, schema, isOptional = false] of types) {
  t.test(`the CWL type ${JSON.stringify(type)}`, async t => t.same(cwlSchema(type), { schema, isOptional }))
}

t.test('inputs and outputs are read from maps and lists', async t => {
  const read = (inputs: unknown, outputs: unknown) => readCwl({ cwlVersion: 'v1.2', class: 'Workflow', id: 'a', inputs, outputs })
  const expected = { inputs: { size: { title: 'Size', description: 'in metres', minOccurs: 0, schema: { type: 'integer', default: 5 } }, list: { title: 'list', schema: { type: 'array', items: string } }, none: { title: 'none', minOccurs: 0, schema: string } }, outputs: { out: { title: 'out', schema: { type: 'number' } } } }
  t.match(read({ size: { type: 'int', default: 5, label: 'Size', doc: 'in metres' }, list: { type: 'array', items: 'string' }, none: { type: ['null', 'string'], default: null } }, { out: 'float' }), expected)
  t.match(read([{ id: '#main/size', type: 'int', default: 5, label: 'Size', doc: 'in metres' }, { id: 'list', type: 'string[]' }, { id: 'none', type: 'string?' }], [{ id: 'out', type: 'double' }]), expected)
  t.same(read(undefined, []), { id: 'a', inputs: {}, outputs: {} })
})
