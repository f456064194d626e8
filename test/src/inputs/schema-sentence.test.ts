import { Ajv } from 'ajv'
import t from 'tap'
import { endSentence, joinAlternatives, schemaSentence } from '../../../src/inputs/schema-sentence.ts'

const cases: [schema: object, came: unknown, sentence: string][] = [
  [{ type: 'number' }, 'x', 'here: "x" came; expected number'],
  [{ enum: ['a', 'b'] }, 'c', 'here: "c" came; expected one of a, b'],
  [{ enum: ['retain', 'remove'] }, 'retan', 'here: "retan" came; expected one of retain, remove; did you mean retain?'],
  [{ properties: { port: {} }, additionalProperties: false }, { prot: 1 }, 'here: prot is not a known member; did you mean port?'],
  [{ required: ['a'] }, {}, 'here: expected a member a'],
  [{ additionalProperties: false }, { b: 1 }, 'here: b is not a known member'],
  [{ minItems: 2 }, [1], 'here: [1] came; expected at least 2 items'],
  [{ maxLength: 1 }, 'ab', 'here: "ab" came; expected at most 1 characters'],
  [{ pattern: '^a$' }, 'b', 'here: "b" came; expected pattern "^a$"'],
  [{ oneOf: [{ type: 'string' }, { minLength: 0 }] }, 'b', 'here: "b" came; expected exactly one of these']
]

t.test('a sentence says where, what came and what was expected', async t => {
  const ajv = new Ajv({ verbose: true })
  for (const [schema, received, sentence] of cases) {
    const validate = ajv.compile(schema)
    validate(received)
    t.equal(schemaSentence(validate.errors!.at(-1)!, 'here'), sentence)
  }
})

t.test('a sentence ends with a full stop, or with its question', async t => {
  t.same([endSentence('no'), endSentence('did you mean yes?')], ['no.', 'did you mean yes?'])
})

const alternatives: [schema: object, came: unknown, sentences: string[]][] = [
  [{ anyOf: [{ type: 'number', minimum: 0 }, { enum: ['forever'] }] }, 'long', ['here: "long" came; expected number or one of forever']],
  [{ properties: { a: { anyOf: [{ type: 'number' }, { enum: ['forever'] }] }, b: { type: 'string' } } }, { a: 'long', b: 5 }, ['here/b: 5 came; expected string', 'here/a: "long" came; expected number or one of forever']],
  [{ anyOf: [{ properties: { a: { enum: [1] } }, required: ['b'] }, { additionalProperties: false }] }, { a: 2 }, ['here: expected a member b', 'here/a: 2 came; expected one of 1', 'here: a is not a known member']],
  [{ anyOf: [{ anyOf: [{ type: 'number' }, { type: 'null' }] }, { type: 'array' }] }, 'x', ['here: "x" came; expected array or number or null']],
  [{ definitions: { n: { type: 'number' } }, anyOf: [{ $ref: '#/definitions/n' }] }, 'x', ['here: "x" came; expected number', 'here: "x" came; expected a schema in anyOf']],
  [{ anyOf: [false] }, 'x', ['here: "x" came; expected boolean schema is false']]
]

t.test('of alternatives of which none fits, one sentence says what they all expected, or what is wrong deeper', async t => {
  const ajv = new Ajv({ verbose: true, allErrors: true })
  for (const [schema, received, sentences] of alternatives) {
    const validate = ajv.compile(schema)
    validate(received)
    t.same(joinAlternatives(validate.errors ?? []).map(error => schemaSentence(error, `here${error.instancePath}`)), sentences)
  }
})
