import t from 'tap'
import type { RegisteredFault } from '../../../src/faults/faults.ts'
import { answered } from '../http/answered.ts'
import { buildWithJobs } from './helper.ts'

const pages = [
  '/', '/conformance', '/api', '/processes', '/processes?limit=1', '/processes/echo', '/processes/nope', '/jobs', '/jobs?limit=0', '/jobs/running', '/jobs/nope',
  '/jobs/successful/results', '/jobs/successful/results/message', '/jobs/running/results', '/nowhere', '/%zz', '/assets/nope.css', '/__admin/', '/__admin/openapi'
]

const phases = ['before-commit', 'after-commit'] as const

const statusOf = (url: string, healthy: number, expected: number): number => url.startsWith('/__admin') || url === '/%zz' ? healthy : expected

/** What a fault says, and the status that comes of it where the resource itself would answer `healthy`. */
const faults: readonly [what: string, fault: Partial<RegisteredFault>, status: (healthy: number) => number][] = [
  ['a delay', { fixedDelayMilliseconds: 1 }, healthy => healthy],
  ['a dribbled answer', { chunkedDribbleDelay: { numberOfChunks: 3, totalDuration: 3 } }, healthy => healthy],
  ['a status', { status: 503 }, () => 503],
  ['a status after a delay', { status: 502, fixedDelayMilliseconds: 1 }, () => 502],
  ['a status, and a delay beside', { status: 500 }, () => 500]
]

for (const accept of ['text/html', 'application/json']) {
  t.test(`every resource as ${accept} outlives every fault, and is answered once`, async t => {
    const double = await buildWithJobs(t)
    const ask = (url: string) => answered(double, { url, headers: { accept } })
    for (const url of pages) {
      const { statusCode: healthy, headers, body } = await ask(url)
      for (const phase of phases) {
        for (const [what, fault, status] of faults) {
          double.faults.clear()
          double.faults.add({ ...fault, phase })
          if (what.includes('beside')) double.faults.add({ fixedDelayMilliseconds: 1 })
          const answer = await ask(url)
          // What is refused before a handler sees it, no fault before the commit reaches.
          const reached = phase === 'after-commit' || healthy < 400 || !/limit=0/.test(url)
          t.equal(answer.statusCode, statusOf(url, healthy, reached ? status(healthy) : healthy), `${what} ${phase}: ${url}`)
          if (answer.statusCode !== healthy) continue
          t.equal(answer.headers['content-type'], headers['content-type'], `${what} ${phase}: ${url}`)
          if (!/"(updated|created|uptime)|<time/.test(body)) t.equal(answer.body, body, `${what} ${phase}: ${url}`)
        }
      }
    }
  })
}
