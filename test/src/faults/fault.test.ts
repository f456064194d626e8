import t from 'tap'
import { compileFaultMatch, type Fault } from '../../../src/faults/fault.ts'

const target = { method: 'DELETE', url: '/jobs/a%20b?f=json', headers: { prefer: 'x' }, bodyText: '{"a":1}', body: { a: 1 } }

const rows: { match: Fault['match'], strikes: boolean }[] = [
  { match: {}, strikes: true },
  { match: { method: 'DELETE' }, strikes: true },
  { match: { method: 'delete' }, strikes: true },
  { match: { method: 'ANY' }, strikes: true },
  { match: { method: 'GET' }, strikes: false },
  { match: { urlPath: '/jobs/a%20b' }, strikes: true },
  { match: { urlPath: '/jobs' }, strikes: false },
  { match: { urlPathPattern: '/jobs/.+' }, strikes: true },
  { match: { urlPathPattern: '/jobs|/x' }, strikes: false },
  { match: { url: '/jobs/a%20b?f=json' }, strikes: true },
  { match: { urlPathTemplate: '/jobs/{id}', pathParameters: { id: { equalTo: 'a b' } } }, strikes: true },
  { match: { queryParameters: { f: { equalTo: 'html' } } }, strikes: false },
  { match: { headers: { Prefer: { equalTo: 'X', caseInsensitive: true } } }, strikes: true },
  { match: { headers: { Accept: { contains: 'json' } } }, strikes: false },
  { match: { bodyPatterns: [{ equalToJson: { a: 1 } }] }, strikes: true },
  { match: { bodyPatterns: [{ matchesJsonPath: '$.b' }] }, strikes: false },
  { match: { job: 'a b', bodyPatterns: [{ contains: 'a' }] }, strikes: true },
  { match: { job: 'a b' }, strikes: true },
  { match: { job: 'jobs' }, strikes: true },
  { match: { job: 'a' }, strikes: false },
  { match: { job: 'a%20b' }, strikes: false },
  { match: { job: '\ud800' }, strikes: false },
  { match: { method: 'DELETE', urlPathPattern: '/jobs/.+', job: 'other' }, strikes: false }
]

for (const { match, strikes } of rows) {
  t.test(`a fault for ${JSON.stringify(match)} ${strikes ? 'is' : 'is not'} meant for ${target.method} ${target.url}`, async t => {
    t.equal(compileFaultMatch(match)(target), strikes)
  })
}
