import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { serve } from '../../serve.ts'
import { audit } from '../audit.ts'
import type { Cases, Visit } from '../visit.ts'

const token = 'execute-key'

/** Opens a description, and waits until the component has replaced the list. */
async function open (visit: Visit, path: string, width = 1280): Promise<Page> {
  const page = await visit.open(path, { width })
  await page.locator('#api .opblock').first().waitFor()
  return page
}

const operation = (page: Page, method: string, path: string): Locator =>
  page.locator(`.opblock-${method}`).filter({ has: page.locator(`.opblock-summary-path[data-path="${path}"]`) })

const unfold = (block: Locator) => block.locator('.opblock-summary-control').click()

/** Three operations of each method: all have the same parts, and axe-core takes minutes for a hundred expanded ones. */
async function unfoldSome (page: Page): Promise<void> {
  for (const method of ['get', 'post', 'put', 'delete']) {
    for (const control of (await page.locator(`.opblock-${method} .opblock-summary-control`).all()).slice(0, 3)) await control.click()
  }
}

/** Fills in these fields, sends the request, and returns the status of the answer. */
async function tryIt (block: Locator, values: Record<string, string> = {}): Promise<string> {
  await unfold(block)
  await block.locator('.responses-table .response').first().waitFor()
  for (const [name, value] of Object.entries(values)) await block.getByLabel(name, { exact: true }).fill(value)
  await block.getByRole('button', { name: 'Execute', exact: true }).click()
  return (await block.locator('.live-responses-table tbody .response-col_status').first().innerText()).trim().slice(0, 3)
}

/** The shown answer. Swagger UI reads a body that is neither text nor JSON, such as `multipart/related`, after it has shown the status. */
async function answerOf (block: Locator): Promise<string> {
  const answer = block.locator('.live-responses-table tbody .response-col_description').first()
  await answer.getByText('unable to display').waitFor({ state: 'hidden' })
  return answer.innerText()
}

async function authorize (page: Page, value: string): Promise<void> {
  await page.getByRole('button', { name: 'Authorize', exact: true }).first().click()
  await page.locator('.modal-ux input').fill(value)
  await page.locator('.modal-ux').getByRole('button', { name: 'Authorize', exact: true }).click()
  await page.locator('.modal-ux').getByRole('button', { name: 'Close', exact: true }).first().click()
}

/** Tries to read and to dismiss `running` from the page. */
async function dismissByPage (page: Page): Promise<void> {
  const get = operation(page, 'get', '/jobs/{jobId}')
  assert.equal(await tryIt(get, { jobId: 'running' }), '200')
  assert.match(await answerOf(get), /"status": "running"/)
  const dismiss = operation(page, 'delete', '/jobs/{jobId}')
  assert.equal(await tryIt(dismiss, { jobId: 'running' }), '200')
  assert.match(await answerOf(dismiss), /"status": "dismissed"/)
}

const pages: readonly { name: string, path: string, settings?: object }[] = [
  { name: 'the APIs', path: '/api?f=html' },
  { name: 'the APIs with Tator 1.5', path: '/api?f=html', settings: { tator: '1.5' } },
  { name: 'the control façade', path: '/__admin/openapi?f=html' }
]

/** Appearances of the component, and how to get each one. */
const states: Record<string, (page: Page) => Promise<unknown>> = {
  folded: async () => {},
  unfolded: unfoldSome,
  'with an answer': async page => tryIt(page.locator('.opblock-get').first()),
  authorizing: async page => {
    await page.getByRole('button', { name: 'Authorize', exact: true }).first().click()
    await page.locator('.modal-ux input').waitFor()
  }
}

/** The API descriptions as pages that can send every operation. */
export const api: Cases = {
  'a job is read and dismissed from the page of the API, in its world': async visit => {
    await dismissByPage(await open(visit, '/api?f=html'))
    assert.match((await visit.ask('/jobs/running')).text, /"status":"dismissed"/)
    assert.match((await visit.ask(`${visit.url.replace(/\/w\/.*/, '')}/jobs/running`)).text, /"status":"running"/)
  },
  'the same where the APIs have a base path': async visit => {
    const double = await serve(['--base-path', '/ogc'])
    const base = `${new URL(double.url).origin}/w/x/ogc`
    try {
      await dismissByPage(await open(visit, `${base}/api?f=html`))
      assert.match((await visit.ask(`${base}/jobs/running`)).text, /"status":"dismissed"/)
    } finally {
      await double.stop()
    }
  },
  'a process is executed with a body that was typed': async visit => {
    const page = await open(visit, '/api?f=html')
    const execute = operation(page, 'post', '/processes/{processID}/execution')
    assert.equal(await tryIt(execute, { processID: 'echo', 'Request body': '{"inputs":{"message":"typed"}}' }), '200')
    assert.match(await answerOf(execute), /typed/)
  },
  'Tator\'s operations want the token that "Authorize" sends along': async visit => {
    const page = await open(visit, '/api?f=html')
    const launch = operation(page, 'post', '/rest/AlgorithmLaunch/{project}')
    const values = { project: '1', 'Request body': '{"algorithm_name":"demo","media_ids":[1,2]}' }
    assert.equal(await tryIt(launch, values), '403')
    await launch.getByRole('button', { name: 'Clear', exact: true }).click()
    await unfold(launch)
    await authorize(page, `Token ${token}`)
    assert.equal(await tryIt(launch, values), '201')
    assert.match(await answerOf(launch), /run_uids/)
  },
  'the same in Tator\'s dialect 1.5': async visit => {
    await visit.set({ tator: '1.5' })
    const page = await open(visit, '/api?f=html')
    await authorize(page, `Token ${token}`)
    const jobs = operation(page, 'get', '/rest/Jobs/{project}')
    assert.equal(await tryIt(jobs, { project: '1' }), '200')
  },
  'the control façade\'s operations can be tried too': async visit => {
    const page = await open(visit, '/__admin/openapi?f=html')
    const change = operation(page, 'put', '/__admin/clock')
    assert.equal(await tryIt(change, { 'Request body': '{"action":"freeze"}' }), '200')
    assert.match(await answerOf(change), /"status": *"frozen"|frozen/i)
  },
  'an operation is unfolded and tried by keyboard only': async visit => {
    const page = await open(visit, '/api?f=html')
    await tabTo(page, '#operations-Capabilities-getLandingPage .opblock-summary-control')
    await page.keyboard.press('Enter')
    await page.locator('.opblock.is-open .responses-table .response').first().waitFor()
    await tabTo(page, '.opblock.is-open .execute')
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle), 'none', 'the focus is visible')
    await page.keyboard.press('Enter')
    await page.locator('.live-responses-table').getByText('200').first().waitFor()
  },
  'without scripts the operations stand there to be read': async visit => {
    for (const path of ['/api?f=html', '/__admin/openapi?f=html']) {
      const page = await visit.open(path, { scripts: false })
      assert.equal(await page.locator('#api').count(), 0)
      assert.ok(await page.locator('#operations section').count() > 10)
    }
  },
  'the list stays where the description does not come': async visit => {
    const page = await visit.open('/')
    await page.route('**/api?f=json', route => route.fulfill({ status: 200, contentType: 'application/json', body: 'no JSON' }))
    const response = page.waitForResponse('**/api?f=json')
    await page.goto(visit.address('/api?f=html'))
    await response
    assert.ok(await page.locator('#operations section').count() > 10)
  },
  'neither page is wider than a window of 360 px, folded and unfolded': async visit => {
    for (const path of ['/api?f=html', '/__admin/openapi?f=html']) {
      const page = await open(visit, path, 360)
      const excess = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      assert.equal(await excess(), 0, path)
      await unfoldSome(page)
      assert.equal(await excess(), 0, `${path} unfolded`)
    }
  },
  ...Object.fromEntries(pages.flatMap(({ name, path, settings = {} }) => Object.entries(states).filter(([state]) => state !== 'authorizing' || path.startsWith('/api')).map(([state, bring]) =>
    [`axe-core finds nothing wrong with the page of ${name}, ${state}`, async (visit: Visit) => {
      await visit.set(settings)
      const page = await open(visit, path)
      await bring(page)
      await audit(page)
    }])))
}

/** Presses Tab until this element has the focus. */
async function tabTo (page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(wanted => document.activeElement?.matches(wanted), selector)) return
  }
  throw new Error(`${selector} cannot be reached by the keyboard.`)
}
