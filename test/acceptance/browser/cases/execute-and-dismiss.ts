import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Cases, Visit } from '../visit.ts'

const policies = ['retain', 'remove', 'gone'] as const
type Policy = typeof policies[number]

/** The answer to a second DELETE of a job that ran, and whether the job is still readable. */
const second: Record<Policy, { status: string, isReadable: boolean }> = {
  retain: { status: '200', isReadable: false },
  remove: { status: '404', isReadable: false },
  gone: { status: '410', isReadable: true }
}

/** Fills in the form of `echo` and sends it. */
async function execute (page: Page): Promise<void> {
  await page.getByLabel('message', { exact: false }).first().fill('hello')
  await page.getByLabel('pause', { exact: false }).first().fill('60')
  await page.getByRole('button', { name: 'Execute', exact: true }).click()
  await page.waitForURL(/\/jobs\//)
}

const status = (page: Page) => page.locator('#live .lead .status')
const exchange = (page: Page) => page.locator('#exchange')
const press = (page: Page) => page.getByRole('button', { name: 'Dismiss', exact: true }).click()

/** Executes, watches and dismisses a job twice, like a presenter. */
async function withScripts (visit: Visit, policy: Policy): Promise<void> {
  await visit.stopClock()
  await visit.set({ dismiss: policy })
  const page = await visit.open('/processes/echo?f=html')
  await execute(page)
  await status(page).filter({ hasText: 'running' }).waitFor()
  await page.evaluate(() => { document.body.dataset['same'] = 'yes' })
  await visit.advance('30s')
  await page.getByText('50 %').waitFor()
  await press(page)
  await exchange(page).getByText(/^200 /).waitFor()
  await exchange(page).getByText('"status": "dismissed"').waitFor()
  assert.match(await exchange(page).innerText(), /DELETE .*\/jobs\/[\s\S]*content-type: application\/json[\s\S]*curl -i -X DELETE/)
  await page.locator('#live .lead').getByText(policy === 'remove' ? 'no longer exists' : 'The job was dismissed').waitFor()
  await press(page)
  await exchange(page).getByText(new RegExp(`^${second[policy].status} `)).waitFor()
  assert.equal((await visit.ask(new URL(page.url()).pathname.replace(/^\/w\/[^/]+/, ''))).status, second[policy].isReadable ? 200 : 404)
  assert.equal(await page.evaluate(() => document.body.dataset['same']), 'yes', 'the page was never loaded anew')
}

async function withoutScripts (visit: Visit, policy: Policy): Promise<void> {
  await visit.stopClock()
  await visit.set({ dismiss: policy })
  const page = await visit.open('/processes/echo?f=html', { scripts: false })
  await execute(page)
  await status(page).filter({ hasText: 'running' }).waitFor()
  await visit.advance('30s')
  await page.reload()
  await page.getByText('50 %').waitFor()
  await press(page)
  await exchange(page).filter({ hasText: /200 OK[\s\S]*"status": "dismissed"/ }).waitFor()
  await press(page)
  await exchange(page).getByText(new RegExp(`^${second[policy].status} `)).waitFor()
}

/** Executing, watching and dismissing. */
export const executeAndDismiss: Cases = {
  ...Object.fromEntries(policies.flatMap(policy => [
    [`under ${policy}, a job is executed by the form, watched, dismissed and dismissed again, on one page`, visit => withScripts(visit, policy)],
    [`under ${policy}, the same without scripts, by forms and reloads`, visit => withoutScripts(visit, policy)]
  ] satisfies [string, Cases[string]][])),
  'a job that ends is seen to end without a reload': async visit => {
    await visit.stopClock()
    const page = await visit.open('/processes/echo?f=html')
    await execute(page)
    await visit.advance('60s')
    await status(page).filter({ hasText: 'successful' }).waitFor()
    await page.locator('#live').getByRole('link', { name: 'Results' }).click()
    await page.getByText('hello').waitFor()
  },
  'a synchronous execution shows its results': async visit => {
    const page = await visit.open('/processes/echo?f=html')
    await page.getByLabel('message', { exact: false }).first().fill('hello')
    await page.getByLabel('synchronous: waits for', { exact: false }).check()
    await page.getByRole('button', { name: 'Execute', exact: true }).click()
    await page.getByText('hello').first().waitFor()
  },
  'a wrong input is said beside its field, and what was typed stays': async visit => {
    const page = await visit.open('/processes/echo?f=html', { scripts: false })
    await page.getByLabel('numbers', { exact: false }).first().fill('[1, "two"]')
    await page.getByLabel('message', { exact: false }).first().fill('kept')
    await page.getByRole('button', { name: 'Execute without browser validation' }).click()
    await page.getByRole('alert').getByRole('link', { name: 'numbers' }).waitFor()
    assert.equal(await page.getByLabel('message', { exact: false }).first().inputValue(), 'kept')
  },
  'jobs can be filtered and paged': async visit => {
    const page = await visit.open('/jobs?f=html')
    await page.getByLabel('failed', { exact: true }).check()
    await page.getByLabel('Jobs per page').fill('1')
    await page.getByRole('button', { name: 'Apply filter' }).click()
    await page.waitForURL(/limit=1/)
    assert.equal(await page.locator('tbody tr').count(), 1)
    await page.getByRole('link', { name: 'Older' }).click()
    await page.locator('tbody').getByText('The disk is full').waitFor()
    assert.equal(await page.locator('tbody tr').count(), 1)
  },
  'every page is one click away from its JSON': async visit => {
    for (const path of ['/', '/jobs', '/jobs/running', '/processes', '/processes/echo', '/conformance']) {
      const page = await visit.open(`${path}?f=html`)
      const href = await page.getByRole('link', { name: 'This page as JSON' }).getAttribute('href')
      assert.match(String((await visit.ask(href ?? '')).headers.get('content-type')), /application\/json/, path)
    }
  }
}
