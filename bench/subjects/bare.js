// What everything is measured against: Fastify that answers the same bytes whatever is asked, and reads a body that comes. JavaScript, since it runs as installed.
import Fastify from 'fastify'

const { status, headers, body } = JSON.parse(process.argv[2])
const app = Fastify()
const answer = (_request, reply) => { reply.code(status).headers(headers).send(body) }
app.get('/jobs/:jobId', answer)
app.delete('/jobs/:jobId', answer)
app.post('/processes/:processID/execution', answer)

const url = await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${JSON.stringify({ url })}\n`)
