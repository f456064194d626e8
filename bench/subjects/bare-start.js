// The least that starts: Fastify with one route. JavaScript, since it runs as installed.
import Fastify from 'fastify'

const app = Fastify()
app.get('/', (_request, reply) => { reply.send({ title: 'bare' }) })

const url = await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${JSON.stringify({ url })}\n`)
