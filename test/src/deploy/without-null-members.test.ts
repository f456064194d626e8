import t from 'tap'
import { withoutNullMembers } from '../../../src/deploy/without-null-members.ts'

t.test('members that are null are as absent at any depth; null in a list stays', async t => {
  const rows: [unknown, unknown][] = [
    [{ a: null, b: { c: null, d: 1 } }, { b: { d: 1 } }],
    [{ list: [null, { a: null }, 0, ''] }, { list: [null, {}, 0, ''] }],
    [null, null],
    ['null', 'null']
  ]
  for (const [received, left] of rows) t.same(withoutNullMembers(received), left)
})
