import Fastify, { type FastifyReply } from 'fastify'
import t from 'tap'
import { answerHeaders } from '../../../routes/http/answer-headers.ts'

t.test('the headers are those that Fastify keeps, no copy: what it adds later is there too', async t => {
  const app = Fastify()
  t.teardown(() => app.close())
  let headers: ReturnType<typeof answerHeaders> = {}
  app.addHook('onSend', async (_request, reply) => { headers = answerHeaders(reply) })
  app.get('/', (_request, reply) => { reply.header('Link', '</>').send({}) })
  await app.inject('/')
  t.match(headers, { link: '</>', 'content-type': /json/, 'content-length': '2' })
})

t.test('of a Fastify that keeps them elsewhere they are a copy', async t => {
  t.same(answerHeaders({ getHeaders: () => ({ link: '</>' }) } as unknown as FastifyReply), { link: '</>' })
})
