import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import { Exchange, exchangeOf, knownExchangeOf, setExchange } from '../../../routes/http/exchange.ts'
import { collectMethods, routeAsOptions } from '../../../routes/http/wrong-methods.ts'
import type { World } from '../../../src/world/world.ts'

/** An application that routes unanswered requests once more. */
function build (): FastifyInstance {
  const app = Fastify()
  app.addHook('onRequest', (request, reply, done) => {
    if (knownExchangeOf(request.raw) === undefined) setExchange(request.raw, new Exchange({} as World, ''))
    const exchange = exchangeOf(request.raw)
    if (request.is404 && routeAsOptions(request, reply, exchange)) return
    if (exchange.method !== undefined) request.raw.method = exchange.method
    done()
  })
  return app
}

async function facade (app: FastifyInstance): Promise<void> {
  const answerOtherMethods = collectMethods(app)
  app.get('/', async () => 'root')
  app.get('/things', async () => 'things')
  app.post('/things', async () => 'made')
  app.route({ method: ['PUT', 'DELETE'], url: '/things/:id', handler: async () => 'thing' })
  app.put('/things/count', async () => 'counted')
  answerOtherMethods((_request, reply, allow) => reply.code(405).header('Allow', allow).send())
}

const paths = [
  { path: '/', allow: 'GET, HEAD, OPTIONS' },
  { path: '/things', allow: 'GET, HEAD, POST, OPTIONS' },
  { path: '/things/1', allow: 'PUT, DELETE, OPTIONS' },
  { path: '/things/count', allow: 'PUT, OPTIONS' }
]

for (const prefix of ['', '/base']) {
  t.test(`every method that a path does not have is answered with those it has${prefix && ' under a prefix'}`, async t => {
    const app = build()
    t.teardown(() => app.close())
    await app.register(facade, { prefix })
    for (const { path, allow } of paths) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const) {
        const { statusCode, headers } = await app.inject({ method, url: prefix + path })
        const known = allow.split(', ').includes(method) && method !== 'OPTIONS'
        t.equal(statusCode, known ? 200 : 405, `${method} ${prefix}${path}`)
        if (!known) t.equal(headers['allow'], allow)
      }
    }
  })
}

t.test('a prefix is a path with a slash and without one', async t => {
  const app = build()
  t.teardown(() => app.close())
  await app.register(facade, { prefix: '/base' })
  for (const url of ['/base', '/base/']) {
    t.equal((await app.inject(url)).statusCode, 200)
    t.equal((await app.inject({ method: 'PUT', url })).headers['allow'], 'GET, HEAD, OPTIONS')
  }
})
