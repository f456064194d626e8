import t from 'tap'
import { Journal, type JournalEntry, type JournalRecord } from '../../../src/world/journal.ts'

class Exchange implements JournalRecord {
  answered: number | undefined = undefined
  bytes = 100
  forgotten = false
  readonly #url: string
  readonly #invoked: number

  constructor (url: string, invoked: number) {
    this.#url = url
    this.#invoked = invoked
  }

  read (): JournalEntry {
    return { id: `${this.#invoked}`, method: 'GET', url: this.#url, absoluteUrl: `http://x${this.#url}`, clientIp: '127.0.0.1', headers: {}, at: 0, invoked: this.#invoked, matched: true, answered: this.answered }
  }
}

/** A request that came, and is not answered yet. */
function come (journal: Journal, url: string): Exchange {
  const exchange = new Exchange(url, journal.nextNumber())
  journal.add(exchange)
  return exchange
}

function answer (journal: Journal, exchange: Exchange): void {
  exchange.answered = journal.nextNumber()
  journal.notifyWaiters(exchange)
}

function record (journal: Journal, ...urls: string[]): void {
  for (const url of urls) answer(journal, come(journal, url))
}

const urls = (entries: readonly JournalEntry[]): string[] => entries.map(({ url }) => url)
const isUrl = (url: string) => (entry: JournalEntry) => entry.url === url
const soon = () => new AbortController().signal

t.test('the journal remembers what was asked and answered, oldest first', async t => {
  const journal = new Journal()
  record(journal, '/a', '/b')
  const open = come(journal, '/c')
  t.same(urls(journal.list()), ['/a', '/b'], 'what is under way is not over')
  answer(journal, open)
  t.same(urls(journal.list()), ['/a', '/b', '/c'])
  t.same(urls(journal.list(isUrl('/b'))), ['/b'])
})

t.test('it remembers as many as it may: the last ones', async t => {
  const journal = new Journal(3)
  record(journal, '/a', '/b', '/c', '/d', '/e')
  t.same(urls(journal.list()), ['/c', '/d', '/e'])
  record(journal, '/f')
  t.same(urls(journal.list()), ['/d', '/e', '/f'])
  const thousand = new Journal()
  record(thousand, ...Array.from({ length: 1001 }, (_, index) => `/${index}`))
  t.same([thousand.list().length, thousand.list()[0]?.url], [1000, '/1'])
})

t.test('a journal that remembers nothing says so', async t => {
  t.same([new Journal(0).enabled, new Journal(1).enabled], [false, true])
})

t.test('what happens is numbered in one count', async t => {
  const journal = new Journal()
  t.same([journal.nextNumber(), journal.nextNumber(), journal.nextNumber()], [0, 1, 2])
})

t.test('it forgets all, and remembers on', async t => {
  const journal = new Journal(2)
  record(journal, '/a', '/b', '/c')
  journal.clear()
  t.same(journal.list(), [])
  record(journal, '/d', '/e', '/f')
  t.same(urls(journal.list()), ['/e', '/f'])
})

t.test('it forgets some: those that are over, in whatever place they are', async t => {
  const journal = new Journal(3)
  record(journal, '/a', '/b')
  const open = come(journal, '/b')
  record(journal, '/c')
  t.same(urls(journal.remove(isUrl('/b'))), ['/b'])
  answer(journal, open)
  t.same(urls(journal.list()), ['/b', '/c'])
  record(journal, '/d', '/e')
  t.same(urls(journal.list()), ['/c', '/d', '/e'])
})

t.test('who waits for a request that came already need not wait', async t => {
  const journal = new Journal()
  record(journal, '/a', '/b')
  t.equal((await journal.waitFor(() => true, AbortSignal.abort())).url, '/a')
})

t.test('who waits for a request hears of the first like it when it is answered', async t => {
  const journal = new Journal()
  const waits = [journal.waitFor(isUrl('/b'), soon()), journal.waitFor(isUrl('/b'), soon()), journal.waitFor(isUrl('/c'), soon())]
  const open = come(journal, '/b')
  record(journal, '/a', '/c')
  answer(journal, open)
  record(journal, '/b')
  const [one, other, third] = await Promise.all(waits)
  t.same([one, other], [open.read(), open.read()])
  t.equal(third?.url, '/c')
})

t.test('who waits no longer is told why, and who has heard is not', async t => {
  const journal = new Journal()
  const controller = new AbortController()
  const [heard, waiting] = [journal.waitFor(isUrl('/a'), controller.signal), journal.waitFor(isUrl('/b'), controller.signal)]
  record(journal, '/a')
  controller.abort(new Error('enough'))
  await t.rejects(waiting, { message: 'enough' })
  t.equal((await heard).url, '/a')
  await t.rejects(journal.waitFor(isUrl('/b'), controller.signal), { message: 'enough' })
})

t.test('a waiter that cannot judge a request is told so, and hurts nobody else', async t => {
  const journal = new Journal()
  const broken = journal.waitFor(() => { throw new Error('cannot judge') }, soon())
  const sound = journal.waitFor(isUrl('/a'), soon())
  record(journal, '/a')
  await t.rejects(broken, { message: 'cannot judge' })
  t.equal((await sound).url, '/a')
})
