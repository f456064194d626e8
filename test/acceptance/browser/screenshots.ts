import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { prepareSurvey } from './cases/results.ts'
import type { Look, Visit } from './visit.ts'

const folder = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url))

/** Takes the pictures of the README and docs/pages.md anew, of a double with its demonstration world. */
export async function takeScreenshots (visit: Visit): Promise<void> {
  await mkdir(folder, { recursive: true })
  const look = { width: 1000, height: 720 }
  const take = async (path: string, name: string, other: Look = look): Promise<Page> => {
    const page = await visit.open(path, other)
    await page.screenshot({ path: `${folder}${name}.png` })
    return page
  }
  await take('/?f=html', 'landing')
  await take('/processes/hold?f=html', 'process')
  await take('/__admin/?step=3', 'demonstration', { width: 1280, height: 800 })
  await take('/__admin/?state=failed&step=3&lane=gone', 'demonstration-dark', { ...look, height: 1000, dark: true })
  const world = await visit.open('/__admin/?show=world', { width: 1280, height: 800 })
  await visit.set({ dismiss: 'remove' })
  await world.getByRole('button', { name: 'Dismiss demo-1' }).click()
  await world.getByRole('status').getByText('DELETE of demo-1').waitFor()
  await world.screenshot({ path: `${folder}world.png` })
  await visit.set({ dismiss: 'retain' })
  const job = await take('/jobs/running?f=html', 'running')
  await job.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await job.locator('#exchange').getByText(/^200 /).waitFor()
  await job.screenshot({ path: `${folder}dismissed.png` })
  await prepareSurvey(visit)
  const results = await visit.open('/jobs/survey-1/results?f=html', look)
  await results.waitForFunction(() => (document.querySelector<HTMLImageElement>('img.result-image')?.naturalWidth ?? 0) > 0)
  await results.screenshot({ path: `${folder}results.png` })
  await visit.end()
}
