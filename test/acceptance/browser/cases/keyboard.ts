import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Cases } from '../visit.ts'

/** Presses Tab until this element has the focus: only reachable elements get it. */
export async function tabTo (page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement as (HTMLElement & { labels?: NodeListOf<HTMLLabelElement> }) | null
      return [element?.innerText ?? '', ...Array.from(element?.labels ?? [], label => label.innerText)].join(' ').trim()
    })
    if (typeof name === 'string' ? focused === name : name.test(focused)) return
  }
  throw new Error(`Nothing called ${name} can be reached by the keyboard.`)
}

/** Whether the focused element is visibly focused. */
const outlined = (page: Page) => page.evaluate(() => document.activeElement !== null && getComputedStyle(document.activeElement).outlineStyle !== 'none')

export const keyboard: Cases = {
  'a job is executed, dismissed and dismissed again without a mouse': async visit => {
    await visit.stopClock()
    const page = await visit.open('/?f=html')
    await tabTo(page, 'Processes')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/processes\?/)
    await tabTo(page, 'Hold')
    assert.ok(await outlined(page))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/processes\/hold/)
    await tabTo(page, 'Execute')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/jobs\//)
    await tabTo(page, 'Dismiss')
    assert.ok(await outlined(page))
    await page.keyboard.press('Enter')
    await page.locator('#exchange').getByText(/^200 /).waitFor()
    await page.locator('#live .lead .status').filter({ hasText: 'dismissed' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('#live').getByText('no longer exists').waitFor()
  },
  'the first stop skips to the content': async visit => {
    const page = await visit.open('/jobs?f=html')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => (document.activeElement as HTMLElement).innerText), 'Skip to content')
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
  }
}
