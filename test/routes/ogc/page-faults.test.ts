import t from 'tap'
import type { RegisteredFault } from '../../../src/faults/faults.ts'
import { answered } from '../http/answered.ts'
import { buildWithJobs } from './helper.ts'

const always = ['before-commit', 'after-commit'] as const

/** The resources that a fault in these phases reaches; a fault before the commit does not reach requests that are refused before the handler. */
const resources: readonly [url: string, phases: readonly (typeof always[number])[]][] = [
  ['/', always],
  ['/conformance', always],
  ['/api', always],
  ['/processes', always],
  ['/processes?limit=1', always],
  ['/processes/echo', always],
  ['/processes/nope', always],
  ['/jobs', always],
  ['/jobs?limit=0', ['after-commit']],
  ['/jobs/running', always],
  ['/jobs/nope', always],
  ['/jobs/successful/results', always],
  ['/jobs/successful/results/message', always],
  ['/jobs/running/results', always],
  ['/nowhere', always],
  ['/assets/nope.css', always],
  ['/%zz', []],
  ['/__admin/', []],
  ['/__admin/openapi', []]
]

/** Faults and the resulting status; undefined: that of the resource itself. */
const cases: readonly [what: string, faults: readonly Partial<RegisteredFault>[], status: number | undefined][] = [
  ['a delay', [{ fixedDelayMilliseconds: 1 }], undefined],
  ['a dribbled answer', [{ chunkedDribbleDelay: { numberOfChunks: 3, totalDuration: 3 } }], undefined],
  ['a status', [{ status: 503 }], 503],
  ['a status after a delay', [{ status: 502, fixedDelayMilliseconds: 1 }], 502],
  ['a status, and a delay beside', [{ status: 504 }, { fixedDelayMilliseconds: 1 }], 504]
]

for (const accept of ['text/html', 'application/json']) {
  t.test(`every resource as ${accept} is answered once under every fault`, async t => {
    const double = await buildWithJobs(t)
    const ask = (url: string) => answered(double, { url, headers: { accept } })
    for (const [url, phases] of resources) {
      double.faults.clear()
      const { statusCode: healthy, headers: { 'content-type': type } } = await ask(url)
      for (const phase of always) {
        for (const [what, faults, status] of cases) {
          double.faults.clear()
          for (const fault of faults) double.faults.add({ ...fault, phase })
          const answer = await ask(url)
          const expected = phases.includes(phase) ? status ?? healthy : healthy
          t.equal(answer.statusCode, expected, `${what} ${phase}: ${url}`)
          if (expected === healthy) t.equal(answer.headers['content-type'], type, `${what} ${phase}: ${url}`)
          t.ok(answer.body.length > 0, `${what} ${phase}: ${url}`)
        }
      }
    }
  })
}
