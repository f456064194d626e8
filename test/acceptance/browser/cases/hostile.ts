import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { evil, evilId } from '../seed.ts'
import type { Cases } from '../visit.ts'

const id = encodeURIComponent(evilId)
const results = encodeURIComponent(`results ${evil}`)
const query = encodeURIComponent(evil)

const paths = [
  '/jobs', `/jobs/${id}`, `/jobs/${results}`, `/jobs/${results}/results`, `/jobs/${id}/results`, `/jobs/${id}x`, '/processes', `/processes/${id}`, `/processes/${id}x`,
  `/jobs/${results}/results/${id}`, `/${id}`, `/jobs?processID=${query}`, `/jobs?datetime=${query}`, `/jobs?status=${query}`,
  '/__admin/', `/__admin/?job=${id}`, `/__admin/?job=${id}x`, `/__admin/?policy=${query}`, `/__admin/?seed=${query}`, '/__admin/?instant=1&step=4', '/__admin/?show=world', `/__admin/?show=world&job=${id}`, `/__admin/?show=world&did=dismiss&about=${id}`, `/__admin/?lane=${query}`, `/jobs/${id}/events`
]

/** The text created no element, and ran no script. */
async function nothingStruck (page: Page, path: string): Promise<void> {
  const made = await page.evaluate(() => ({
    struck: 'struck' in globalThis,
    elements: document.querySelectorAll('img, main script, svg[onload], [onerror], b').length,
    scripts: [...document.querySelectorAll('a')].filter(({ protocol }) => protocol === 'javascript:').length
  }))
  assert.deepEqual(made, { struck: false, elements: 0, scripts: 0 }, path)
}

/** Hostile texts are shown as text. */
export const hostile: Cases = {
  'markup, script, quotes and marks of direction are text on every page': async visit => {
    for (const path of paths.slice(0, -1)) await nothingStruck(await visit.open(`${path}${path.includes('?') ? '&' : '?'}f=html`), path)
  },
  'what a client sent can be read as it was sent': async visit => {
    const textOf = async (path: string) => (await (await visit.open(path)).locator('main').textContent()) ?? ''
    for (const path of ['/jobs?f=html', `/jobs/${id}?f=html`, `/jobs/${results}/results?f=html`, `/processes/${id}?f=html`, '/processes?f=html']) assert.ok((await textOf(path)).includes(evil), path)
  },
  'the same after a dismissal, with scripts and without': async visit => {
    const page = await visit.open(`/jobs/${id}?f=html`)
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
    await page.locator('#exchange').getByText(/^200 /).waitFor()
    assert.ok((await page.locator('#exchange').textContent())?.includes(encodeURIComponent('<script>')))
    await nothingStruck(page, 'the exchange')
    const plain = await visit.open(`/jobs/${results}?f=html`, { scripts: false })
    await plain.getByRole('button', { name: 'Dismiss', exact: true }).click()
    assert.equal(await plain.locator('img').count(), 0)
  },
  'what is typed into a form comes back as text': async visit => {
    const page = await visit.open('/processes/echo?f=html')
    await page.getByLabel('timestamp', { exact: false }).first().fill(evil.replace(/\n/g, ' '))
    await page.getByRole('button', { name: 'Execute without browser validation' }).click()
    await page.getByRole('alert').waitFor()
    await nothingStruck(page, 'the faults')
    assert.equal(await page.getByLabel('timestamp', { exact: false }).first().inputValue(), evil)
  }
}
