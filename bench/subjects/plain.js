// The same work written plainly in Fastify: params and query are validated, a statusInfo is serialised by its schema, and
// as many hooks run as a server that does more has. JavaScript, since it runs as installed.
import Fastify from 'fastify'

const { headers, body, schemas, schema } = JSON.parse(process.argv[2])
const app = Fastify()
for (const each of schemas) app.addSchema(each)
for (let count = 0; count < 4; count++) app.addHook('onRequest', (_request, _reply, done) => done())
app.addHook('preHandler', (_request, _reply, done) => done())
app.addHook('onSend', (_request, _reply, payload, done) => done(null, payload))
const statusInfo = JSON.parse(body)
app.get('/jobs/:jobId', { schema }, async (_request, reply) => {
  reply.headers(headers)
  return statusInfo
})

const url = await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${JSON.stringify({ url })}\n`)
