import t from 'tap'
import fc from 'fast-check'
import { GroupIndex } from '../../../src/jobs/group-index.ts'
import { createRecord } from '../../../src/jobs/record.ts'
import { SubmissionOrder } from '../../../src/jobs/submission-order.ts'
import { draft } from '../../helper.ts'

/** An index and its order, filled like a store's. */
function store () {
  const order = new SubmissionOrder()
  const index = new GroupIndex(order)
  const jobs = new Map<string, { id: string, group: string, ordinal: number, project: number }>()
  let next = 0
  return {
    order,
    submit (id: string, group: string): void {
      const job = createRecord(draft({ id, group }), next++, 0)
      jobs.set(id, job)
      index.add(job)
      order.put(job)
    },
    remove (id: string): void {
      const job = jobs.get(id)!
      jobs.delete(id)
      index.remove(job)
      order.remove(job.ordinal)
    },
    wasEmptied: (group: string, project: number) => index.wasEmptied(group, project),
    membersOf: (group: string) => [...index.membersOf(group)].map(({ id }) => id),
    /** What `membersOf` should return. */
    expected: (group: string) => [...jobs.values()].filter(job => job.group === group && job.id !== group).map(({ id }) => id)
  }
}

t.test('a group is its members in order of submission, whoever was submitted between them', async t => {
  const { submit, membersOf } = store()
  for (const [id, group] of [['c', 'g'], ['x', 'other'], ['a', 'g'], ['b', 'g']] as const) submit(id, group)
  t.same(membersOf('g'), ['c', 'a', 'b'])
  t.same(membersOf('other'), ['x'])
  t.same(membersOf('nobody\'s'), [])
})

t.test('a job that is alone in a group of its own id costs no entry: whoever looks for it looks by its id', async t => {
  const { submit, remove, membersOf } = store()
  submit('alone', 'alone')
  t.same(membersOf('alone'), [])
  submit('a', 'alone')
  t.same(membersOf('alone'), ['a'], 'others may join it')
  remove('alone')
  t.same(membersOf('alone'), ['a'])
})

t.test('who is removed is no member any more, and the group can be filled again', async t => {
  const { submit, remove, membersOf } = store()
  for (const id of ['a', 'b']) submit(id, 'g')
  remove('a')
  t.same(membersOf('g'), ['b'])
  remove('b')
  t.same(membersOf('g'), [])
  submit('c', 'g')
  t.same(membersOf('g'), ['c'])
})

t.test('a group whose members are all gone leaves nothing behind: one of its name begins anew, with the places of its new members alone', async t => {
  const { order, submit, remove, membersOf } = store()
  for (let round = 0; round < 3; round++) {
    submit(`a ${round}`, 'g')
    submit(`stranger ${round}`, 'other')
    remove(`a ${round}`)
  }
  const before = t.capture(order, 'after', order.after.bind(order))
  t.same(membersOf('g'), [])
  t.equal(before().length, 0, 'nothing is looked for')
  submit('b', 'g')
  const after = t.capture(order, 'after', order.after.bind(order))
  t.same(membersOf('g'), ['b'])
  t.equal(after().length, 1, 'one run of places')
})

t.test('members that follow each other are one run of places, however many they are', async t => {
  const { order, submit, membersOf } = store()
  for (let count = 0; count < 50; count++) submit(`member ${count}`, 'g')
  const looks = t.capture(order, 'after', order.after.bind(order))
  t.equal(membersOf('g').length, 50)
  t.equal(looks().length, 1)
  submit('stranger', 'other')
  for (let count = 50; count < 60; count++) submit(`member ${count}`, 'g')
  t.equal(membersOf('g').length, 60)
  t.equal(looks().length, 2, 'a stranger between them makes two')
})

t.test('a stranger can be removed without harm', async t => {
  const index = new GroupIndex(new SubmissionOrder())
  index.remove({ id: 'stranger', group: 'nowhere', project: 1, ordinal: 0 })
  t.same([...index.membersOf('nowhere')], [])
})

t.test('a group that is filled and emptied for ever looks at few places', async t => {
  const { order, submit, remove, membersOf } = store()
  for (let round = 0; round < 1000; round++) {
    submit(`member ${round}`, 'g')
    submit(`stranger ${round}`, 'other')
    if (round >= 3) remove(`member ${round - 3}`)
  }
  const looks = t.capture(order, 'after', order.after.bind(order))
  t.same(membersOf('g'), ['member 997', 'member 998', 'member 999'])
  t.ok(looks().length < 12, 'its places do not pile up')
})

t.test('it answers like a plain list, whatever is submitted and removed', async () => {
  const groups = ['g', 'h', 'i']
  const step = fc.record({ group: fc.constantFrom(...groups), pick: fc.nat(), removes: fc.boolean() })
  fc.assert(fc.property(fc.array(step, { maxLength: 200 }), steps => {
    const { submit, remove, membersOf, expected } = store()
    steps.forEach(({ group, pick, removes }, index) => {
      const members = expected(group)
      if (removes && members.length > 0) remove(members[pick % members.length]!)
      else submit(`job ${index}`, group)
    })
    return groups.every(group => membersOf(group).join() === expected(group).join())
  }))
})

t.test('a group whose jobs were all removed is remembered with its project until it is filled again, and a thousand of them at most', async t => {
  const { submit, remove, wasEmptied } = store()
  const groups = Array.from({ length: 1001 }, (_, index) => `g${index}`)
  for (const group of groups) submit(`in ${group}`, group)
  t.equal(wasEmptied('g0', 1), false, 'it has a job')
  for (const group of groups.slice(0, -1)) remove(`in ${group}`)
  t.equal(wasEmptied('g0', 1), true)
  t.equal(wasEmptied('g0', 2), false)
  remove('in g1000')
  t.equal(wasEmptied('g0', 1), false, 'the oldest is forgotten')
  t.equal(wasEmptied('g1000', 1), true)
  submit('again', 'g1')
  t.equal(wasEmptied('g1', 1), false)
})
