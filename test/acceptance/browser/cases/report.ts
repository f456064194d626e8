import assert from 'node:assert/strict'
import type { Report } from '../../../../schemas/check/report.ts'
import { sample, tatorSample } from '../../../src/check/report/sample.ts'
import { audit } from '../audit.ts'
import { evil } from '../seed.ts'
import type { Cases } from '../visit.ts'

// The built package, since its sources do not use the types of the DOM.
const { toHtml } = await import(new URL('../../../../dist/check.js', import.meta.url).href) as { toHtml (report: Report): string }

const words = `${'a-long-answer-'.repeat(40)} ${evil} `.repeat(8)

/** A report with exchanges longer than their box, of a hostile server. */
const withLongAnswers = (report: Report): Report => {
  const checks = sample.checks.map(check => ({ ...check, exchanges: check.exchanges.map(exchange => ({ ...exchange, body: words, curl: `curl '${words}'` })) }))
  return { ...report, subject: 'http://a-server-with-a-long-name.example:8080/processes/api', checks }
}

const reports = { 'OGC API – Processes': sample, 'Tator\'s Job API': tatorSample }

/** The page that `jobdouble check --html` writes. */
export const report: Cases = Object.fromEntries(Object.entries(reports).map(([api, sample]) => [`the report about a server of ${api} is readable from 360 px on, and axe-core finds nothing wrong with what is unfolded`, async visit => {
  for (const width of [360, 1280]) {
    const page = await visit.open('about:blank', { width })
    await page.setContent(toHtml(withLongAnswers(sample)))
    for (const summary of await page.locator('summary').all()) await summary.click()
    assert.ok(await page.evaluate(() => [...document.querySelectorAll('pre')].some(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight)), 'an answer is longer than its box')
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0)
    assert.equal(await page.evaluate(() => 'struck' in globalThis), false)
    await audit(page)
  }
}] satisfies [string, Cases[string]]))
