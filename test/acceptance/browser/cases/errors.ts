import assert from 'node:assert/strict'
import { audit } from '../audit.ts'
import type { Cases, Visit } from '../visit.ts'

interface Situation { readonly status: number, readonly path: string, readonly bring?: (visit: Visit) => Promise<unknown> }

const strike = (status: number) => (visit: Visit) => visit.ask('/__admin/faults', 'POST', { status, match: { method: 'GET', urlPathPattern: '.*/jobs' } })

const dismissTwice = async (visit: Visit) => {
  await visit.set({ dismiss: 'gone' })
  await visit.ask('/jobs/running', 'DELETE')
}

const situations: Record<string, Situation> = {
  'a parameter that is wrong': { status: 400, path: '/jobs?limit=0' },
  'a job that never was': { status: 404, path: '/jobs/nope' },
  'results that are not there yet': { status: 404, path: '/jobs/running/results' },
  'results of a job that was dismissed under gone': { status: 410, path: '/jobs/running/results', bring: dismissTwice },
  'results of a job that failed': { status: 500, path: '/jobs/failed/results' },
  'a fault of the server': { status: 500, path: '/jobs', bring: strike(500) },
  'a server that is busy': { status: 503, path: '/jobs', bring: strike(503) }
}

/** Error pages are like other pages. */
export const errors: Cases = {
  ...Object.fromEntries(Object.entries(situations).map(([what, { status, path, bring }]) => [`${what} is a page with status ${status}, clean for axe-core`, async visit => {
    await bring?.(visit)
    const page = await visit.open(`${path}${path.includes('?') ? '&' : '?'}f=html`)
    const answer = await page.reload()
    assert.deepEqual([answer?.status(), answer?.headers()['content-type']], [status, 'text/html; charset=utf-8'])
    assert.match(await page.locator('main').innerText(), new RegExp(String(status)))
    await audit(page)
  }] satisfies [string, Cases[string]])),
  ...Object.fromEntries((['retain', 'remove', 'gone'] as const).map(dismiss => [`the page that follows each of two dismissals without scripts is clean for axe-core, under ${dismiss}`, async visit => {
    await visit.set({ dismiss })
    const page = await visit.open('/jobs/running?f=html')
    for (const time of ['first', 'second']) {
      // This way of sending bypasses the script of the page.
      await Promise.all([page.waitForEvent('load'), page.locator('form[data-dismiss]').evaluate(form => (form as HTMLFormElement).submit())])
      assert.match(page.url(), /\/dismissal$/, time)
      await audit(page)
    }
  }] satisfies [string, Cases[string]]))
}
