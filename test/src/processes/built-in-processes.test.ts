import t from 'tap'
import { builtInProcesses } from '../../../src/processes/built-in-processes.ts'
import { echo } from '../../../src/processes/echo.ts'
import { fail } from '../../../src/processes/fail.ts'
import { hold } from '../../../src/processes/hold.ts'

t.test('the processes are known by their ids', async t => {
  t.same([...builtInProcesses.keys()], ['echo', 'fail', 'hold'])
  for (const [id, process] of builtInProcesses) t.equal(process.id, id)
})

t.test('every input and output has a title and a schema', async t => {
  for (const { inputs, outputs } of builtInProcesses.values()) {
    for (const [name, description] of [...Object.entries(inputs), ...Object.entries(outputs)]) t.match(description, { title: name, schema: Object }, name)
  }
})

t.test('echo gives back what it is given, after the pause that it is given', async t => {
  t.same(echo.plan({}), { accepted: 0, running: 0, outcome: 'successful' })
  t.same(echo.plan({ pause: 1.5 }), { accepted: 0, running: 1500, outcome: 'successful' })
  t.match(echo.results({ message: 'hello', numbers: [1] }), { message: 'hello', numbers: [1] })
  t.same(Object.keys(echo.results({ message: 'hello' })).sort(), Object.keys(echo.outputs).sort(), 'and what it is not given, as it always is')
  t.same(Object.keys(echo.outputs), Object.keys(echo.inputs), 'under the same names')
})

t.test('only the message of echo must be there', async t => {
  t.same(Object.entries(echo.inputs).filter(([, { minOccurs = 1 }]) => minOccurs > 0).map(([name]) => name), ['message'])
})

t.test('fail fails, when and why it is told', async t => {
  t.same(fail.plan({}), { accepted: 0, running: 1000, outcome: 'failed', reason: 'This process fails by design.' })
  t.same(fail.plan({ after: 0, reason: 'The disk is full.' }), { accepted: 0, running: 0, outcome: 'failed', reason: 'The disk is full.' })
  t.same(fail.results({ after: 0 }), {})
})

t.test('hold runs until someone dismisses it, at the progress that it is told', async t => {
  t.same(hold.plan({}), { accepted: 0, running: Infinity, outcome: 'successful', progress: [0] })
  t.same(hold.plan({ progress: 42 }), { accepted: 0, running: Infinity, outcome: 'successful', progress: [42] })
  t.same(hold.results({}), {})
})
