import t from 'tap'
import { GroupIndex } from '../../../src/jobs/group-index.ts'

t.test('a group is its members in order of submission, after its own name', async t => {
  const index = new GroupIndex()
  for (const id of ['c', 'a', 'b']) index.add({ id, group: 'g' })
  index.add({ id: 'x', group: 'other' })
  t.same(index.idsOf('g'), ['g', 'c', 'a', 'b'])
  t.same(index.idsOf('other'), ['other', 'x'])
})

t.test('a job that is alone in a group of its own id is found by it', async t => {
  const index = new GroupIndex()
  index.add({ id: 'alone', group: 'alone' })
  t.same(index.idsOf('alone'), ['alone'])
  index.remove({ id: 'alone', group: 'alone' })
  t.same(index.idsOf('alone'), ['alone'], 'whether there is such a job is not for the index to say')
})

t.test('a job may carry the name of the group that it shares with others, and is named once', async t => {
  const index = new GroupIndex()
  index.add({ id: 'g', group: 'g' })
  index.add({ id: 'a', group: 'g' })
  t.same(index.idsOf('g'), ['g', 'a'])
})

t.test('who is removed is no member any more', async t => {
  const index = new GroupIndex()
  for (const id of ['a', 'b']) index.add({ id, group: 'g' })
  index.remove({ id: 'a', group: 'g' })
  index.remove({ id: 'a', group: 'g' })
  index.remove({ id: 'stranger', group: 'nowhere' })
  t.same(index.idsOf('g'), ['g', 'b'])
  index.remove({ id: 'b', group: 'g' })
  t.same(index.idsOf('g'), ['g'])
  index.add({ id: 'c', group: 'g' })
  t.same(index.idsOf('g'), ['g', 'c'], 'the group can be filled again')
})
