import t from 'tap'
import type { RequestPattern } from '../../../schemas/control/request-pattern.ts'
import type { JournalEntry } from '../../../src/world/journal.ts'
import { compilePattern } from '../../../src/world/request-pattern.ts'

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
