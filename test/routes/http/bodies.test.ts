import t from 'tap'
import { UnsupportedMediaType } from '../../../routes/http/bodies.ts'
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
  { type: 'application/json', body: JSON.stringify({ inputs: { message: 'x'.repeat(2 ** 20) } }), status: 413 },
  { type: 'text/plain', body: 'x'.repeat(2 ** 20 + 1), status: 413 }
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
