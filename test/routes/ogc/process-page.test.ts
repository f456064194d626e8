import t from 'tap'
import { fieldId } from '../../../routes/ogc/field-kind.ts'
import type { Seed } from '../../../schemas/seed.ts'
import { build, type TestDouble } from '../../helper.ts'
import { leaves, listing, nextSubmission, read, unescaped } from './helper.ts'
import { controlsOf, textOf } from './views/controls.ts'

const evil = '<img src=x onerror=alert(1)>"\'&‮'
const evilSeed: Seed = {
  processes: [{
    id: `p/${evil}`,
    title: evil,
    description: evil,
    inputs: {
      [evil]: { title: evil, description: evil, schema: { type: 'string', default: evil, enum: [evil, 'ok'] } },
      'a/b': { schema: { type: 'object', required: [evil] } },
      a: { minOccurs: 0, schema: { type: 'array', items: { type: 'integer' }, default: [evil] } },
      'message.hint': { minOccurs: 0, schema: { type: 'string', contentMediaType: evil, format: evil, pattern: evil } }
    }
  }]
}

const page = async ({ app }: TestDouble, process: string, prefix = '') =>
  (await app.inject({ url: `${prefix}/processes/${encodeURIComponent(process)}`, headers: { accept: 'text/html' } })).payload

/** Sends the form of a process like a browser: with all its values, some changed by the user. */
async function send (double: TestDouble, process: string, changes: Record<string, string> = {}, prefix = '') {
  const markup = await page(double, process, prefix)
  const fields = controlsOf(markup).filter(({ attributes }) => attributes['type'] !== 'radio' || 'checked' in attributes)
  const body = new URLSearchParams(fields.map(({ attributes, value }): [string, string] => [attributes['name'] ?? '', value]))
  for (const [name, value] of Object.entries({ action: 'execute', ...changes })) body.set(name, value)
  const [, action = ''] = /<form method="post" action="([^"]*)"/.exec(markup) ?? []
  const url = unescaped(action)
  const answer = double.app.inject({ method: 'POST', url, headers: { accept: 'text/html,*/*;q=0.8', 'content-type': 'application/x-www-form-urlencoded' }, payload: body.toString() })
  return { url, answer: () => answer.then(answer => answer) }
}

const answerTo = async (...sent: Parameters<typeof send>) => await (await send(...sent)).answer()

const double = await build(t, { seed: {} })
const evilDouble = await build(t, { seed: evilSeed })
t.beforeEach(() => Promise.all([double.reset(), evilDouble.reset()]))

t.test('the page of a process carries all that its JSON carries, in both dialects', async t => {
  for (const ogc of ['1.0', '2.0-draft'] as const) {
    const double = await build(t, { seed: evilSeed, ogc })
    for (const { id } of (await double.app.inject('/processes')).json().processes) {
      const { hrefs, text } = read(await page(double, id))
      const json = (await double.app.inject(`/processes/${encodeURIComponent(id)}`)).json()
      for (const leaf of leaves(json)) t.ok(text.includes(leaf) || hrefs.includes(leaf), `${ogc} ${id}: ${leaf}`)
    }
  }
})

t.test('the fields of a form are the inputs of its process and the choices, each with one label', async t => {
  for (const { id } of (await evilDouble.app.inject('/processes')).json().processes) {
    const { inputs } = (await evilDouble.app.inject(`/processes/${encodeURIComponent(id)}`)).json()
    const markup = await page(evilDouble, id)
    const controls = controlsOf(markup)
    const names = new Set(controls.map(({ attributes }) => attributes['name']))
    t.same([...names], [...Object.keys(inputs).map(fieldId), 'mode', 'progression', 'seconds', 'times', 'response'])
    const ids = [...markup.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    t.equal(new Set(ids).size, ids.length, 'no id stands twice')
    for (const { attributes } of controls) {
      if (attributes['type'] !== 'radio') t.equal(markup.split(`for="${attributes['id']}"`).length, 2, String(attributes['id']))
      for (const part of attributes['aria-describedby']?.split(' ') ?? []) t.ok(ids.includes(part), part)
    }
  }
})

t.test('what a seed says is text on the page and in what comes back', async t => {
  const id = `p/${evil}`
  const answers = [await page(evilDouble, id), (await answerTo(evilDouble, id, { [fieldId(evil)]: evil, [fieldId('a/b')]: evil, progression: evil })).payload]
  for (const markup of answers) {
    t.notMatch(markup, '<img')
    t.match(read(markup).text, evil)
  }
})

t.test('without a choice the form starts a job and leads to its page', async t => {
  const { statusCode, headers } = await answerTo(double, 'hold', { [fieldId('progress')]: '42' })
  t.equal(statusCode, 303)
  const location = new URL(String(headers['location']))
  t.equal(location.search, '?f=html')
  t.match((await double.app.inject(location.pathname)).json(), { processID: 'hold', status: 'running', progress: 42 })
  t.match((await double.app.inject(location.href)).headers['content-type'], 'text/html')
})

t.test('a world and a base path stay as they are', async t => {
  const double = await build(t, { seed: {}, basePath: '/ogc' })
  for (const prefix of ['/ogc', '/w/mine/ogc']) {
    const { url, answer } = await send(double, 'hold', {}, prefix)
    t.equal(new URL(url).pathname, `${prefix}/processes/hold/execution`)
    const { statusCode, headers } = await answer()
    t.equal(statusCode, 303)
    t.match(new URL(String(headers['location'])).pathname, new RegExp(`^${prefix}/jobs/[\\w-]+$`))
    const { payload } = await answerTo(double, 'echo', {}, prefix)
    t.match(payload, `action="http://localhost:80${prefix}/processes/echo/execution"`)
  }
  t.equal(await double.store.size(), 1)
  t.equal(await double.storeOf('mine').size(), 1)
})

t.test('synchronous, the answer is a page of the results, and nothing stays', async t => {
  const { statusCode, headers, payload } = await answerTo(double, 'echo', { mode: 'sync', [fieldId('message')]: evil, [fieldId('numbers')]: '[1, 23]', [fieldId('record')]: '{"a": "deep"}' })
  t.equal(statusCode, 200)
  t.match(headers['content-type'], 'text/html')
  const { text } = read(payload)
  for (const value of [evil, '23', 'deep']) t.match(text, value)
  t.notMatch(payload, '<img')
  t.notMatch(payload, 'This page as JSON', 'the answer to a POST is at no address')
  t.equal(await double.store.size(), 0)
})

t.test('synchronous, it waits as long as the job runs, and hears of its dismissal', async t => {
  const submitted = nextSubmission(double)
  const { answer } = await send(double, 'hold', { mode: 'sync' })
  await double.app.inject({ method: 'DELETE', url: `/jobs/${await submitted}` })
  const { statusCode, headers, payload } = await answer()
  t.equal(statusCode, 500)
  t.match(headers['content-type'], 'text/html')
  t.match(payload, 'dismissed')
})

const progressions = [
  { chosen: { progression: 'immediate' }, status: 'successful' },
  { chosen: { progression: 'stuck' }, status: 'running' },
  { chosen: { progression: 'fail' }, status: 'failed' },
  { chosen: { progression: 'manual' }, status: 'accepted' },
  { chosen: { progression: 'manual', times: '3' }, status: 'accepted' },
  { chosen: { progression: 'time', seconds: '1.5' }, status: 'running', after: 1500 },
  { chosen: { progression: '', seconds: 'nonsense' }, status: 'running' }
]

t.test('a job goes on as the form says', async t => {
  for (const { chosen, status, after } of progressions) {
    const { statusCode, headers } = await answerTo(double, 'hold', chosen)
    t.equal(statusCode, 303)
    const { pathname } = new URL(String(headers['location']))
    t.equal((await double.app.inject(pathname)).json().status, status, JSON.stringify(chosen))
    double.clock.advance(after ?? 0)
    if (after !== undefined) t.equal((await double.app.inject(pathname)).json().status, 'successful')
  }
})

t.test('results come raw or as a document, as the form says', async t => {
  for (const [response, type] of [['raw', 'multipart/related'], ['document', 'application/json']] as const) {
    const { headers } = await answerTo(double, 'echo', { response, [fieldId('message')]: 'm', [fieldId('flag')]: 'true' })
    const { pathname } = new URL(String(headers['location']))
    t.match((await double.app.inject(`${pathname}/results`)).headers['content-type'], type)
  }
  const draft = await build(t, { seed: {}, ogc: '2.0-draft' })
  t.notMatch(await page(draft, 'echo'), 'name="response"', 'the draft leaves no choice')
})

const wrong = {
  [fieldId('pause')]: 'long',
  [fieldId('numbers')]: '[1, "two"]',
  [fieldId('extent')]: '{',
  [fieldId('flag')]: 'maybe',
  [fieldId('timestamp')]: evil,
  [fieldId('image')]: ' bGlu\nZXM=\n\n',
  mode: 'sync',
  progression: 'time',
  seconds: '',
  response: 'document'
}

t.test('what is wrong stands beside its field, and what was typed is kept', async t => {
  const before = await listing(double)
  const { statusCode, headers, payload } = await answerTo(double, 'echo', wrong)
  t.equal(statusCode, 400)
  t.match(headers['content-type'], 'text/html')
  const controls = controlsOf(payload)
  for (const [name, value] of Object.entries(wrong)) {
    const control = controls.find(({ attributes }) => attributes['name'] === name && (attributes['type'] !== 'radio' || 'checked' in attributes))
    t.equal(control?.value, value, name)
  }
  t.same(controls.filter(({ attributes }) => attributes['aria-invalid'] === 'true').map(({ attributes }) => attributes['id']),
    [...['message', 'pause', 'numbers', 'extent', 'timestamp', 'flag'].map(fieldId), 'progression'])
  t.equal(textOf(payload, 'input-message.error'), 'nothing came; expected at least 1 of type string.')
  t.equal(textOf(payload, 'input-numbers.error'), '"numbers/1": "two" came; expected integer.')
  t.equal(textOf(payload, 'input-extent.error'), '"{" came; expected JSON, nested at most 200 deep, such as {"bbox":[7,50,8,51]}.')
  t.match(textOf(payload, 'progression.error'), 'X-Job-Progression came as "time="')
  t.equal(await listing(double), before, 'and no job was made')
})

t.test('a summary of what is wrong leads to the fields, in their order', async t => {
  const { payload } = await answerTo(double, 'echo', wrong)
  const [summary = ''] = /<section class="errors"[^]*?<\/section>/.exec(payload) ?? []
  t.match(summary, 'role="alert"')
  const hrefs = [...summary.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href)
  t.same(hrefs, ['#input-message', '#input-pause', '#input-numbers', '#input-extent', '#input-timestamp', '#input-flag', '#progression'])
  for (const href of hrefs) t.match(payload, ` id="${href.slice(1)}"`)
  t.notMatch(await page(double, 'echo'), 'class="errors"')
})

t.test('how the job goes on may be all that is wrong', async t => {
  const { statusCode, payload } = await answerTo(double, 'hold', { progression: 'manual', times: '0' })
  t.equal(statusCode, 400)
  t.same(controlsOf(payload).filter(({ attributes }) => attributes['aria-invalid'] === 'true').map(({ attributes }) => attributes['id']), ['progression'])
})

t.test('a form of which most is missing is read as far as it goes', async t => {
  for (const [payload, status] of [['', 303], ['progression=manual', 303], ['progression=time', 400], ['mode=sync&progression=immediate', 200], ['input-progress=1&input-progress=2', 303], ['inputs=x&outputs=y&process=z', 303], ['%', 303]] as const) {
    const { statusCode } = await double.app.inject({ method: 'POST', url: '/processes/hold/execution?f=html', headers: { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }, payload })
    t.equal(statusCode, status, payload)
  }
})

t.test('a fault belongs to the input with the longest name that fits', async t => {
  const { payload } = await answerTo(evilDouble, `p/${evil}`, { [fieldId('a/b')]: '{"value": {"c": 1}}', [fieldId('a')]: '["x"]', [fieldId(evil)]: '"ok"' })
  t.equal(textOf(payload, `${fieldId('a')}.error`), '"a/0": "x" came; expected integer.')
  t.match(textOf(payload, `${fieldId('a/b')}.error`), /expected a member/)
  t.equal(textOf(payload, `${fieldId(evil)}.error`), undefined)
})

t.test('the same request can be sent by curl and as JSON', async t => {
  const { payload } = await answerTo(double, 'echo', { action: 'preview', progression: 'immediate', [fieldId('message')]: 'it\'s', [fieldId('flag')]: 'false', response: 'document' })
  const body = { inputs: { message: 'it\'s', flag: false }, response: 'document' }
  const [, command = '', json = ''] = /<pre[^>]*>([^]*?)<\/pre>[^]*<pre[^>]*>([^]*?)<\/pre>/.exec(payload)?.map(markup => read(markup).text) ?? []
  t.same(JSON.parse(json), body)
  for (const part of ['-X POST \'http://localhost:80/processes/echo/execution\'', '-H \'Prefer: respond-async\'', '-H \'X-Job-Progression: immediate\'', '"it\'\\\'\'s"']) t.match(command, part)
  t.match(payload, /<section id="request"[^>]* autofocus/, 'the page begins there')
  t.equal(await double.store.size(), 0, 'and it was only shown')
  const { statusCode } = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async', 'x-job-progression': 'immediate' }, payload: body })
  t.equal(statusCode, 201)
})

t.test('a request that is only shown says what nobody could read, and else nothing', async t => {
  t.equal((await answerTo(double, 'echo', { action: 'preview' })).statusCode, 200)
  const { statusCode, payload } = await answerTo(double, 'echo', { action: 'preview', [fieldId('extent')]: '{' })
  t.equal(statusCode, 400)
  t.match(textOf(payload, 'input-extent.error'), 'JSON')
  t.equal(textOf(payload, 'input-message.error'), undefined)
  t.notMatch(payload, /<section id="request"[^>]* autofocus/, 'the page begins with what is wrong')
})

t.test('the request that a page begins with can be sent as it stands', async t => {
  const schemas = { long: { type: 'string', minLength: 20 }, open: { type: 'number', minimum: 0, exclusiveMinimum: true }, step: { type: 'integer', minimum: 1, multipleOf: 5 }, one: { type: 'array', items: { type: 'string' }, maxItems: 1 } }
  const inputs = { ...Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, { schema }])), twice: { schema: { type: 'string' }, minOccurs: 2, maxOccurs: 3 } }
  const double = await build(t, { seed: { processes: [{ id: 'narrow', inputs }] } })
  for (const process of ['echo', 'fail', 'hold', 'narrow']) {
    const [, json = ''] = /<h3>JSON<\/h3><pre[^>]*>([^]*?)<\/pre>/.exec(await page(double, process)) ?? []
    const answer = await double.app.inject({ method: 'POST', url: `/processes/${process}/execution`, headers: { prefer: 'respond-async' }, payload: JSON.parse(read(json).text) })
    t.equal(answer.statusCode, 201, process)
  }
})

t.test('a store that is full says so on a page', async t => {
  const full = await build(t, { seed: {}, maxJobs: 1 })
  t.equal((await answerTo(full, 'hold')).statusCode, 303)
  const { statusCode, headers } = await answerTo(full, 'hold')
  t.equal(statusCode, 503)
  t.match(headers['content-type'], 'text/html')
})

t.test('a process without inputs has a form all the same', async t => {
  const double = await build(t, { seed: { processes: [{ id: 'bare' }] } })
  t.match(read(await page(double, 'bare')).text, 'This process has no inputs.')
  t.equal((await answerTo(double, 'bare')).statusCode, 303)
})

t.test('each output is told by its name, what it is, and its media types, or its type and format', async t => {
  const outputs = {
    picture: { title: 'A picture', description: 'From above.', schema: { oneOf: ['image/png', 'image/tiff'].map(contentMediaType => ({ type: 'string', contentMediaType })) } },
    day: { schema: { type: 'string', format: 'date' } },
    extent: { schema: { format: 'ogc-bbox' } },
    count: { schema: { type: 'integer' } },
    anything: { schema: {} }
  }
  const markup = await page(await build(t, { seed: { processes: [{ id: 'survey', outputs }] } }), 'survey')
  const [, list = ''] = /<summary>Outputs<\/summary><dl>(.*?)<\/dl>/s.exec(markup) ?? []
  t.same(list.split('</dd>').slice(0, -1).map(output => read(output.replace('</dt>', ': ')).text.replace(/\s+/g, ' ').trim()), [
    'A picture ( picture ): From above. image/png or image/tiff', 'day : string (date)', 'extent : ogc-bbox', 'count : integer', 'anything : any JSON'
  ])
})

t.test('a form from whoever wants no page is refused', async t => {
  const { statusCode } = await double.app.inject({ method: 'POST', url: '/processes/hold/execution', headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' }, payload: 'mode=async' })
  t.equal(statusCode, 415)
})

t.test('an input with alternatives is executed as the form says, and the media type that was chosen comes out', async t => {
  const schema = { oneOf: ['image/png', 'image/tiff'].map(contentMediaType => ({ type: 'string', contentMediaType })) }
  const { app } = await build(t, { seed: { processes: [{ id: 'p', inputs: { it: { schema } }, outputs: { it: { schema } } }] } })
  const send = (fields: Record<string, string>) => app.inject({ method: 'POST', url: '/processes/p/execution', headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' }, payload: new URLSearchParams({ ...fields, mode: 'async' }).toString() })
  const { headers } = await send({ 'input-it': 'AAEC', 'input-it.type': 'image/tiff' })
  t.equal((await app.inject(`${new URL(String(headers['location'])).pathname}/results`)).headers['content-type'], 'image/tiff')
  const refused = await send({ 'input-it': '%', 'input-it.type': 'image/tiff' })
  t.equal(refused.statusCode, 400)
  t.match(refused.payload, /<option value="image\/tiff" selected>/, 'what was chosen is kept')
})
