import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Visit } from './visit.ts'

const folder = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url))

/** Takes the pictures of the README and docs/pages.md anew, of a double with its demonstration world. */
export async function takeScreenshots (visit: Visit): Promise<void> {
  await mkdir(folder, { recursive: true })
  const look = { width: 1000, height: 720 }
  const landing = await visit.open('/?f=html', look)
  await landing.screenshot({ path: `${folder}landing.png` })
  const form = await visit.open('/processes/hold?f=html', look)
  await form.screenshot({ path: `${folder}process.png` })
  const job = await visit.open('/jobs/running?f=html', look)
  await job.screenshot({ path: `${folder}running.png` })
  await job.getByRole('button', { name: 'Dismiss', exact: true }).click()
  await job.locator('#exchange').getByText(/^200 /).waitFor()
  await job.screenshot({ path: `${folder}dismissed.png` })
  const demonstration = await visit.open('/__admin/?job=broken', { width: 1200, height: 900 })
  await demonstration.screenshot({ path: `${folder}demonstration.png` })
  await visit.end()
}
