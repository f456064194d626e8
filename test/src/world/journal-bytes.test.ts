import t from 'tap'
import { Journal, type JournalEntry, type JournalRecord } from '../../../src/world/journal.ts'
import { JournalBytes } from '../../../src/world/journal-bytes.ts'

const exchange = (name: string, bytes: number): JournalRecord =>
  ({ bytes, answered: 1, forgotten: false, read: () => ({ url: name }) as JournalEntry })

const urls = (journal: Journal) => journal.list().map(({ url }) => url)

t.test('where the bytes are used up, the journal that has the most forgets its oldest exchanges', async t => {
  const shared = new JournalBytes(6400)
  const [quiet, loud] = [new Journal(1000, shared), new Journal(1000, shared)]
  quiet.add(exchange('quiet', 1000))
  for (let index = 0; index < 10; index++) loud.add(exchange(`${index}`, 1000))
  t.same(urls(quiet), ['quiet'])
  t.same(urls(loud), ['5', '6', '7', '8', '9'])
  t.equal(shared.used, 6000)
  t.equal(shared.used, quiet.bytes + loud.bytes)
})

t.test('what comes later counts too, and of what is forgotten nothing counts any more', async t => {
  const shared = new JournalBytes(6400)
  const journal = new Journal(2, shared)
  const [first, second, third] = ['a', 'b', 'c'].map(name => exchange(name, 100)) as [JournalRecord, JournalRecord, JournalRecord]
  journal.add(first)
  journal.grow(first, 50)
  t.equal(shared.used, 150)
  journal.add(second)
  journal.add(third)
  journal.grow(first, 1000)
  t.same([shared.used, first.forgotten], [200, true])
  journal.remove(({ url }) => url === 'b')
  t.equal(shared.used, 100)
  journal.clear()
  t.same([shared.used, third.forgotten], [0, true])
  journal.add(exchange('d', 100_000))
  t.same([shared.used, urls(journal)], [0, []], 'one that is larger than all there is')
})

t.test('a journal of many thousands forgets them one by one', async t => {
  const journal = new Journal(1500, new JournalBytes(1e9))
  for (let index = 0; index < 5000; index++) journal.add(exchange(`${index}`, 1))
  t.same([journal.bytes, urls(journal).length, urls(journal)[0]], [1500, 1500, '3500'])
})

t.test('the journal that has most is asked first, whichever came first, and one that gives nothing back is asked no more', async t => {
  const shared = new JournalBytes(1000)
  const urls: string[] = []
  const add = (name: string, bytes: number) => {
    const journal = {
      bytes,
      forgetOldest () {
        urls.push(name)
        journal.bytes = 0
        shared.count(journal, -1)
      }
    }
    shared.count(journal, bytes)
  }
  add('small', 300)
  add('large', 650)
  add('smaller', 200)
  t.equal(urls[0], 'large')
  t.same(new Set(urls), new Set(['large', 'small', 'smaller']))
})
