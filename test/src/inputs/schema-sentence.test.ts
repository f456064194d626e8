import { Ajv } from 'ajv'
import t from 'tap'
import { schemaSentence } from '../../../src/inputs/schema-sentence.ts'

const cases: [schema: object, came: unknown, sentence: string][] = [
  [{ type: 'number' }, 'x', 'here: "x" came; expected number'],
  [{ enum: ['a', 'b'] }, 'c', 'here: "c" came; expected one of a, b'],
  [{ required: ['a'] }, {}, 'here: expected a member a'],
  [{ additionalProperties: false }, { b: 1 }, 'here: b is not a member that is known here'],
  [{ minItems: 2 }, [1], 'here: [1] came; expected at least 2 items'],
  [{ maxLength: 1 }, 'ab', 'here: "ab" came; expected at most 1 characters'],
  [{ pattern: '^a$' }, 'b', 'here: "b" came; expected pattern "^a$"'],
  [{ oneOf: [{ type: 'string' }, { minLength: 0 }] }, 'b', 'here: "b" came; expected exactly one of these']
]

t.test('a sentence says where, what came and what was expected', async t => {
  const ajv = new Ajv({ verbose: true })
  for (const [schema, came, sentence] of cases) {
    const validate = ajv.compile(schema)
    validate(came)
    t.equal(schemaSentence(validate.errors!.at(-1)!, 'here'), sentence)
  }
})
