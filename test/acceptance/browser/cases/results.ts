import assert from 'node:assert/strict'
import { audit } from '../audit.ts'
import type { Cases, Visit } from '../visit.ts'

/** Bands of colour. */
const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="360" height="120">' + ['#0b4f8a', '#17583a', '#6b4a00', '#4b3a68', '#8f1519'].map((fill, index) => `<rect x="${index * 72}" width="72" height="120" fill="${fill}"/>`).join('') + '</svg>'
const places = {
  type: 'FeatureCollection',
  features: [
    { type: 'Feature', properties: { name: 'Bonn', people: 330_000 }, geometry: { type: 'Point', coordinates: [7.1, 50.7] } },
    { type: 'Feature', properties: { name: '<b>Field</b>' }, geometry: { type: 'Polygon', coordinates: [[[7, 50], [8, 50], [8, 51], [7, 51], [7, 50]]] } }
  ]
}

/** A world with one job that has an image, a map and a table of bytes. */
export async function prepareSurvey (visit: Visit): Promise<void> {
  const outputs = {
    picture: { schema: { type: 'string', contentMediaType: 'image/svg+xml' } },
    places: { schema: { type: 'object', contentMediaType: 'application/geo+json' } },
    table: { schema: { type: 'string', contentMediaType: 'text/csv' } }
  }
  const seed = { processes: [{ id: 'survey', outputs, results: { picture, places, table: 'a,b\n1,2\n' } }], jobs: [{ id: 'survey-1', process: 'survey', plan: { running: 0 }, age: 5 }] }
  const { status, text } = await visit.ask('/__admin/reset', 'POST', { seed })
  assert.ok(status < 300, text)
}

/** Results, looked at. */
export const results: Cases = {
  'an image is shown, GeoJSON is a map with a table, the rest can be downloaded, and one comes back to the job': async visit => {
    await prepareSurvey(visit)
    const page = await visit.open('/jobs/survey-1/results?f=html')
    const image = page.getByAltText('Result picture')
    await page.waitForFunction(() => (document.querySelector<HTMLImageElement>('img.result-image')?.naturalWidth ?? 0) > 0)
    await image.waitFor()
    assert.equal(await page.locator('.map circle').count(), 1)
    assert.equal(await page.locator('.map path.area').count(), 1)
    assert.match(await page.getByRole('region', { name: 'Properties' }).innerText(), /Bonn\s+330000[\s\S]*<b>Field<\/b>/)
    await page.getByText('text/csv', { exact: false }).first().waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('section', { hasText: 'text/csv' }).getByRole('link', { name: 'Download' }).last().click()])
    assert.equal(await download.failure(), null)
    await audit(page)
    await page.getByRole('link', { name: 'Back to the job' }).click()
    await page.locator('#live').waitFor()
  }
}
