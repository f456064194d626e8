import Fastify from 'fastify'
import t from 'tap'
import { Exchange, setExchange } from '../../../routes/http/exchange.ts'
import { answerTatorError } from '../../../routes/tator/errors.ts'
import { defaultSettings } from '../../../src/world/settings.ts'
import type { World } from '../../../src/world/world.ts'
import { ask, buildTator, dialects, records } from './fixture.ts'

const launches = { '2020-05': 'POST /rest/AlgorithmLaunch/1', '2020-09': 'POST /rest/AlgorithmLaunch/1', 1.5: 'POST /rest/Jobs/1' }
const right = { algorithm_name: 'single', media_ids: [1] }
const json = { 'content-type': 'application/json' }

for (const dialect of dialects) {
  const line = launches[dialect]
  const detailsOf = (message: string) => dialect === '1.5' ? 'None' : message

  t.test(`a body that is no JSON is told from one that is wrong, in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect })
    for (const body of ['{', '[1,', 'algorithm_name=single', '{"algorithm_name":"single","media_ids":[1]}}', '{"__proto__":{}}']) {
      const answer = await ask(double, line, { headers: json, body })
      t.equal(answer.status, 400, body)
      t.match(answer.json, { message: /^JSON parse error - ./, details: dialect === '1.5' ? 'None' : String })
    }
    t.equal((await ask(double, line, { headers: json, body: JSON.stringify(right) })).status, 201)
  })

  t.test(`a body of another media type is refused by its name, in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'banana']) {
      const answer = await ask(double, line, { headers: { 'content-type': type }, body: JSON.stringify(right) })
      t.equal(answer.status, 400, type)
      t.match(answer.json, { message: `Unsupported media type "${type}" in request.`, details: dialect === '1.5' ? 'None' : String })
    }
    const nameless = await ask(double, line, { body: JSON.stringify(right) })
    t.equal(nameless.status, 400)
    t.match(nameless.json, { message: /Unsupported media type/ })
    t.equal(await double.store.size(), 0)
    t.equal((await ask(double, line, { headers: { 'content-type': 'application/json; charset=UTF-8' }, body: JSON.stringify(right) })).status, 201)
  })

  t.test(`a body over the limit is a 413 in the words of ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect })
    const { status, json } = await ask(double, line, { body: { ...right, more: 'x'.repeat(10 * 2 ** 20) } })
    t.equal(status, 413)
    t.same(Object.keys(json as object), ['message', 'details'])
    t.match(json, { message: /larger than \d+ bytes/ })
    t.equal(await double.store.size(), 0)
  })

  t.test(`a launch without a body, or with one that is no object, is refused in ${dialect}`, async t => {
    const double = await buildTator({ tator: dialect })
    for (const body of ['', 'null', '5', '"text"', '[]', 'true']) {
      const answer = await ask(double, line, { headers: json, body })
      t.equal(answer.status, 400, body)
      const sentence = `body: ${body === '' ? 'nothing' : body} came; expected object.`
      t.same(answer.json, { message: sentence, details: detailsOf(sentence) })
    }
  })

  t.test(`an address that is no URL is refused in the words of ${dialect}, and the server goes on`, async t => {
    const double = await buildTator({ tator: dialect }, [{ id: 'known', process: 'hold' }])
    const before = await records(double)
    for (const address of ['/rest/Job/%zz', '/rest/Job/%', '/rest/Job/%C3%28', '/rest/%zz']) {
      const { status, type, json } = await ask(double, `DELETE ${address}`)
      t.same({ status, type }, { status: 400, type: 'application/json' }, address)
      t.match(json, { message: /is not a valid url component/, details: String })
    }
    t.same(await records(double), before)
    t.equal((await ask(double, 'DELETE /rest/Job/known')).status, 200)
  })

  t.test(`when the double itself fails it says so in ${dialect}, and not why`, async t => {
    const double = await buildTator({ tator: dialect }, [{ id: 'known', process: 'hold' }])
    const { get } = double.store
    t.teardown(() => Object.assign(double.store, { get }))
    Object.assign(double.store, { get: () => { throw new Error('a secret of the store') } })
    const { status, type, json } = await ask(double, 'DELETE /rest/Job/known')
    t.same({ status, type }, { status: 500, type: 'application/json' })
    t.same(Object.keys(json as object), ['message', 'details'])
    t.match(json, { message: /its log has the details/ })
    t.notMatch(json, { message: /secret/ })
  })
}

t.test('what fails is written to the log, what a client did wrong is not', async t => {
  const logged: unknown[] = []
  const app = Fastify()
  t.teardown(() => app.close())
  app.addHook('onRequest', async request => setExchange(request.raw, new Exchange({ settings: defaultSettings, life: new AbortController().signal } as World, '')))
  app.setErrorHandler(answerTatorError({ error: error => { logged.push(error) } }))
  app.get('/broken', () => { throw new Error('a secret of the store') })
  app.get('/wrong', () => { throw Object.assign(new Error('wrong'), { statusCode: 400 }) })
  t.equal((await app.inject('/wrong')).statusCode, 400)
  t.same(logged, [])
  t.equal((await app.inject('/broken')).statusCode, 500)
  t.match(logged, [{ message: 'a secret of the store' }])
})
