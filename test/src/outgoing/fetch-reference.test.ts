import t from 'tap'
import { SharedPlaces } from '../../../src/bounds/capacity.ts'
import { createFetchReference, type KnownReferences } from '../../../src/outgoing/fetch-reference.ts'
import { createOutgoingRequests, defaultOutgoingLimits } from '../../../src/outgoing/outgoing-requests.ts'
import { listen } from './listener.ts'

const fetcher = (known: KnownReferences = new Map()) =>
  createFetchReference(createOutgoingRequests({ ...defaultOutgoingLimits, allowPrivate: true }, new AbortController().signal), known, { fetches: new SharedPlaces(2, limit => `at most ${limit}`), owner: 'default' })

t.test('what an address holds is fetched with its media type', async t => {
  const other = await listen(t, response => response.setHeader('content-type', 'text/plain').end('fetched'))
  t.same(await fetcher()(other.url), { body: Buffer.from('fetched'), mediaType: 'text/plain' })
})

t.test('a server need not say of what media type its answer is', async t => {
  const other = await listen(t)
  t.same(await fetcher()(other.url), { body: Buffer.alloc(0), mediaType: undefined })
})

t.test('an address that is known is never asked, whatever it looks like', async t => {
  const other = await listen(t)
  const local = { body: Buffer.from('known'), mediaType: 'text/plain' }
  const fetchReference = fetcher(new Map([[other.url, local], ['urn:known', local]]))
  t.same(await fetchReference(other.url), local)
  t.same(await fetchReference('urn:known'), local)
  t.same(other.heard, [])
})

t.test('any answer but 200 is none', async t => {
  const other = await listen(t, (response, { url = '' }) => response.writeHead(Number(url.slice(1))).end())
  for (const status of [204, 304, 404, 500]) {
    await t.rejects(fetcher()(`${other.url}/${status}`), { message: `an address that answers 200; it answers ${status}` })
  }
})
