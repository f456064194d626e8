import t from 'tap'
import { build } from '../../helper.ts'
import { exceptions } from './helper.ts'

interface Linked { links: { rel: string, href: string, type: string }[] }

const hrefOf = ({ links }: Linked, rel: string) => links.find(link => link.rel === rel)?.href

const { app } = await build(t)

t.test('the list has a summary of each process, with a way to its description and to its execution', async t => {
  const list = (await app.inject('/processes')).json()
  t.same(list.processes.map(({ id }: { id: string }) => id), ['echo', 'fail', 'hold'])
  t.equal(hrefOf(list, 'next'), undefined)
  for (const summary of list.processes) {
    t.match(summary, { id: String, title: String, description: String, version: /^\d+\.\d+\.\d+$/ })
    t.same(summary.jobControlOptions, ['sync-execute', 'async-execute', 'dismiss'])
    t.same(summary.outputTransmission, ['value', 'reference'])
    t.notOk('inputs' in summary)
    const { id, inputs, outputs, ...rest } = (await app.inject(hrefOf(summary, 'self') ?? '')).json()
    t.same({ id, ...rest }, summary, 'the description says the same, and more')
    t.type(inputs, Object)
    t.type(outputs, Object)
    t.match((await app.inject(hrefOf(summary, 'alternate') ?? '')).headers['content-type'], 'text/html')
    t.equal((await app.inject({ method: 'OPTIONS', url: hrefOf(summary, 'http://www.opengis.net/def/rel/ogc/1.0/execute') ?? '' })).headers['allow'], 'POST, OPTIONS')
  }
})

t.test('a limit cuts the list into pages that the next links walk', async t => {
  const seen: string[] = []
  let url: string | undefined = '/processes?limit=1'
  while (url !== undefined) {
    const page = (await app.inject(url)).json()
    t.equal(page.processes.length, 1)
    seen.push(page.processes[0].id)
    t.same((await app.inject(hrefOf(page, 'self') ?? '')).json(), page, 'self is this page')
    t.match((await app.inject(hrefOf(page, 'alternate') ?? '')).payload, page.processes[0].description)
    url = hrefOf(page, 'next')
  }
  t.same(seen, ['echo', 'fail', 'hold'])
})

t.test('an offset is counted, and the next link goes on counting', async t => {
  const page = (await app.inject('/processes?limit=1&offset=1')).json()
  t.same(page.processes.map(({ id }: { id: string }) => id), ['fail'])
  t.equal(hrefOf(page, 'next'), 'http://localhost:80/processes?limit=1&offset=2')
  t.same((await app.inject('/processes?offset=9')).json().processes, [])
  const { statusCode, json } = await app.inject('/processes?offset=1&after=echo')
  t.equal(statusCode, 400)
  t.match(json(), { detail: /offset came as 1 beside after/ })
})

t.test('a limit that is no number of processes is refused, and a large one is served', async t => {
  for (const limit of ['0', '-1', 'abc', '1.5', '', '1&limit=2']) {
    const { statusCode, json } = await app.inject(`/processes?limit=${limit}`)
    t.equal(statusCode, 400, limit)
    t.match(json(), { type: `${exceptions}invalid-query-parameter-value`, status: 400, detail: /limit/ })
  }
  for (const limit of [3, 1000, 1_000_000]) t.equal((await app.inject(`/processes?limit=${limit}`)).json().processes.length, 3)
})

t.test('the echo process has the inputs and outputs that the official suite needs', async t => {
  const { inputs, outputs } = (await app.inject('/processes/echo')).json()
  const names = ['message', 'pause', 'numbers', 'extent', 'geometry', 'record', 'timestamp', 'flag', 'image']
  t.same(Object.keys(inputs), names)
  t.same(Object.keys(outputs), names)
  t.not(inputs.message.minOccurs, 0, 'the first must be there')
  for (const name of names.slice(1)) t.equal(inputs[name].minOccurs, 0, `${name} need not`)
  for (const name of names) t.same(outputs[name].schema, inputs[name].schema, 'every keyword of a schema comes through')
  t.same(inputs.message.schema, { type: 'string' })
  t.notMatch(JSON.stringify({ inputs, outputs }), /null|\$ref/)
})

t.test('a process that is not there is named, with those that are', async t => {
  for (const request of [{ url: '/processes/nope' }, { method: 'POST', url: '/processes/nope/execution', payload: {} } as const]) {
    const { statusCode, json } = await app.inject(request)
    t.equal(statusCode, 404)
    t.match(json(), { type: `${exceptions}no-such-process`, title: 'No such process', status: 404, detail: /"nope".*echo, fail, hold/ })
  }
})

t.test('a name that every object has is no process', async t => {
  for (const id of ['constructor', '__proto__', 'toString']) t.equal((await app.inject(`/processes/${id}`)).statusCode, 404, id)
})

t.test('a place in the list that is no process is refused, in both dialects', async t => {
  for (const ogc of ['1.0', '2.0-draft'] as const) {
    const { app } = await build(t, { ogc })
    t.match((await app.inject('/processes?after=unknown')).json(), { status: 400, detail: /after came as "unknown"; expected the id of a process/ })
    t.same((await app.inject('/processes?after=echo')).json().processes.map(({ id }: { id: string }) => id), ['fail', 'hold'])
  }
})
