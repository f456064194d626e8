import { Writable } from 'node:stream'
import Fastify from 'fastify'
import { pino } from 'pino'
import t from 'tap'
import { createDelegate, findByPath } from '../../../routes/http/delegate.ts'
import { buildApp } from '../../../src/app.ts'
import { openDouble } from '../../../src/create-double.ts'

t.test('a delegate is made once, when it is first asked for, and is closed with the application that it answers for', async t => {
  const app = Fastify()
  let made = 0
  let closed = 0
  const find = createDelegate(app, async () => {
    made++
    return Fastify().addHook('onClose', async () => { closed++ })
  })
  createDelegate(app, () => { throw new Error('Nobody asks for this one.') })
  t.equal(made, 0)
  const [one, other] = await Promise.all([find(), find()])
  t.equal(one, other)
  t.equal(find(), one)
  await app.close()
  t.same([made, closed], [1, 1])
})

t.test('a delegate has what lies at and below its path, however that is written', t => {
  const find = () => Fastify()
  const delegates = new Map([['/base/rest', find], ['/__admin', find]])
  for (const url of ['/__admin', '/__admin/', '/__admin?f=html', '/%5f_admin/jobs', '/base/rest/Job/1']) t.equal(findByPath(delegates, url), find, url)
  for (const url of ['/', '/__administration', '/rest/Job/1', '/base', '/base/restore']) t.equal(findByPath(delegates, url), undefined, url)
  for (const url of ['/', '/base/rest', '*']) t.equal(findByPath(new Map([['', find]]), url), find, `${url}, where all paths are below`)
  t.end()
})

t.test('a request that a delegate answers is logged once, with the method that came', async t => {
  const { double, worlds } = await openDouble({})
  const lines: string[] = []
  const log = pino({ level: 'debug' }, new Writable({ write (chunk, _encoding, done) { lines.push(String(chunk)); done() } }))
  const app = await buildApp({ worlds, log })
  t.teardown(() => Promise.all([app.close(), double.close()]))
  const requests = [['GET', '/__admin/clock'], ['HEAD', '/__admin/clock'], ['DELETE', '/__admin/clock'], ['GET', '/__admin/nothing'], ['GET', '/nothing'], ['PUT', '/jobs'], ['GET', '/rest/Job/1']] as const
  for (const [method, url] of requests) await app.inject({ method, url })
  t.same(lines.map(line => JSON.parse(line)).map(({ method, url }) => [method, url]), requests)
})
