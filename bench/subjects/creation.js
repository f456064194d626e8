// Prints what it takes to create a double that listens, to close it, and to create Fastify with one route, in milliseconds of processor time: in a process that has loaded the library as users have it.
import Fastify from 'fastify'
import { createDouble } from '../../dist/index.js'

const rounds = 41
const [created, closed, bare] = [[], [], []]

async function took (act) {
  const before = process.cpuUsage()
  await act()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

for (let round = 0; round < rounds; round++) {
  let double
  created.push(await took(async () => { double = await createDouble({ port: 0 }) }))
  closed.push(await took(() => double.close()))
  let app
  bare.push(await took(async () => {
    app = Fastify()
    app.get('/', (_request, reply) => { reply.send({ title: 'bare' }) })
    await app.listen({ port: 0, host: '127.0.0.1' })
  }))
  await app.close()
}
process.stdout.write(`${JSON.stringify({ created, closed, bare })}\n`)
