import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Cases, Visit } from '../visit.ts'

const live = (page: Page) => page.locator('#live')
const status = (page: Page, name: string) => live(page).locator('.lead .status', { hasText: name }).waitFor()
const press = (page: Page) => page.getByRole('button', { name: 'Dismiss', exact: true }).click()

/** Switching to another page and back, as a browser reports it. */
const look = (page: Page, state: 'hidden' | 'visible') => page.evaluate(state => {
  Object.defineProperty(document, 'visibilityState', { value: state, configurable: true })
  document.dispatchEvent(new Event('visibilitychange'))
}, state)

/** A job that runs for a minute, with a stopped clock. */
async function started (visit: Visit): Promise<string> {
  await visit.stopClock()
  const { headers } = await visit.ask('/processes/echo/execution', 'POST', { inputs: { message: 'hello', pause: 60 } }, { prefer: 'respond-async' })
  return new URL(headers.get('location') ?? '').pathname.replace(/^\/w\/[^/]+/, '')
}

/** The page of a job while the job goes on. */
export const job: Cases = {
  'all that is said of a job goes on with it, and what is unfolded stays so': async visit => {
    const path = await started(visit)
    const page = await visit.open(`${path}?f=html`)
    const all = live(page).locator('details.full-content')
    await all.locator('summary').click()
    await all.getByText('running', { exact: true }).waitFor()
    await visit.advance('60s')
    await all.getByText('successful', { exact: true }).waitFor()
    assert.equal(await all.getByText('running', { exact: true }).count(), 0)
  },
  'of a job that is not there any more only that is said, and the button keeps the focus': async visit => {
    const path = await started(visit)
    const page = await visit.open(`${path}?f=html`)
    await press(page)
    await status(page, 'dismissed')
    await press(page)
    await live(page).getByText('The job no longer exists.').waitFor()
    const text = await live(page).innerText()
    for (const past of ['Dismiss policy:', 'Current time:', '%']) assert.ok(!text.includes(past), past)
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Dismiss')
    await press(page)
    await page.locator('#exchange').getByText(/^404 /).waitFor()
  },
  'a page that nobody sees listens to nothing, and catches up when it is seen': async visit => {
    const path = await started(visit)
    const page = await visit.open(`${path}?f=html`)
    await visit.advance('30s')
    await page.getByText('50 %').waitFor()
    const left = page.waitForEvent('requestfailed', request => request.url().endsWith(`${path}/events`))
    await look(page, 'hidden')
    await left
    await visit.advance('15s')
    await look(page, 'visible')
    await page.getByText('75 %').waitFor()
    await visit.advance('15s')
    await status(page, 'successful')
  },
  'where the double keeps no more pages informed, the page says how the job stood then': async visit => {
    const path = await started(visit)
    const page = await visit.open(`${path}?f=html`)
    await page.route('**/events', async route => {
      await visit.ask(path, 'DELETE')
      await route.fulfill({ status: 503 })
    })
    await page.reload()
    await status(page, 'dismissed')
  },
  'the command is there before anyone presses the button': async visit => {
    const path = await started(visit)
    const page = await visit.open(`${path}?f=html`)
    await page.getByText('Dismiss with curl').click()
    assert.match(await page.locator('pre[data-copy]').innerText(), new RegExp(`^curl -i -X DELETE 'http://\\S+${path}' \\\\\\n {2}-H 'accept: application/json'$`))
    await page.getByRole('button', { name: 'Copy' }).waitFor()
  }
}
