import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import t from 'tap'
import { type Exchange, exchangeOf, setExchange, worldOf } from '../../../routes/http/exchange.ts'

t.test('what belongs to a request is found by it, and by nothing that others can see', async t => {
  const raw = {} as IncomingMessage
  const world = { name: 'a', settings: { tator: '1.5' } }
  const exchange = { world, seen: world, prefix: '/w/a' } as unknown as Exchange
  setExchange(raw, exchange)
  t.equal(exchangeOf(raw), exchange)
  t.equal(worldOf({ raw } as FastifyRequest), exchange.world)
  t.same(Object.keys(raw), [])
})
