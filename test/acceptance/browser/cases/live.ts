import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Cases } from '../visit.ts'
import { tabTo } from './keyboard.ts'

const rowOf = (page: Page, id: string) => page.locator('table.lanes tr').filter({ has: page.getByRole('link', { name: id, exact: true }) })
const statusIn = (page: Page, id: string, status: string) => rowOf(page, id).locator('.status', { hasText: status }).waitFor()

/** The demonstration page while the world goes on. */
export const live: Cases = {
  'buttons act without a reload, and what others do is seen too': async visit => {
    const page = await visit.open('/__admin/')
    await page.evaluate(() => { Object.assign(globalThis, { here: true }) })
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('the clock is paused').waitFor()
    await page.getByRole('button', { name: 'Dismiss running' }).click()
    await statusIn(page, 'running', 'dismissed')
    await rowOf(page, 'running').locator('.strokes text', { hasText: 'DELETE 200' }).waitFor()
    await visit.ask('/jobs/accepted', 'DELETE')
    await statusIn(page, 'accepted', 'dismissed')
    await page.waitForFunction(() => location.search.includes('seed='))
    assert.match(page.url(), /policy=retain.*instant=0.*seed=/, 'the address says the situation')
    assert.ok(await page.evaluate(() => 'here' in globalThis), 'it is the same page')
  },
  'what is chosen and not sent stays, and what is unfolded stays unfolded, while the page goes on': async visit => {
    const page = await visit.open('/__admin/?job=running')
    await page.getByLabel('Dismiss policy').selectOption('gone')
    await page.locator('.same summary').first().click()
    const before = await page.locator('time').first().textContent()
    await page.waitForFunction(before => document.querySelector('time')?.textContent !== before, before)
    assert.equal(await page.getByLabel('Dismiss policy').inputValue(), 'gone')
    assert.ok(await page.locator('.same details').first().evaluate(details => (details as HTMLDetailsElement).open))
    await page.getByRole('button', { name: 'Apply settings' }).click()
    await page.locator('h2', { hasText: 'Latest requests' }).waitFor()
    await page.waitForFunction(() => location.search.includes('policy=gone'))
  },
  'what went wrong is said until something else is done': async visit => {
    await visit.stopClock()
    const page = await visit.open('/__admin/')
    await visit.ask('/__admin/reset', 'POST', { seed: {} })
    await page.getByRole('button', { name: 'Next event' }).click()
    await page.getByRole('alert').getByText('No next event').waitFor()
    await visit.ask('/processes/hold/execution', 'POST', {}, { prefer: 'respond-async' })
    await page.locator('table.lanes .status').waitFor()
    await page.getByRole('alert').getByText('No next event').waitFor()
    await page.getByRole('button', { name: '+1 s' }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
  },
  'all of it without a mouse': async visit => {
    const page = await visit.open('/__admin/')
    for (const [button, then] of [['Pause', 'the clock is paused'], ['+1 s', 'the clock is paused']] as const) {
      await tabTo(page, button)
      await page.keyboard.press('Enter')
      await page.getByText(then).waitFor()
    }
    await tabTo(page, 'running')
    await page.keyboard.press('Enter')
    await page.locator('.same').waitFor()
    await tabTo(page, 'Run comparison')
    await page.keyboard.press('Enter')
    await page.locator('table.outcomes').waitFor()
    await tabTo(page, 'Dismiss')
    await page.keyboard.press('Enter')
    await page.locator('.strokes text', { hasText: /DELETE/ }).waitFor()
  }
}
