import t from 'tap'
import { build } from '../../helper.ts'

t.test('requests says what was asked, of either façade, oldest first, and what it was answered', async t => {
  const double = await build(t)
  await double.app.inject('/jobs?limit=1')
  await double.clock.advance(1500)
  await double.app.inject({ method: 'DELETE', url: '/rest/Job/nobody', headers: { authorization: `Token ${double.tokens['execute']}` } })
  await double.app.inject({ method: 'POST', url: '/nowhere' })
  const start = Date.UTC(2026, 0, 1)
  t.same(double.requests.list().map(({ method, url, status, at, matched }) => ({ method, url, status, at, matched })), [
    { method: 'GET', url: '/jobs?limit=1', status: 200, at: start, matched: true },
    { method: 'DELETE', url: '/rest/Job/nobody', status: 404, at: start + 1500, matched: true },
    { method: 'POST', url: '/nowhere', status: 404, at: start + 1500, matched: false }
  ])
})

for (const { limit, remembered } of [{ limit: 2, remembered: ['/3', '/4'] }, { limit: 4, remembered: ['/1', '/2', '/3', '/4'] }, { limit: 0, remembered: [] }]) {
  t.test(`a double that remembers ${limit} requests forgets the oldest`, async t => {
    const double = await build(t, { rememberRequests: limit })
    for (const url of ['/1', '/2', '/3', '/4']) await double.app.inject(url)
    t.same(double.requests.list().map(({ url }) => url), remembered)
  })
}

t.test('a thousand requests are remembered unless more or less is asked for', async t => {
  const double = await build(t, { seed: {} })
  for (let number = 0; number <= 1000; number++) await double.app.inject(`/nothing/${number}`)
  t.equal(double.requests.count(), 1000)
  t.equal(double.requests.list()[0]?.url, '/nothing/1')
})

t.test('a reset forgets the requests', async t => {
  const double = await build(t)
  await double.app.inject('/')
  await double.reset()
  t.same(double.requests.list(), [])
  await double.app.inject('/jobs')
  t.equal(double.requests.count(), 1)
  double.requests.clear()
  t.equal(double.requests.count({ method: 'GET' }), 0)
})
