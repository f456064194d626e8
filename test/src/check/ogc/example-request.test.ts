import t from 'tap'
import { durationInput, exampleInputs, hasRequiredInputs, isAsync, isSync } from '../../../../src/check/ogc/example-request.ts'

const inputs = {
  name: { schema: { type: 'string' } },
  area: { minOccurs: 1, schema: { type: 'object', properties: { a: { type: 'integer' } } } },
  points: { minOccurs: 2, schema: { type: 'number' } },
  pause: { minOccurs: 0, schema: { type: 'number', maximum: 3 } }
}

t.test('inputs that must be there get an example, and an object travels in a value', async t => {
  t.same(exampleInputs({ inputs }), { name: 'text', area: { value: { a: 1 } }, points: [1, 1] })
  t.same(exampleInputs({}), {})
  t.same([hasRequiredInputs({ inputs }), hasRequiredInputs({ inputs: { pause: inputs.pause } }), hasRequiredInputs({})], [true, false, false])
})

t.test('an input that says how long a job takes is found by its name', async t => {
  t.same(durationInput({ inputs }, 5), { pause: 3 })
  t.same(durationInput({ inputs: { sleepSeconds: { schema: { type: 'integer' } } } }, 1.5), { sleepSeconds: 2 })
  t.equal(durationInput({ inputs: { pause: { schema: { type: 'string' } }, other: { schema: { type: 'number' } } } }, 5), undefined)
})

t.test('a process that does not say how it is executed may be executed both ways', async t => {
  t.same([isAsync({}), isSync({})], [true, true])
  t.same([isAsync({ jobControlOptions: ['sync-execute'] }), isSync({ jobControlOptions: ['async-execute'] })], [false, false])
})
