import { createDouble } from 'jobdouble'
import { afterAll, expect, test } from 'vitest'

const tiff = { type: 'string', contentEncoding: 'binary', contentMediaType: 'image/tiff; application=geotiff' }
const ndvi = {
  id: 'ndvi',
  inputs: { scene: { schema: { type: 'string' } } },
  outputs: { image: { schema: tiff }, report: { schema: { type: 'string', contentMediaType: 'text/html' } } },
  results: { image: { $file: 'ndvi.tif' }, report: { href: 'https://example.org/ndvi.html', type: 'text/html' } },
  cases: [
    { when: { scene: 'nowhere' }, failure: { title: 'No such scene', status: 404 } },
    { when: { scene: 'busy' }, sequence: [{ failure: { detail: 'No GPU is free.', status: 503 }, times: 2 }, {}] }
  ]
}
const double = await createDouble({ port: 0, seed: { processes: [ndvi] } })
afterAll(() => double.close())
const request = (scene, output) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ inputs: { scene }, outputs: { [output]: {} } }) })
const execute = (scene, output) => fetch(`${double.url}/processes/ndvi/execution`, request(scene, output))

test('an image is a file, a report is a link, a missing scene is a failure, and a busy server succeeds at last', async () => {
  expect((await execute('harbour', 'image')).headers.get('content-type')).toBe('image/tiff; application=geotiff')
  expect((await execute('harbour', 'report')).headers.get('link')).toContain('<https://example.org/ndvi.html>')
  expect((await execute('nowhere', 'image')).status).toBe(404)
  for (const status of [503, 503, 200]) expect((await execute('busy', 'image')).status).toBe(status)
})
