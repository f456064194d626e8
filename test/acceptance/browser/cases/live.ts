import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Cases } from '../visit.ts'
import { tabTo } from './keyboard.ts'

const rowOf = (page: Page, id: string) => page.locator('li.job').filter({ has: page.getByRole('link', { name: id, exact: true }) })
const statusIn = (page: Page, id: string, status: string) => rowOf(page, id).locator('.status', { hasText: status }).waitFor()

const drawer = (page: Page) => page.getByText('Clock, launch, versions, persona, reset')

/** The live half of the demonstration page while time passes. */
export const live: Cases = {
  'buttons act without a reload, and what others do is seen too': async visit => {
    const page = await visit.open('/__admin/?show=world')
    await page.evaluate(() => { Object.assign(globalThis, { here: true }) })
    await drawer(page).click()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('the clock is paused').waitFor()
    await page.getByRole('button', { name: 'Dismiss running' }).click()
    await statusIn(page, 'running', 'dismissed')
    await rowOf(page, 'running').locator('.mark.change', { hasText: 'DELETE 200' }).waitFor()
    await visit.ask('/jobs/accepted', 'DELETE')
    await statusIn(page, 'accepted', 'dismissed')
    await page.waitForFunction(() => location.search.includes('seed='))
    assert.match(page.url(), /policy=retain.*instant=0.*seed=/, 'the address says the situation')
    assert.ok(await page.evaluate(() => 'here' in globalThis), 'it is the same page')
  },
  'what is typed and not sent stays, what is unfolded stays unfolded, and what was done stays said, while the page goes on': async visit => {
    const page = await visit.open('/__admin/?show=world&job=running')
    await page.getByRole('button', { name: 'gone', exact: true }).click()
    await page.getByRole('status').getByText('Dismiss policy gone').waitFor()
    await rowOf(page, 'running').locator('summary').click()
    await rowOf(page, 'running').getByLabel('Reason').fill('half a sen')
    const before = await page.locator('.instant time').textContent()
    await page.waitForFunction(before => document.querySelector('.instant time')?.textContent !== before, before)
    assert.equal(await rowOf(page, 'running').getByLabel('Reason').inputValue(), 'half a sen')
    await page.getByRole('status').getByText('Dismiss policy gone').waitFor()
    await page.waitForFunction(() => location.search.includes('policy=gone'))
  },
  'what went wrong is said until something else is done': async visit => {
    await visit.stopClock()
    const page = await visit.open('/__admin/?show=world')
    await visit.ask('/__admin/reset', 'POST', { seed: {} })
    await drawer(page).click()
    await page.getByRole('button', { name: 'Next event' }).click()
    await page.getByRole('alert').getByText('No next event').waitFor()
    await visit.ask('/processes/hold/execution', 'POST', {}, { prefer: 'respond-async' })
    await page.locator('ul.jobs .status').waitFor()
    await page.getByRole('alert').getByText('No next event').waitFor()
    await page.getByRole('button', { name: '+1 s' }).click()
    await page.getByRole('alert').waitFor({ state: 'detached' })
  },
  'all of it without a mouse': async visit => {
    const page = await visit.open('/__admin/?show=world')
    await tabTo(page, 'Clock, launch, versions, persona, reset')
    await page.keyboard.press('Enter')
    for (const [button, then] of [['Pause', 'the clock is paused'], ['+1 s', 'the clock is paused']] as const) {
      await tabTo(page, button)
      await page.keyboard.press('Enter')
      await page.getByText(then).waitFor()
    }
    await tabTo(page, 'remove')
    await page.keyboard.press('Enter')
    await page.locator('#policy-remove[aria-pressed=true]').waitFor()
    await tabTo(page, 'running')
    await page.keyboard.press('Enter')
    await page.locator('h2#job').waitFor()
    await tabTo(page, 'Dismiss')
    await page.keyboard.press('Enter')
    await page.locator('.mark.change', { hasText: /DELETE/ }).waitFor()
  }
}
