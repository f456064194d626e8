import t from 'tap'
import type { ProcessSeed } from '../../../schemas/seed.ts'
import { build } from '../../helper.ts'
import { unisolated } from './page-parts.ts'

/** Changes the direction of the following text, and contains markup, a script and quotes. */
const evil = '\u202Eabc<b onclick="x()">"\'&</script>\u2067x'
const id = encodeURIComponent(evil)
const described = { title: evil, description: evil }

const process: ProcessSeed = {
  ...described,
  id: evil,
  version: evil,
  inputs: { [evil]: { ...described, schema: { type: 'string', description: evil, enum: [evil] } } },
  outputs: { [evil]: { ...described, schema: { type: 'string' } } },
  results: { [evil]: evil }
}

const link = { href: `https://h.example/${id}`, title: evil, rel: evil }
const jobs = [
  { id: evil, process: 'fail', inputs: { reason: evil } },
  { id: 'own', process: evil, age: 100 },
  { id: 'ok', process: 'echo', age: 100, inputs: { message: evil, record: { [evil]: evil, link, list: [evil, link] } } }
]

const resources = [
  '/processes', `/processes/${id}`, '/jobs', `/jobs?processID=${id}`, `/jobs/${id}`, `/jobs/${id}/results`, '/jobs/own', '/jobs/own/results', '/jobs/ok/results',
  `/jobs/no${id}`, `/processes/no${id}`, `/jobs/own/results/${id}no`, `/jobs?datetime=${id}`
]

t.test('what a client sent is text that turns nothing around it, on every page', async t => {
  const { app } = await build(t, { seed: { processes: [process], jobs } })
  for (const url of resources) {
    const { payload } = await app.inject({ url, headers: { accept: 'text/html' } })
    const { found, alone } = unisolated(payload, /[\u202E\u2067]/)
    t.ok(found > 0, `${decodeURIComponent(url)} shows it`)
    t.same(alone, [], decodeURIComponent(url))
    t.notMatch(payload, /<b |<\/script>(?=["'&\u2067])/, decodeURIComponent(url))
  }
})

t.test('a form that comes back shows what was typed, and turns nothing around it', async t => {
  const { app } = await build(t, { seed: { processes: [process], jobs } })
  const url = '/processes/echo/execution'
  const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
  for (const name of ['numbers', 'record', 'timestamp', 'extent', 'image', 'flag']) {
    const payload = new URLSearchParams({ 'input-message': evil, [`input-${name}`]: evil, progression: evil }).toString()
    const { statusCode, payload: page } = await app.inject({ method: 'POST', url, headers, payload })
    t.equal(statusCode, 400, name)
    const { found, alone } = unisolated(page, /[\u202E\u2067]/)
    t.ok(found > 1, `${name} is shown`)
    t.same(alone, [], name)
    t.notMatch(page, '<b ', name)
  }
})

t.test('what is shown of a dismissal turns nothing around it either', async t => {
  const { app } = await build(t, { seed: { processes: [process], jobs } })
  const headers = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }
  const { statusCode, payload } = await app.inject({ method: 'POST', url: `/jobs/${id}/dismissal`, headers, payload: '' })
  t.equal(statusCode, 200)
  const { found, alone } = unisolated(payload, /[\u202E\u2067]/)
  t.ok(found > 0)
  t.same(alone, [])
  t.notMatch(payload, '<b ')
})
