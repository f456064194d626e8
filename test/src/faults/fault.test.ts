import t from 'tap'
import { compileFaultMatch, type Fault } from '../../../src/faults/fault.ts'

const target = { method: 'DELETE', path: '/jobs/a%20b' }

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
  { match: { job: 'a b' }, strikes: true },
  { match: { job: 'jobs' }, strikes: true },
  { match: { job: 'a' }, strikes: false },
  { match: { job: 'a%20b' }, strikes: false },
  { match: { job: '\ud800' }, strikes: false },
  { match: { method: 'DELETE', urlPathPattern: '/jobs/.+', job: 'other' }, strikes: false }
]

for (const { match, strikes } of rows) {
  t.test(`a fault for ${JSON.stringify(match)} ${strikes ? 'is' : 'is not'} meant for ${target.method} ${target.path}`, async t => {
    t.equal(compileFaultMatch(match)(target), strikes)
  })
}
