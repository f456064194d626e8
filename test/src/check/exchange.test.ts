import t from 'tap'
import { answerOf, asList, asMembers, asText, isJson, jsonOf, linksOf, mediaTypeOf, membersOf, nameOf } from '../../../src/check/exchange.ts'

t.test('a body is JSON or nothing, and has members only if it is an object', async t => {
  t.same(jsonOf({ body: '{"a":1}' }), { a: 1 })
  t.equal(jsonOf({ body: '<p>' }), undefined)
  t.same(['{"a":1}', '[1]', 'null', 'text'].map(body => membersOf({ body })), [{ a: 1 }, {}, {}, {}])
  t.same([asMembers([]), asList('a'), asList([1]), asText(1), asText('a')], [{}, [], [1], undefined, 'a'])
})

t.test('a media type stands alone, whatever its parameters', async t => {
  const typed = (type?: string) => ({ headers: type === undefined ? {} : { 'content-type': type } })
  t.equal(mediaTypeOf(typed('Text/HTML; charset=utf-8')), 'text/html')
  t.equal(mediaTypeOf(typed()), '')
  t.same(['application/json; charset=utf-8', 'application/problem+json', 'text/html', undefined].map(type => isJson(typed(type))), [true, true, false, false])
})

t.test('links are those that have an address', async t => {
  t.same(linksOf({ links: [{ href: '/a', rel: 'up' }, { rel: 'self' }, 5] }), [{ href: '/a', rel: 'up', type: 'undefined' }])
  t.same(linksOf({}), [])
})

t.test('an exchange is named by its method and path, and its answer by its status', async t => {
  t.equal(nameOf({ method: 'GET', url: 'http://h.example/jobs?limit=1' }), 'GET /jobs?limit=1')
  t.equal(answerOf({ status: 404 }), '404')
  t.equal(answerOf({ status: 0, error: 'connect ECONNREFUSED' }), 'no answer (connect ECONNREFUSED)')
})
