import t from 'tap'
import { compileFaultMatch, type Fault } from '../../../src/faults/fault.ts'

const target = { method: 'DELETE', url: '/jobs/a%20b?f=json', headers: { prefer: 'x' }, bodyText: '{"a":1}', body: { a: 1 } }

const rows: { match: Fault['match'], isMeant: boolean }[] = [
  { match: {}, isMeant: true },
  { match: { method: 'DELETE' }, isMeant: true },
  { match: { method: 'delete' }, isMeant: true },
  { match: { method: 'ANY' }, isMeant: true },
  { match: { method: 'GET' }, isMeant: false },
  { match: { urlPath: '/jobs/a%20b' }, isMeant: true },
  { match: { urlPath: '/jobs' }, isMeant: false },
  { match: { urlPathPattern: '/jobs/.+' }, isMeant: true },
  { match: { urlPathPattern: '/jobs|/x' }, isMeant: false },
  { match: { url: '/jobs/a%20b?f=json' }, isMeant: true },
  { match: { urlPathTemplate: '/jobs/{id}', pathParameters: { id: { equalTo: 'a b' } } }, isMeant: true },
  { match: { queryParameters: { f: { equalTo: 'html' } } }, isMeant: false },
  { match: { headers: { Prefer: { equalTo: 'X', caseInsensitive: true } } }, isMeant: true },
  { match: { headers: { Accept: { contains: 'json' } } }, isMeant: false },
  { match: { bodyPatterns: [{ equalToJson: { a: 1 } }] }, isMeant: true },
  { match: { bodyPatterns: [{ matchesJsonPath: '$.b' }] }, isMeant: false },
  { match: { job: 'a b', bodyPatterns: [{ contains: 'a' }] }, isMeant: true },
  { match: { job: 'a b' }, isMeant: true },
  { match: { job: 'jobs' }, isMeant: true },
  { match: { job: 'a' }, isMeant: false },
  { match: { job: 'a%20b' }, isMeant: false },
  { match: { job: '\ud800' }, isMeant: false },
  { match: { method: 'DELETE', urlPathPattern: '/jobs/.+', job: 'other' }, isMeant: false }
]

for (const { match, isMeant } of rows) {
  t.test(`a fault for ${JSON.stringify(match)} ${isMeant ? 'is' : 'is not'} meant for ${target.method} ${target.url}`, async t => {
    t.equal(compileFaultMatch(match)(target), isMeant)
  })
}
