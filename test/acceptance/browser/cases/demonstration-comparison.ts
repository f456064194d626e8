import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { dismissPolicies } from '../../../../src/jobs/dismissal.ts'
import { audit } from '../audit.ts'
import { evil, evilId } from '../seed.ts'
import type { Cases, Visit } from '../visit.ts'
import { tabTo } from './keyboard.ts'
import { expectAboveFold, expectNoOverlap, expectNothingCut, expectReadable } from './measure.ts'

const steps = ['DELETE', 'DELETE again', 'GET', 'GET results'] as const

/** The answers to the steps for a running job, by policy. */
const expected: Readonly<Record<string, readonly string[]>> = {
  retain: ['200', '200', '404', '404'],
  remove: ['200', '404', '404', '404'],
  gone: ['200', '410', '200', '410'],
  refuse: ['202', '400', '200', '404']
}

const answersOf = (page: Page, lane: string): Promise<string[]> =>
  page.locator(`#lane-${lane} .answers .code`).evaluateAll(codes => codes.map(code => code.textContent ?? ''))

/** The answers of a lane appear one after the other. */
async function expectAnswers (page: Page, lane: string, count: number): Promise<void> {
  await page.waitForFunction(([lane, count]) => document.querySelectorAll(`#lane-${lane} .answers .code`).length === count, [lane, count] as const)
  const wanted = expected[lane]
  if (wanted !== undefined) assert.deepEqual(await answersOf(page, lane), wanted.slice(0, count))
}

/** Takes the steps one by one, with this action, and reads one lane. */
async function play (page: Page, lane: string, take: (step: string) => Promise<unknown>): Promise<void> {
  for (const [index, step] of steps.entries()) {
    await take(step)
    await expectAnswers(page, lane, index + 1)
    assert.match(await page.locator(`#lane-${lane} .happened`).innerText(), /\. .+/)
  }
  await take('Reset')
  await expectAnswers(page, lane, 0)
}

const stepLink = (page: Page, step: string) => page.locator('.stepper').getByRole('link', { name: step, exact: true })

async function byMouse (visit: Visit, lane: string, scripts: boolean): Promise<void> {
  const page = await visit.open('/__admin/', { scripts })
  if (scripts) await page.evaluate(() => { Object.assign(globalThis, { here: true }) })
  await play(page, lane, step => stepLink(page, step).click())
  if (scripts) assert.ok(await page.evaluate(() => 'here' in globalThis), 'it is the same page')
}

async function byKeyboard (visit: Visit, lane: string): Promise<void> {
  const page = await visit.open('/__admin/')
  await play(page, lane, async step => {
    await tabTo(page, step)
    await page.keyboard.press('Enter')
  })
}

const asPresenter = (path: string) => `${path}${path.includes('?') ? '&' : '?'}presenter=on`

/** The demonstration from start to end. */
export const demonstrationComparison: Cases = {
  ...Object.fromEntries(dismissPolicies.flatMap(policy => [
    [`the comparison under ${policy}, by mouse`, visit => byMouse(visit, policy, true)],
    [`the comparison under ${policy}, without scripts`, visit => byMouse(visit, policy, false)],
    [`the comparison under ${policy}, by keyboard alone`, visit => byKeyboard(visit, policy)]
  ] satisfies [string, Cases[string]][])),
  'a cell of the matrix leads to its situation, and marks itself': async visit => {
    const page = await visit.open('/__admin/')
    await page.getByRole('link', { name: 'DELETE again of a job that is failed, gone: 410' }).click()
    await expectAnswers(page, 'gone', 2)
    assert.match(page.url(), /state=failed&step=2&lane=gone$/)
    await page.getByRole('heading', { name: 'A client sends DELETE for a failed job. What is left?' }).waitFor()
    assert.equal(await page.locator('.matrix [aria-current]').count(), 1)
    await page.goBack()
    await page.getByRole('heading', { name: 'A client sends DELETE for a running job. What is left?' }).waitFor()
  },
  'an answer opens the exchange, moves the focus there, and closes again': async visit => {
    for (const scripts of [true, false]) {
      const page = await visit.open('/__admin/?step=2', { scripts })
      await page.locator('#answer-gone-2').click()
      await page.locator('#exchange').getByText('410 Gone').waitFor()
      assert.match(await page.locator('#exchange').innerText(), /curl -i -X DELETE/)
      if (scripts) assert.equal(await page.evaluate(() => document.activeElement?.id), 'exchange')
      await page.getByRole('link', { name: 'Close' }).click()
      await page.locator('#exchange').waitFor({ state: 'detached' })
    }
  },
  'what the steps were answered is announced': async visit => {
    const page = await visit.open('/__admin/')
    await stepLink(page, 'DELETE').click()
    await page.getByRole('status').getByText(/DELETE: retain 200 dismissed, remove 200 dismissed, gone 200 dismissed/).waitFor({ state: 'attached' })
  },
  'one key makes the type larger, and the link says so': async visit => {
    const page = await visit.open('/__admin/?step=1')
    const size = () => page.locator('h1').evaluate(heading => parseFloat(getComputedStyle(heading).fontSize))
    const before = await size()
    await page.keyboard.press('F2')
    await page.waitForURL(/presenter=on/)
    await page.locator('.presenter').waitFor()
    assert.ok(await size() > before * 1.3)
    await page.keyboard.press('F2')
    await page.locator('.presenter').waitFor({ state: 'detached' })
  },
  'the comparison is above the fold, at every step': async visit => {
    for (const [width, height] of [[1280, 800], [1920, 1080]] as const) {
      for (const path of ['/__admin/', '/__admin/?step=1', '/__admin/?step=4', '/__admin/?state=dismissed&step=4']) {
        await expectAboveFold(await visit.open(path, { width, height }), '.comparison-lane', `${path} at ${width}`)
      }
    }
    await expectAboveFold(await visit.open('/__admin/?step=4&presenter=on', { width: 1920, height: 1080 }), '.comparison-lane', 'with larger type')
  },
  ...Object.fromEntries([360, 768, 1280, 1920].map(width => [`nothing overlaps and nothing is cut at ${width} px`, async visit => {
    await visit.stopClock()
    for (let count = 0; count < 2; count++) await visit.ask('/jobs/running', 'DELETE')
    await visit.ask('/jobs/failed', 'DELETE')
    const paths = ['/__admin/', '/__admin/?step=4', '/__admin/?step=4&lane=gone&open=2', '/__admin/?show=world&job=accepted']
    for (const path of [...paths, ...paths.slice(1, 2).map(asPresenter), asPresenter('/__admin/?show=world')]) {
      const page = await visit.open(path, { width, height: 900 })
      for (const summary of await page.locator('summary').all()) await summary.click()
      await expectNoOverlap(page, `${path} at ${width}`)
      await expectNothingCut(page, `${path} at ${width}`)
      await expectReadable(page)
      await page.context().close()
    }
  }] satisfies [string, Cases[string]])),
  'axe-core finds nothing wrong with the comparison, open and with larger type': async visit => {
    for (const path of ['/__admin/', '/__admin/?step=4&state=failed', '/__admin/?step=2&lane=gone&open=2', '/__admin/?step=1&presenter=on', '/__admin/?job=nope']) await audit(await visit.open(path))
  },
  'whatever means harm is text in the comparison of a job': async visit => {
    const page = await visit.open(`/__admin/?job=${encodeURIComponent(evilId)}&step=4&lane=gone&open=1`)
    assert.ok((await page.locator('main').textContent())?.includes(evil))
    assert.deepEqual(await page.evaluate(() => ['struck' in globalThis, document.querySelectorAll('img, main script').length]), [false, 0])
  },
  'every page is one click away from the demonstration': async visit => {
    for (const path of ['/', '/processes', '/processes/echo', '/jobs', '/jobs/running', '/jobs/successful/results', '/jobs/nope', '/conformance', '/api', '/__admin/openapi']) {
      const page = await visit.open(`${path}?f=html`)
      await page.locator('header').getByRole('link', { name: 'Demonstration' }).click()
      await page.locator('#lanes').waitFor()
    }
  },
  'the page of a job leads to the demonstration of this job': async visit => {
    const page = await visit.open('/jobs/failed?f=html')
    await page.getByRole('link', { name: 'Show a DELETE of this job under each policy' }).click()
    await page.getByText('A copy of job').waitFor()
    assert.match(page.url(), /__admin\/\?job=failed$/)
  }
}
