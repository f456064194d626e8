import t from 'tap'
import { build } from '../helper.ts'

t.test('requests says what was asked, of either façade, oldest first, and what it was answered', async t => {
  const double = await build(t)
  await double.app.inject('/jobs?limit=1')
  double.clock.advance(1500)
  await double.app.inject({ method: 'DELETE', url: '/rest/Job/nobody', headers: { authorization: `Token ${double.tokens['execute']}` } })
  await double.app.inject({ method: 'POST', url: '/nowhere' })
  const start = Date.UTC(2026, 0, 1)
  t.same(double.requests, [
    { method: 'GET', url: '/jobs?limit=1', status: 200, at: start },
    { method: 'DELETE', url: '/rest/Job/nobody', status: 404, at: start + 1500 },
    { method: 'POST', url: '/nowhere', status: 404, at: start + 1500 }
  ])
})

for (const { limit, remembered } of [{ limit: 2, remembered: ['/3', '/4'] }, { limit: 4, remembered: ['/1', '/2', '/3', '/4'] }, { limit: 0, remembered: [] }]) {
  t.test(`a double that remembers ${limit} requests forgets the oldest`, async t => {
    const double = await build(t, { rememberRequests: limit })
    for (const url of ['/1', '/2', '/3', '/4']) await double.app.inject(url)
    t.same(double.requests.map(({ url }) => url), remembered)
  })
}

t.test('a thousand requests are remembered unless more or less is asked for', async t => {
  const double = await build(t, { seed: {} })
  for (let number = 0; number <= 1000; number++) await double.app.inject(`/nothing/${number}`)
  t.equal(double.requests.length, 1000)
  t.equal(double.requests[0]?.url, '/nothing/1')
})

t.test('a reset forgets the requests, and whoever holds the list sees that', async t => {
  const double = await build(t)
  const { requests } = double
  await double.app.inject('/')
  await double.reset()
  t.same(requests, [])
  await double.app.inject('/jobs')
  t.equal(requests.length, 1)
})
