import { audit } from '../audit.ts'
import { evilId } from '../seed.ts'
import type { Cases } from '../visit.ts'

const paths = [
  '/', '/conformance', '/processes', '/processes/echo', '/processes/fail', '/processes/hold', `/processes/${encodeURIComponent(evilId)}`,
  '/jobs', '/jobs?status=failed&limit=1', '/jobs?processID=nope', '/jobs/accepted', '/jobs/running', '/jobs/successful', '/jobs/failed', '/jobs/dismissed',
  `/jobs/${encodeURIComponent(evilId)}`, '/jobs/successful/results', '/jobs/running/results', '/jobs/failed/results', '/jobs/nope', '/nope', '/jobs?limit=0', '/api', '/__admin/openapi',
  '/__admin/', '/__admin/?show=world&job=running', '/__admin/?show=world&instant=10&policy=gone', '/__admin/?policy=nope', `/__admin/?job=${encodeURIComponent(evilId)}`
]

const asPage = (path: string) => `${path}${path.includes('?') ? '&' : '?'}f=html`

/** axe-core finds nothing, in light and in dark. */
export const accessible: Cases = {
  ...Object.fromEntries(paths.map(path => [`axe-core finds nothing wrong with ${path.slice(0, 40)}`, async visit => {
    await audit(await visit.open(asPage(path)))
  }] satisfies [string, Cases[string]])),
  'axe-core finds nothing wrong with what is unfolded': async visit => {
    for (const path of ['/', '/processes/echo', '/jobs', '/jobs/running']) {
      const page = await visit.open(asPage(path))
      await page.locator('summary').first().click()
      await audit(page)
    }
  },
  'axe-core finds nothing wrong with the exchange of a dismissal, with scripts and without': async visit => {
    const page = await visit.open('/jobs/running?f=html')
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
    await page.locator('#exchange').getByText(/^200 /).waitFor()
    await audit(page)
    const plain = await visit.open('/jobs/failed?f=html', { scripts: false })
    await plain.getByRole('button', { name: 'Dismiss', exact: true }).click()
    await audit(await visit.open('/jobs/accepted?f=html'))
  },
  'axe-core finds nothing wrong with the faults of an execution': async visit => {
    const page = await visit.open('/processes/echo?f=html')
    await page.getByRole('button', { name: 'Execute without browser validation' }).click()
    await page.getByRole('alert').waitFor()
    await audit(page)
  },
  'axe-core finds nothing wrong with a job that is gone': async visit => {
    await visit.set({ dismiss: 'gone' })
    await visit.ask('/jobs/running', 'DELETE')
    await audit(await visit.open('/jobs/running/results?f=html'))
  }
}
