import type { FastifyInstance } from 'fastify'
import t from 'tap'
import type { DoubleApp, InjectableApp } from '../../src/double-app.ts'
import { build } from '../helper.ts'

t.test('a Fastify instance does all that is declared for projects without Fastify', async t => {
  const { app } = await build(t)
  const declared = app satisfies FastifyInstance satisfies DoubleApp satisfies InjectableApp as InjectableApp
  const answer = await declared.inject({ method: 'GET', url: '/jobs', query: { limit: '1' }, headers: { accept: 'application/json' } })
  t.same([answer.statusCode, answer.statusMessage, answer.headers['content-type']], [200, 'OK', 'application/json; charset=utf-8'])
  t.equal(answer.json().jobs.length, 1)
  t.equal(answer.body, answer.payload)
  t.same(Buffer.from(answer.rawPayload).toString(), answer.body)
  t.match(await declared.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs: { message: 'hello' } } }), { statusCode: 200 })
  t.match(await declared.listen({ port: 0 }), /^http:/)
  await declared.close()
})
