import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import t from 'tap'
import { type Exchange, exchangeOf, setExchange, worldOf } from '../../../routes/http/exchange.ts'
import { dialectConstraint, tatorDialectStrategy } from '../../../routes/http/dialect-constraint.ts'

t.test('what belongs to a request is found by it, and by nothing that others can see', async t => {
  const raw = {} as IncomingMessage
  const exchange = { world: { name: 'a', settings: { tator: '1.5' } }, prefix: '/w/a' } as unknown as Exchange
  setExchange(raw, exchange)
  t.equal(exchangeOf(raw), exchange)
  t.equal(worldOf({ raw } as FastifyRequest), exchange.world)
  t.same(Object.keys(raw), [])
})

t.test('the router chooses by the dialect of the request\'s world', async t => {
  const raw = {} as IncomingMessage
  setExchange(raw, { world: { settings: { tator: '1.5' } }, prefix: '' } as unknown as Exchange)
  t.equal(tatorDialectStrategy.name, dialectConstraint)
  t.equal(tatorDialectStrategy.deriveConstraint(raw as never, undefined as never), '1.5')
  const storage = tatorDialectStrategy.storage()
  const handler = () => {}
  storage.set('1.5', handler)
  t.equal(storage.get('1.5'), handler)
  t.equal(storage.get('2020-05'), null)
})
