import { setFlagsFromString } from 'node:v8'
import { runInThisContext } from 'node:vm'
import t from 'tap'
import Fastify, { type FastifyInstance } from 'fastify'
import { keepInstancesFast } from '../../../routes/http/fast-instances.ts'
import { build } from '../../helper.ts'

setFlagsFromString('--allow-natives-syntax')
const hasFastProperties: (value: object) => boolean = runInThisContext('value => %HasFastProperties(value)')
const haveSameMap: (one: object, other: object) => boolean = runInThisContext('(one, other) => %HaveSameMap(one, other)')

t.test('the instance of each plugin is fast to read, once it has been read often', async t => {
  const app = Fastify()
  keepInstancesFast(app)
  const instances: FastifyInstance[] = []
  app.register(async instance => {
    instances.push(instance)
    instance.addHook('onRequest', async () => {})
    instance.register(async instance => { instances.push(instance) }, { prefix: '/deeper' })
  }, { prefix: '/deep' })
  await app.ready()
  t.teardown(() => app.close())
  const prefixes = () => instances.map(({ prefix }) => prefix)
  for (let count = 0; count < 1000; count++) prefixes()
  t.same(prefixes(), ['/deep', '/deep/deeper'])
  for (const instance of instances) t.ok(hasFastProperties(instance))
})

t.test('the drafts of executions have one hidden class', async t => {
  const { app, store } = await build(t)
  const drafts: object[] = []
  const submit = store.submit.bind(store)
  store.submit = newDrafts => { drafts.push(...newDrafts); return submit(newDrafts) }
  for (const message of ['a', 'b', 'c', 'd']) t.equal((await app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { message } } })).statusCode, 201)
  t.ok(haveSameMap(drafts[2]!, drafts[3]!))
})
