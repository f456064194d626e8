import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import { collectMethods } from '../../../routes/http/wrong-methods.ts'

async function facade (app: FastifyInstance): Promise<void> {
  const answerOtherMethods = collectMethods(app)
  app.get('/', async () => 'root')
  app.get('/things', async () => 'things')
  app.post('/things', async () => 'made')
  app.route({ method: ['PUT', 'DELETE'], url: '/things/:id', handler: async () => 'thing' })
  answerOtherMethods((_request, reply, allow) => reply.code(405).header('Allow', allow).send())
}

const paths = [
  { path: '/', allow: 'GET, HEAD, OPTIONS' },
  { path: '/things', allow: 'GET, HEAD, POST, OPTIONS' },
  { path: '/things/1', allow: 'PUT, DELETE, OPTIONS' }
]

for (const prefix of ['', '/base']) {
  t.test(`every method that a path does not have is answered with those it has${prefix && ' under a prefix'}`, async t => {
    const app = Fastify()
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
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(facade, { prefix: '/base' })
  for (const url of ['/base', '/base/']) {
    t.equal((await app.inject(url)).statusCode, 200)
    t.equal((await app.inject({ method: 'PUT', url })).headers['allow'], 'GET, HEAD, OPTIONS')
  }
})
