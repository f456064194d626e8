import t from 'tap'
import { echo } from '../../../src/processes/echo.ts'
import { Validators } from '../../../src/inputs/validators.ts'
import { processFromSeed } from '../../../src/seed/seed-process.ts'

const context = { validators: new Validators() }

t.test('a process of which only the id is said is described by it, and echoes its inputs at once', async t => {
  const process = processFromSeed({ id: 'mine' }, undefined, context)
  t.match(process, { id: 'mine', title: 'mine', description: 'A process of the seed.', version: '1.0.0' })
  t.same([process.inputs, process.outputs], [{}, {}])
  t.same(process.plan({}), { accepted: 0, running: 0, outcome: 'successful' })
  t.same(process.results({ a: 1 }), { a: 1 })
})

t.test('a process is as its seed says', async t => {
  const schema = { type: 'string' }
  const process = processFromSeed({
    id: 'mine',
    title: 'Mine',
    description: 'Does it.',
    version: '2.1.0',
    inputs: { a: { schema, minOccurs: 0 }, b: { title: 'Second', schema } },
    outputs: { c: { schema } },
    results: { c: 'done' },
    plan: { running: 5, outcome: 'failed', reason: 'It is broken.' }
  }, undefined, context)
  t.match(process, { title: 'Mine', description: 'Does it.', version: '2.1.0' })
  t.same(process.inputs, { a: { schema, minOccurs: 0 }, b: { title: 'Second', schema } })
  t.same(process.outputs, { c: { schema } })
  t.same(process.plan({}), { accepted: 0, running: 5000, outcome: 'failed', reason: 'It is broken.' })
  t.same(process.results({ a: 'given' }), { a: 'given', c: 'done' })
})

t.test('a known process stays what it is where its seed says nothing', async t => {
  const image = { schema: { type: 'string', contentEncoding: 'binary' } }
  const process = processFromSeed({ id: 'echo', inputs: { image }, plan: { accepted: 3 } }, echo, context)
  t.match(process, { title: 'Echo', description: echo.description, version: echo.version })
  t.same(process.inputs, { ...echo.inputs, image })
  t.same(process.outputs, echo.outputs)
  t.same(process.plan({ pause: 2 }), { accepted: 3000, running: 2000, outcome: 'successful' })
})
