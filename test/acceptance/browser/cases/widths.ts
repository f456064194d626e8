import assert from 'node:assert/strict'
import { evilId } from '../seed.ts'
import type { Cases } from '../visit.ts'

const paths = ['/', '/conformance', '/processes', '/processes/echo', '/jobs', '/jobs/running', '/jobs/successful/results', '/jobs/nope', `/jobs/${encodeURIComponent(evilId)}`, '/__admin/', '/__admin/?show=world', '/__admin/?show=world&job=running', '/__admin/?show=world&instant=5&policy=gone']

/** From a telephone to a projector. */
export const widths: Cases = Object.fromEntries([360, 1920].map(width => [`no page is wider than a window of ${width} px`, async visit => {
  for (const path of paths) {
    const page = await visit.open(`${path}${path.includes('?') ? '&' : '?'}f=html`, { width, height: 800 })
    for (const summary of await page.locator('summary').all()) await summary.click()
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    assert.equal(wide, 0, path)
  }
}] satisfies [string, Cases[string]]))
