import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { sizeOf } from '../../../routes/ogc/views/results.ts'
import { setFolder } from '../../../src/seed/seed-folder.ts'
import { build } from '../../helper.ts'
import { read } from './helper.ts'

const map = { type: 'Feature', properties: { name: 'Bonn' }, geometry: { type: 'Point', coordinates: [7.1, 50.7] } }
const outputs = {
  picture: { schema: { type: 'string', contentMediaType: 'image/svg+xml' } },
  map: { schema: { type: 'object', contentMediaType: 'application/geo+json' } },
  table: { schema: { type: 'string', contentMediaType: 'text/csv' } },
  report: { schema: { type: 'string', contentMediaType: 'text/html' } }
}
const process = { id: 'survey', outputs, results: { picture: '<svg xmlns="http://www.w3.org/2000/svg"/>', map, table: 'a,b\n', report: { href: 'https://example.org/report.html', type: 'text/html' } } }
const seed = { processes: [process], jobs: [{ id: 'done', process: 'survey', plan: { running: 0 }, age: 5 }] }
const asPage = { accept: 'text/html' }

t.test('an image is shown, GeoJSON is a map, each is a download with its type and size, and one comes back to the job', async t => {
  const { app } = await build(t, { seed })
  const { payload } = await app.inject({ url: '/jobs/done/results', headers: asPage })
  t.match(payload, '<img class="result-image" src="http://localhost:80/jobs/done/results/picture" alt="Result picture">')
  t.match(payload, /<figure class="map">.*<circle.*West 7\.1, south 50\.7.*<bdi>name<\/bdi>.*Bonn/s)
  t.match(read(payload).text, 'text/csv, 4 bytes')
  t.match(payload, 'href="https://example.org/report.html"', 'a link is a link')
  t.match(payload, '<a href="http://localhost:80/jobs/done?f&#61;html">Back to the job</a>')
  for (const href of read(payload).hrefs.filter(href => href.includes('/results/'))) t.equal((await app.inject({ url: href, headers: { accept: 'text/html,*/*;q=0.8' } })).statusCode, 200, href)
})

t.test('one result has a page of its own', async t => {
  const { app } = await build(t, { seed })
  const { payload } = await app.inject({ url: '/w/a/jobs/done/results/picture?f=html' })
  t.match(payload, 'src="http://localhost:80/w/a/jobs/done/results/picture"')
  t.match(payload, 'href="http://localhost:80/w/a/jobs/done?f&#61;html">Back to the job')
})

t.test('results of a synchronous execution, which are gone with its answer, lead nowhere', async t => {
  const { app } = await build(t, { seed })
  const { payload } = await app.inject({ method: 'POST', url: '/processes/survey/execution', headers: asPage, payload: {} })
  t.match(payload, `<img class="result-image" src="data:image/svg+xml;base64,${Buffer.from(process.results.picture).toString('base64').replaceAll('=', '&#61;')}"`)
  t.notMatch(payload, 'Download')
  t.notMatch(payload, 'Back to the job')
})

t.test('an image that is content and leads nowhere is in the page, unless it is large', async t => {
  const { app } = await build(t, { seed: { processes: [{ ...process, outputs: { picture: outputs.picture, scan: outputs.picture }, results: { picture: { $bytes: 30 }, scan: { $bytes: 2_000_001 } } }] } })
  const { payload } = await app.inject({ method: 'POST', url: '/processes/survey/execution', headers: asPage, payload: {} })
  t.equal(payload.split('src="data:image/svg+xml;base64,').length, 2)
})

t.test('contents are shown without being read where they are large, and what is no JSON is no map', async t => {
  const { app } = await build(t, { seed: { processes: [{ ...process, results: { picture: { $bytes: 3_000_000 }, map: { $bytes: 3_000_000 }, table: '', report: 'x' } }], jobs: seed.jobs } })
  const { statusCode, payload } = await app.inject({ url: '/jobs/done/results', headers: asPage })
  t.equal(statusCode, 200)
  t.match(payload, '3 MB')
  t.notMatch(payload, 'class="map"')
})

t.test('a file that is no JSON any more is no map', async t => {
  const folder = t.testdir({ 'map.json': JSON.stringify(map) })
  const { app } = await build(t, { seed: setFolder({ ...seed, processes: [{ ...process, results: { ...process.results, map: { $file: 'map.json' } } }] }, folder) })
  const resultsPage = async () => (await app.inject({ url: '/jobs/done/results', headers: asPage })).payload
  t.match(await resultsPage(), 'class="map"')
  writeFileSync(join(folder, 'map.json'), '{"type": ')
  const payload = await resultsPage()
  t.notMatch(payload, 'class="map"')
  t.match(payload, 'application/geo+json, 9 bytes')
})

t.test('sizes are for people', async t => {
  t.same([0, 1, 999, 1000, 1_500_000].map(sizeOf), ['0 bytes', '1 byte', '999 bytes', '1 kB', '1.5 MB'])
})
