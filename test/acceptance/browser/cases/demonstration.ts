import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { audit } from '../audit.ts'
import { evil, evilId } from '../seed.ts'
import type { Cases, Visit } from '../visit.ts'

const rowOf = (page: Page, id: string) => page.locator('li.job').filter({ has: page.getByRole('link', { name: id, exact: true }) })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
const statusOf = (page: Page, id: string, status: string) => rowOf(page, id).locator('.status').filter({ hasText: status }).waitFor()

/** First DELETE, second DELETE, GET afterwards, by state and policy. */
const expected: Record<string, Record<string, string>> = {
  accepted: { retain: '200 200 404', remove: '200 404 404', gone: '200 410 200' },
  running: { retain: '200 200 404', remove: '200 404 404', gone: '200 410 200' },
  successful: { retain: '200 404 404', remove: '200 404 404', gone: '200 410 200' },
  failed: { retain: '200 404 404', remove: '200 404 404', gone: '200 410 200' },
  dismissed: { retain: '200 404 404', gone: '410 410 200' }
}

async function matrix (visit: Visit, scripts: boolean): Promise<void> {
  const page = await visit.open('/__admin/', { scripts })
  const lanes = await page.locator('.matrix thead th').allTextContents()
  for (const [state, policies] of Object.entries(expected)) {
    const cells = page.locator('.matrix tbody tr').filter({ has: page.getByRole('rowheader', { name: state, exact: true }) }).locator('td')
    for (const [policy, codes] of Object.entries(policies)) assert.equal((await cells.nth(lanes.indexOf(policy) - 1).locator('a').allTextContents()).join(' '), codes, `${state} under ${policy}`)
  }
}

async function play (visit: Visit, scripts: boolean): Promise<void> {
  await visit.stopClock()
  const page = await visit.open('/__admin/?show=world', { scripts })
  await press(page, 'Start accepted')
  await statusOf(page, 'accepted', 'successful')
  await press(page, 'Hold running')
  await rowOf(page, 'running').getByText('held').waitFor()
  await press(page, 'Release running')
  await rowOf(page, 'running').getByText('held').waitFor({ state: 'detached' })
  await rowOf(page, 'running').locator('summary').click()
  await rowOf(page, 'running').getByLabel('Reason').fill('No disk.')
  await press(page, 'Fail running')
  await statusOf(page, 'running', 'failed')
  assert.match((await visit.ask('/jobs/running')).text, /No disk\./)
  await page.getByText('Clock, launch, versions, persona, reset').click()
  await page.getByLabel('Process').selectOption('echo')
  await page.getByLabel('Seconds').fill('3')
  await press(page, 'Launch')
  const newest = page.locator('ul.jobs li.job').first()
  await newest.locator('.status').filter({ hasText: 'running' }).waitFor()
  await press(page, '+1 s')
  await newest.getByText('33 %').waitFor()
  await press(page, 'Next event')
  await newest.locator('.status').filter({ hasText: 'successful' }).waitFor()
  await press(page, 'gone')
  await page.locator('#policy-gone[aria-pressed=true]').waitFor()
  await press(page, 'Dismiss dismissed')
  await page.getByRole('status').getByText('DELETE of dismissed: 410').waitFor()
}

/** First contentful paint in milliseconds: the median of some visits. */
async function paint (visit: Visit, worlds: Record<'few' | 'many', string>): Promise<Record<'few' | 'many', number>> {
  const times = { few: [] as number[], many: [] as number[] }
  for (let round = 0; round < 7; round++) {
    for (const which of ['few', 'many'] as const) {
      const page = await visit.open(worlds[which])
      times[which].push(await page.evaluate(async () => {
        for (;;) {
          const [entry] = performance.getEntriesByName('first-contentful-paint')
          if (entry !== undefined) return entry.startTime
          await new Promise(resolve => requestAnimationFrame(resolve))
        }
      }))
      await page.close()
    }
  }
  const median = (list: number[]) => list.sort((one, other) => one - other)[3] ?? NaN
  return { few: median(times.few), many: median(times.many) }
}

async function launch (visit: Visit, jobs: number): Promise<void> {
  const { status } = await visit.ask('/rest/AlgorithmLaunch/1', 'POST', { algorithm_name: 'demo', media_ids: Array.from({ length: jobs }, (_, id) => id) }, { authorization: 'Token execute-key' })
  assert.equal(status, 201)
}

export const demonstration: Cases = {
  'the matrix of every state and policy is filled in by really doing it': visit => matrix(visit, true),
  'the same without scripts': visit => matrix(visit, false),
  'jobs are held, released, finished, failed and launched, and time is turned': visit => play(visit, true),
  'the same without scripts, by forms and reloads': visit => play(visit, false),
  'a job that is dismissed away stays as a ghost in its place, and its button sends the second DELETE': async visit => {
    for (const scripts of [true, false]) {
      await visit.ask('/__admin/reset', 'POST')
      await visit.stopClock()
      await visit.set({ dismiss: 'remove' })
      const page = await visit.open('/__admin/?show=world', { scripts })
      const place = () => page.locator('ul.jobs li.job').evaluateAll(rows => rows.findIndex(row => row.querySelector('a')?.textContent === 'running'))
      const before = await place()
      await press(page, 'Dismiss running')
      await rowOf(page, 'running').getByText('404').first().waitFor()
      assert.equal(await place(), before)
      assert.match(await rowOf(page, 'running').innerText(), /since \d\d:\d\d:\d\d/)
      await press(page, 'Dismiss running')
      await page.getByRole('status').getByText('DELETE of running: 404').waitFor()
      await press(page, 'Delete via Tator running')
      await page.getByRole('status').getByText('DELETE of running: 404').waitFor()
      await page.context().close()
    }
  },
  'choosing a job moves the focus to it, and leads to its comparison': async visit => {
    const page = await visit.open('/__admin/?show=world')
    await page.getByRole('link', { name: 'running', exact: true }).click()
    await page.locator('h2#job').waitFor()
    await page.waitForFunction(() => document.activeElement?.id === 'job')
    await page.getByRole('link', { name: 'Show a DELETE of this job under each policy' }).click()
    await page.getByText('A copy of job').waitFor()
    assert.equal((await visit.ask('/jobs/running')).status, 200)
  },
  'the time axis is zoomed, and the link says so': async visit => {
    const page = await visit.open('/__admin/?show=world')
    await page.getByRole('link', { name: '10 min', exact: true }).click()
    await page.locator('.axis').getByText('−10 min').waitFor()
    assert.match(page.url(), /span=600/)
  },
  'what pages ask for by themselves does not stand among the requests of a client': async visit => {
    await visit.stopClock()
    const job = await visit.open('/jobs/running?f=html')
    await job.getByRole('button', { name: 'Dismiss', exact: true }).click()
    await job.locator('#exchange').getByText(/^200 /).waitFor()
    await job.locator('#live .lead .status').filter({ hasText: 'dismissed' }).waitFor()
    const api = await visit.open('/api?f=html')
    await api.locator('#api .opblock').first().waitFor()
    const { requests } = (await visit.ask('/__admin/requests')).json as { requests: { request: { method: string } }[] }
    assert.deepEqual(requests.map(({ request }) => request.method), ['DELETE'])
  },
  'a request of a client is drawn where it struck, without a reload': async visit => {
    const page = await visit.open('/__admin/?show=world')
    await visit.ask('/jobs/failed', 'DELETE')
    await rowOf(page, 'failed').locator('.mark.change').getByText('DELETE 200').waitFor()
  },
  'a situation is sent as a link, and brought about by whoever opens it': async visit => {
    await visit.stopClock()
    await visit.set({ dismiss: 'gone' })
    const page = await visit.open('/__admin/?show=world')
    await press(page, 'Finish running')
    await statusOf(page, 'running', 'successful')
    const link = await page.getByLabel('Link', { exact: true }).inputValue()
    const elsewhere = link.replace(/\/w\/[^/]+\//, '/w/elsewhere/')
    const other = await visit.open(elsewhere)
    await other.getByText('This link describes a different state').waitFor()
    assert.equal((await visit.ask(`${elsewhere.split('/__admin')[0]}/jobs/running`)).json !== undefined, true)
    await press(other, 'Load this state')
    await statusOf(other, 'running', 'successful')
    assert.match((await visit.ask(`${elsewhere.split('/__admin')[0]}/jobs/running`)).text, /"status":"successful"/)
    assert.equal(await other.locator('#policy-gone').getAttribute('aria-pressed'), 'true')
  },
  'all of it can be reached by the keyboard': async visit => {
    await visit.stopClock()
    const page = await visit.open('/__admin/?show=world')
    const name = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '')
    for (let presses = 0; presses < 200 && await name() !== 'Dismiss running'; presses++) await page.keyboard.press('Tab')
    assert.equal(await name(), 'Dismiss running')
    await page.keyboard.press('Enter')
    await statusOf(page, 'running', 'dismissed')
    assert.equal(await name(), 'Dismiss running', 'the focus stays where it was')
  },
  'axe-core finds nothing wrong with it, with a job chosen, with a ghost, and from elsewhere': async visit => {
    await visit.stopClock()
    await visit.open('/__admin/?show=world')
    await visit.ask('/jobs/failed', 'DELETE')
    for (const path of ['/__admin/?show=world', '/__admin/?show=world&job=running', '/__admin/?show=world&span=10', '/__admin/?show=world&policy=gone&instant=100']) await audit(await visit.open(path))
  },
  'whatever means harm is text here too': async visit => {
    const page = await visit.open(`/__admin/?show=world&job=${encodeURIComponent(evilId)}`)
    assert.ok((await page.locator('main').textContent())?.includes(evil))
    assert.deepEqual(await page.evaluate(() => ['struck' in globalThis, document.querySelectorAll('img, main script').length]), [false, 0])
  },
  'with 10 000 jobs it is painted within 1.3 times the time that it takes with 10': async visit => {
    await visit.stopClock()
    await launch(visit, 10)
    const few = visit.address('/__admin/?show=world')
    const many = few.replace(/\/w\/[^/]+\//, '/w/crowd/')
    await visit.ask(many.replace('__admin/?show=world', '__admin/clock'), 'PUT', { action: 'freeze' })
    const { status } = await visit.ask(many.replace('__admin/?show=world', 'rest/AlgorithmLaunch/1'), 'POST', { algorithm_name: 'demo', media_ids: Array.from({ length: 10_000 }, (_, id) => id) }, { authorization: 'Token execute-key' })
    assert.equal(status, 201)
    // Other work on this machine can only make a ratio worse, so a bad one is measured again.
    const ratios: number[] = []
    while (ratios.length < 3 && !ratios.some(ratio => ratio <= 1.3)) {
      const paints = await paint(visit, { few, many })
      ratios.push(paints.many / paints.few)
      console.log(`       first contentful paint: ${paints.few.toFixed(0)} ms with 10 jobs, ${paints.many.toFixed(0)} ms with 10 000: ${ratios.at(-1)?.toFixed(2)} ×`)
    }
    assert.ok(Math.min(...ratios) <= 1.3, JSON.stringify(ratios))
  }
}
