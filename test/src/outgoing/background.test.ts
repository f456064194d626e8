import { setImmediate } from 'node:timers/promises'
import t from 'tap'
import { createBackground } from '../../../src/outgoing/background.ts'

t.test('what goes wrong in what nobody awaits is logged, and is no unhandled rejection', async t => {
  const logged: unknown[] = []
  const runInBackground = createBackground({ error: error => { logged.push(error) } })
  const error = new Error('lost')
  runInBackground(Promise.reject(error))
  runInBackground(Promise.resolve('fine'))
  await setImmediate()
  t.same(logged, [error])
})
