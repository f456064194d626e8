import assert from 'node:assert/strict'
import { axe } from './axe.ts'
import { tell } from './ask.ts'
import type { Cases, How, Kit } from './kit.ts'

const pages: Record<string, { path: string, status?: number, how?: How, scene?: (world: string) => Promise<unknown> }> = {
  'the landing page': { path: '/' },
  'the conformance page': { path: '/conformance' },
  'the list of processes': { path: '/processes' },
  'the process echo with its form': { path: '/processes/echo' },
  'the process fail with its form': { path: '/processes/fail' },
  'the process hold with its form': { path: '/processes/hold' },
  'the list of jobs': { path: '/jobs' },
  'a page of the list of jobs, filtered': { path: '/jobs?limit=2&status=running,failed' },
  'an empty list of jobs': { path: '/jobs?status=accepted&processID=hold' },
  'a job that is accepted': { path: '/jobs/waiting' },
  'a job that is running': { path: '/jobs/running' },
  'a job that is successful': { path: '/jobs/done' },
  'a job that is failed': { path: '/jobs/broken' },
  'a job that is dismissed': { path: '/jobs/dismissed' },
  'a job of a group': { path: '/jobs/demo-1' },
  results: { path: '/jobs/done/results' },
  'results that are not there yet': { path: '/jobs/running/results', status: 404 },
  'results of a job that failed': { path: '/jobs/broken/results', status: 500 },
  'an error 400': { path: '/jobs?limit=0', status: 400 },
  'an error 404 of a job': { path: '/jobs/nope', status: 404 },
  'an error 404 of no resource': { path: '/nope', status: 404 },
  'an error 410': { path: '/jobs/dismissed/results', status: 410, scene: world => tell('PUT', `${world}/__admin/settings`, { dismiss: 'gone' }) },
  'an error 500': { path: '/jobs', status: 500, how: { headers: { prefer: 'code=500' } } },
  'an error 503': { path: '/jobs', status: 503, how: { headers: { prefer: 'code=503' } } }
}

async function look ({ world, open }: Kit, { path, status = 200, how = {}, scene }: typeof pages[string]): Promise<void> {
  await scene?.(world)
  for (const scheme of ['light', 'dark'] as const) {
    const page = await open({ ...how, scheme })
    const answer = await page.goto(`${world}${path}`)
    assert.equal(answer?.status(), status)
    assert.match(answer.headers()['content-type'] ?? '', /^text\/html/)
    const found = await axe(page)
    for (const details of await page.locator('details:not([open]) > summary').all()) await details.click()
    found.push(...await axe(page))
    assert.equal([...new Set(found)].join('\n'), '', `axe-core finds fault with it (${scheme})`)
  }
}

/** Every page, in light and in dark, with what is folded away folded and unfolded. */
export const accessible: Cases = Object.fromEntries(Object.entries(pages).map(([name, page]) =>
  [`axe-core finds nothing: ${name}`, (kit: Kit) => look(kit, page)]))
