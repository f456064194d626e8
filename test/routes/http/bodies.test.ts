import t from 'tap'
import { bodyTooLarge } from '../../../routes/http/bodies.ts'
import { UnsupportedMediaType } from '../../../routes/http/unsupported-media-type.ts'
import { build } from '../../helper.ts'
import { buildWithJobs, listing } from '../ogc/helper.ts'

const hello = '{"inputs":{"message":"hello"}}'

const posts = [
  { type: 'application/json', body: hello, status: 200 },
  { type: 'application/json; charset=UTF-8', body: hello, status: 200 },
  { type: 'APPLICATION/JSON', body: hello, status: 200 },
  { type: 'application/vnd.example+json', body: hello, status: 200 },
  { type: 'application/json', body: '', status: 400 },
  { type: undefined, body: undefined, status: 400 },
  { type: 'application/json', body: '{"inputs":', status: 400 },
  { type: 'application/json', body: '[]', status: 400 },
  { type: 'application/json', body: 'null', status: 400 },
  { type: 'application/json', body: '"text"', status: 400 },
  { type: 'application/json', body: '{"__proto__":{"a":1},"inputs":{"message":"hello"}}', status: 400 },
  { type: 'application/vnd.example+json', body: '{', status: 400 },
  { type: 'text/plain', body: hello, status: 415 },
  { type: 'text/xml', body: '<a/>', status: 415 },
  { type: 'application/x-www-form-urlencoded', body: 'a=b', status: 415 },
  { type: 'multipart/form-data; boundary=x', body: '--x--', status: 415 },
  { type: 'application/jsonish', body: hello, status: 415 },
  { type: 'nonsense', body: hello, status: 415 },
  { type: undefined, body: hello, status: 415 },
  { type: 'application/json', body: JSON.stringify({ inputs: { message: 'x'.repeat(10 * 2 ** 20) } }), status: 413 },
  { type: 'text/plain', body: 'x'.repeat(10 * 2 ** 20 + 1), status: 413 }
]

t.test('a body of JSON is read, and every other is refused with nothing changed', async t => {
  const double = await buildWithJobs(t)
  const before = await listing(double)
  for (const { type, body, status } of posts) {
    const answer = await double.app.inject({
      method: 'POST',
      url: '/processes/echo/execution',
      headers: { ...(type !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { payload: body })
    })
    t.equal(answer.statusCode, status, `${type}: ${body?.slice(0, 40)}`)
    if (status !== 200) {
      t.equal(answer.json().status, status, 'as an exception')
      t.type(answer.json().type, 'string')
    }
    t.equal(await listing(double), before, 'no job more and none less')
  }
})

const deletes = [
  { type: 'application/json' },
  { type: 'application/json', body: '{"not": ' },
  { type: 'application/json', body: '{}' },
  { type: 'application/vnd.example+json', body: 'nonsense' },
  { type: 'text/xml' },
  { type: 'text/xml', body: '<a' },
  { type: 'nonsense' },
  { type: undefined, body: 'text' }
]

t.test('the body of a DELETE is not looked at, whatever its Content-Type says', async t => {
  const double = await buildWithJobs(t)
  for (const { type, body } of deletes) {
    const answer = await double.app.inject({
      method: 'DELETE',
      url: '/jobs/running',
      headers: { ...(type !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { payload: body })
    })
    t.equal(answer.statusCode, 200, `${type}: ${body}`)
    await double.reset()
  }
})

t.test('a media type that is refused is named, and so is its absence', async t => {
  t.match(new UnsupportedMediaType('text/xml').message, 'text/xml')
  t.notMatch(new UnsupportedMediaType(undefined).message, 'undefined')
  t.equal(new UnsupportedMediaType('text/xml').statusCode, 415)
})

const lone = String.raw`\ud800`

/** Every place that accepts text as JSON: the request, and the position of the text in it. */
const illFormed = [
  { line: 'POST /processes/echo/execution', body: `{"inputs":{"message":"${lone}"}}`, pointer: '/inputs/message' },
  { line: 'POST /processes/echo/execution', body: `{"inputs":{"${lone}":1}}`, pointer: String.raw`/inputs/\\ud800` },
  { line: 'POST /processes/echo/execution', body: String.raw`{"inputs":{"message":["x","\uDC00\uD83D"]}}`, pointer: '/inputs/message/1' },
  { line: 'POST /rest/Transcode/1', body: `{"type":1,"gid":"7b1f2c4e-8a0e-11ea-bc55-0242ac130003","uid":"${lone}","url":"","section":"","name":"","md5":""}`, pointer: '/uid' },
  { line: 'POST /rest/AlgorithmLaunch/1', body: `{"algorithm_name":"demo","media_query":"${lone}"}`, pointer: '/media_query' },
  { line: 'POST /rest/Token', body: `{"username":"${lone}","password":""}`, pointer: '/username' },
  { line: 'POST /__admin/faults', body: `{"match":{"job":"${lone}"}}`, pointer: '/match/job' },
  { line: 'POST /__admin/faults', body: `{"id":"${lone}"}`, pointer: '/id' },
  { line: 'POST /__admin/reset', body: `{"seed":{"jobs":[{"id":"${lone}"}]}}`, pointer: '/seed/jobs/0/id' },
  { line: 'POST /__admin/requests/find', body: `{"url":"${lone}"}`, pointer: '/url' },
  { line: 'POST /__admin/provider-states', body: `{"state":"a running job exists","params":{"id":"${lone}"}}`, pointer: '/params/id' },
  { line: 'POST /__admin/state-manager/set-transition', body: `{"model_name":"${lone}","transition":{"progression":"stuck"}}`, pointer: '/model_name' }
]

t.test('text that is no Unicode is refused where it comes in, by every façade, with its place', async t => {
  const double = await build(t)
  const before = await listing(double)
  for (const { line, body, pointer } of illFormed) {
    const [method, url = ''] = line.split(' ')
    const answer = await double.app.inject({ method: method as 'POST', url, headers: { 'content-type': 'application/json', authorization: `Token ${double.tokens['execute']}` }, payload: body })
    t.equal(answer.statusCode, 400, `${line} ${body}`)
    t.match(answer.body, `${pointer}: a text with half of a surrogate pair came; expected Unicode that is well formed.`)
    t.equal(await listing(double), before)
  }
  for (const url of ['/jobs', '/__admin/jobs', '/__admin/faults', '/__admin/scenarios']) t.equal((await double.app.inject(url)).statusCode, 200, url)
})

t.test('a pair that is whole is text, however it is escaped', async t => {
  const { app } = await buildWithJobs(t)
  for (const text of [String.raw`\ud83d\ude00`, '😀', String.raw`\\ud800`]) {
    t.equal((await app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { 'content-type': 'application/json' }, payload: `{"inputs":{"message":"${text}"}}` })).statusCode, 200, text)
  }
})

t.test('a body that is too large is told the limit and the flag, or why it has a limit of its own', async t => {
  const problemFor = (bodyLimit: number, bodyBound?: string) => bodyTooLarge({ routeOptions: { bodyLimit, config: { bodyBound } } } as Parameters<typeof bodyTooLarge>[0])
  t.equal(problemFor(10_485_760), 'The body is larger than 10485760 bytes; expected at most that many (--max-body-bytes).')
  t.equal(problemFor(268_435_456, ', as of a seed file'), 'The body is larger than 268435456 bytes; expected at most that many, as of a seed file.')
})
