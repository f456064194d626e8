import t from 'tap'
import type { RequestPattern } from '../../../schemas/control/request-pattern.ts'
import type { JournalEntry } from '../../../src/world/journal.ts'
import { compilePattern } from '../../../src/requests/request-pattern.ts'

const entry: JournalEntry = {
  id: '0',
  method: 'POST',
  url: '/jobs/a?f=json&q=',
  absoluteUrl: 'http://x/jobs/a?f=json&q=',
  clientIp: '127.0.0.1',
  headers: { 'content-type': 'application/json', 'x-many': ['one', 'two'] },
  at: 0,
  invoked: 0,
  matched: true,
  bodyText: '{"inputs":{"message":"hello"},"list":[1,2]}',
  body: { inputs: { message: 'hello' }, list: [1, 2] }
}

const rows: { pattern: RequestPattern, wanted: boolean }[] = [
  { pattern: {}, wanted: true },
  { pattern: { method: 'POST' }, wanted: true },
  { pattern: { method: 'post' }, wanted: true },
  { pattern: { method: 'ANY' }, wanted: true },
  { pattern: { method: 'GET' }, wanted: false },
  { pattern: { url: '/jobs/a?f=json&q=' }, wanted: true },
  { pattern: { url: '/jobs/a' }, wanted: false },
  { pattern: { urlPattern: '/jobs/.*q=' }, wanted: true },
  { pattern: { urlPattern: '/jobs' }, wanted: false },
  { pattern: { urlPath: '/jobs/a' }, wanted: true },
  { pattern: { urlPath: '/jobs/a?f=json&q=' }, wanted: false },
  { pattern: { urlPathPattern: '/jobs/[^/]+' }, wanted: true },
  { pattern: { urlPathPattern: '/jobs|/nowhere' }, wanted: false },
  { pattern: { headers: { 'Content-Type': { equalTo: 'application/json' } } }, wanted: true },
  { pattern: { headers: { 'content-type': { contains: 'json' } } }, wanted: true },
  { pattern: { headers: { 'content-type': { contains: 'xml' } } }, wanted: false },
  { pattern: { headers: { 'X-Many': { equalTo: 'one,two' } } }, wanted: true },
  { pattern: { headers: { accept: { absent: true } } }, wanted: true },
  { pattern: { headers: { accept: { absent: false } } }, wanted: false },
  { pattern: { headers: { accept: { contains: '' } } }, wanted: false },
  { pattern: { headers: { accept: { matches: '.*' } } }, wanted: false },
  { pattern: { headers: { accept: { doesNotMatch: 'x' } } }, wanted: false },
  { pattern: { queryParameters: { f: { equalTo: 'json' }, q: { equalTo: '' } } }, wanted: true },
  { pattern: { queryParameters: { f: { matches: 'j' } } }, wanted: false },
  { pattern: { queryParameters: { f: { matches: 'j.*' }, z: { absent: true } } }, wanted: true },
  { pattern: { queryParameters: { f: { doesNotMatch: 'h.*' } } }, wanted: true },
  { pattern: { queryParameters: { f: { doesNotMatch: 'j.*' } } }, wanted: false },
  { pattern: { bodyPatterns: [{ contains: '"hello"' }] }, wanted: true },
  { pattern: { bodyPatterns: [{ contains: '"hello"' }, { contains: 'bye' }] }, wanted: false },
  { pattern: { bodyPatterns: [{ equalToJson: { list: [1, 2], inputs: { message: 'hello' } } }] }, wanted: true },
  { pattern: { bodyPatterns: [{ equalToJson: '{"list": [1, 2], "inputs": {"message": "hello"}}' }] }, wanted: true },
  { pattern: { bodyPatterns: [{ equalToJson: { inputs: { message: 'hello' } } }] }, wanted: false }
]

for (const { pattern, wanted } of rows) {
  t.test(`a request ${wanted ? 'is' : 'is not'} like ${JSON.stringify(pattern)}`, async t => {
    t.equal(compilePattern(pattern)(entry), wanted)
  })
}

t.test('a request without query and body is like what asks for none', async t => {
  const { body, bodyText, ...plain } = { ...entry, url: '/jobs' }
  t.equal(compilePattern({ url: '/jobs', urlPath: '/jobs', queryParameters: { f: { absent: true } }, bodyPatterns: [{ absent: true }] })(plain), true)
  t.equal(compilePattern({ bodyPatterns: [{ contains: '' }] })(plain), false)
  t.equal(compilePattern({ bodyPatterns: [{ equalToJson: {} }] })(plain), false)
})

t.test('what cannot be read is refused before any request comes', async t => {
  const patterns: RequestPattern[] = [{ urlPattern: '(' }, { urlPathPattern: '[' }, { headers: { a: { matches: '(' } } }, { queryParameters: { a: { doesNotMatch: '*' } } }, { bodyPatterns: [{ matches: '(' }] }, { bodyPatterns: [{ equalToJson: '{' }] }]
  for (const pattern of patterns) t.throws(() => compilePattern(pattern), { message: /came.*expected (a regular expression|JSON)/ }, JSON.stringify(pattern))
})

const shop = { list: [{ name: 'one', size: 1 }, { name: 'two', size: 2, tags: ['x'] }], none: null, empty: [], zero: 0, deep: { name: 'three' } }
const order = { ...entry, bodyText: JSON.stringify(shop), body: shop }

const bodies: [pattern: NonNullable<RequestPattern['bodyPatterns']>[number], wanted: boolean][] = [
  [{ equalToJson: { zero: 0 } }, false],
  [{ equalToJson: { zero: 0 }, ignoreExtraElements: true }, true],
  [{ equalToJson: '{"list":[{"name":"one"}]}', ignoreExtraElements: true }, true],
  [{ equalToJson: { list: [{}, { tags: ['x'] }] }, ignoreExtraElements: true }, true],
  [{ equalToJson: { list: [{ name: 'two' }] }, ignoreExtraElements: true }, false],
  [{ equalToJson: { list: {} }, ignoreExtraElements: true }, false],
  [{ equalToJson: { missing: null }, ignoreExtraElements: true }, false],
  [{ equalToJson: { none: null }, ignoreExtraElements: true }, true],
  [{ equalToJson: { zero: {} }, ignoreExtraElements: true }, false],
  [{ equalToJson: { toString: {} }, ignoreExtraElements: true }, false],
  [{ equalToJson: { zero: 0 }, ignoreExtraElements: false }, false],
  [{ matchesJsonPath: '$.list' }, true],
  [{ matchesJsonPath: '$.zero' }, true],
  [{ matchesJsonPath: '$.none' }, false],
  [{ matchesJsonPath: '$.empty' }, false],
  [{ matchesJsonPath: '$.missing' }, false],
  [{ matchesJsonPath: '$.constructor' }, false],
  [{ matchesJsonPath: "$.list[?(@.name == 'two')]" }, true],
  [{ matchesJsonPath: "$.list[?(@.name == 'two' && @.size > 2)]" }, false],
  [{ matchesJsonPath: '$..tags[*]' }, true],
  [{ matchesJsonPath: "$.list[?match(@.name, 't.o')]" }, true],
  [{ matchesJsonPath: "$.list[?match(@.name, 't')]" }, false],
  [{ matchesJsonPath: "$.list[?search(@.name, 't')]" }, true],
  [{ matchesJsonPath: "$.list[?search(@.size, 't')]" }, false],
  [{ matchesJsonPath: '$.list[?search(@.name, @.size)]' }, false],
  [{ matchesJsonPath: '$.list[?length(@.tags) == 1]' }, true],
  [{ matchesJsonPath: '$[?@.name == $.deep.name]' }, true],
  [{ matchesJsonPath: { expression: '$.list' } }, true],
  [{ matchesJsonPath: { expression: '$..name', equalTo: 'three' } }, true],
  [{ matchesJsonPath: { expression: '$..name', equalTo: 'THREE', caseInsensitive: true } }, true],
  [{ matchesJsonPath: { expression: '$..name', equalTo: 'four' } }, false],
  [{ matchesJsonPath: { expression: '$.list[1].size', equalTo: '2' } }, true],
  [{ matchesJsonPath: { expression: '$.list[0]', equalToJson: { name: 'one' } } }, false],
  [{ matchesJsonPath: { expression: '$.list[0]', equalToJson: { name: 'one' }, ignoreExtraElements: true } }, true],
  [{ matchesJsonPath: { expression: '$.list[0]', contains: '"size":1' } }, true],
  [{ matchesJsonPath: { expression: '$.missing', absent: true } }, true],
  [{ matchesJsonPath: { expression: '$.list', absent: true } }, false],
  [{ matchesJsonPath: { expression: '$.list', absent: false } }, true],
  [{ matchesJsonPath: '$.list', equalToJson: { zero: 0 } }, false]
]

t.test('a body is looked into by JSON and by JSONPath', async t => {
  for (const [pattern, wanted] of bodies) t.equal(compilePattern({ bodyPatterns: [pattern] })(order), wanted, JSON.stringify(pattern))
  const { body, ...unreadable } = order
  t.equal(compilePattern({ bodyPatterns: [{ matchesJsonPath: '$' }] })(unreadable), false)
  t.equal(compilePattern({ bodyPatterns: [{ matchesJsonPath: { expression: '$.list', absent: true } }] })(unreadable), true)
})

t.test('a text is equal whatever its case, where that is said', async t => {
  const matches = (match: object) => compilePattern({ headers: { 'Content-Type': match } })(entry)
  t.same([{ equalTo: 'Application/JSON' }, { equalTo: 'Application/JSON', caseInsensitive: true }, { equalTo: 'Application/JSON', caseInsensitive: false }, { equalTo: 'text', caseInsensitive: true }].map(matches), [false, true, false, false])
})

const templates: [pattern: RequestPattern, path: string, wanted: boolean][] = [
  [{ urlPathTemplate: '/jobs/{id}' }, '/jobs/a?f=json', true],
  [{ urlPathTemplate: '/jobs/{id}' }, '/jobs/a/results', false],
  [{ urlPathTemplate: '/jobs/{id}' }, '/jobs/', false],
  [{ urlPathTemplate: '/jobs/{id}/results/{output}' }, '/jobs/a/results/b', true],
  [{ urlPathTemplate: '/files/{name}.tif' }, '/files/x.tif', true],
  [{ urlPathTemplate: '/files/{name}.tif' }, '/files/xxtif', false],
  [{ urlPathTemplate: '/jobs' }, '/jobs', true],
  [{ urlPathTemplate: '/jobs/{id}', pathParameters: { id: { equalTo: 'a b' } } }, '/jobs/a%20b', true],
  [{ urlPathTemplate: '/jobs/{id}', pathParameters: { id: { matches: '[0-9]+' } } }, '/jobs/a', false],
  [{ urlPathTemplate: '/jobs/{id}/{output}', pathParameters: { output: { equalTo: '%x' } } }, '/jobs/a/%x', true]
]

t.test('a path is like a template, and its variables are looked at', async t => {
  for (const [pattern, url, wanted] of templates) t.equal(compilePattern(pattern)({ ...entry, url }), wanted, `${JSON.stringify(pattern)} ${url}`)
})

const refused: [pattern: RequestPattern, message: RegExp][] = [
  [{ headers: { a: { caseInsensitive: true, contains: 'x' } } }, /^headers\/a: caseInsensitive came without equalTo/],
  [{ bodyPatterns: [{ ignoreExtraElements: true }] }, /^bodyPatterns\/0: ignoreExtraElements came without equalToJson/],
  [{ bodyPatterns: [{ matchesJsonPath: 'list' }] }, /^bodyPatterns\/0\/matchesJsonPath: "list" came, which cannot be read .*expected a JSONPath/],
  [{ bodyPatterns: [{ matchesJsonPath: '$.list[?(@.name =~ /x/)]' }] }, /match\(\) and search\(\) stand for =~/],
  [{ bodyPatterns: [{ matchesJsonPath: { expression: '$.x.length()' } }] }, /expected a JSONPath/],
  [{ bodyPatterns: [{ matchesJsonPath: '$[?(@.a || !match(@.b, "("))]' }] }, /came.*expected a regular expression/],
  [{ bodyPatterns: [{ matchesJsonPath: { expression: '$', matches: '(' } }] }, /^bodyPatterns\/0\/matchesJsonPath\/matches: .*expected a regular expression/],
  [{ urlPathTemplate: '/jobs/{}' }, /^urlPathTemplate: .* expected a path with variables such as \{id\}/],
  [{ urlPathTemplate: '/jobs/{id' }, /^urlPathTemplate: /],
  [{ urlPathTemplate: '/jobs/{id}', pathParameters: { job: { equalTo: 'a' } } }, /^pathParameters: "job" came; expected a variable of urlPathTemplate: id\.$/],
  [{ urlPathTemplate: '/jobs', pathParameters: { job: { equalTo: 'a' } } }, /it has none/],
  [{ pathParameters: { id: { equalTo: 'a' } } }, /^pathParameters came without urlPathTemplate/]
]

t.test('a pattern that could not be honoured is refused with its place', async t => {
  for (const [pattern, message] of refused) t.throws(() => compilePattern(pattern), { message }, JSON.stringify(pattern))
})

const costly: [expression: string, body: unknown][] = [
  ['$[?count($..*) > 1e9]', Array(1000).fill(0)],
  ['$..*..*..*..*', Array.from({ length: 190 }).reduce<unknown>(inner => ({ a: inner }), 0)],
  ["$[?match($[0], '.*x')]", ['y'.repeat(100_000), ...Array(1000).fill(0)]],
  ['$[?match(@.text, @.source)]', Array.from({ length: 5000 }, (_, index) => ({ text: 'x', source: `${index}{50}(a|b){50}` }))]
]

t.test('a path that looks at too much ends with a sentence, and soon', async t => {
  for (const [expression, body] of costly) {
    const matches = compilePattern({ bodyPatterns: [{ matchesJsonPath: expression }] })
    t.throws(() => matches({ ...entry, body }), { statusCode: 400, message: /looks at more than 100000 members of a body; expected a path that looks at fewer/ }, expression)
  }
})
