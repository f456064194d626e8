import { createServer } from 'node:http'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get as httpGet } from 'node:http'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { createDouble } from '../../../src/create-double.ts'
import type { Double } from '../../../src/create-double.ts'
import { GeneratedContent } from '../../../src/results/generated-content.ts'

const bytes = (mediaType: string) => ({ schema: { type: 'string', contentEncoding: 'binary', contentMediaType: mediaType } })
const size = 300_000
const seed = `
processes:
  - id: ndvi
    outputs:
      image: ${JSON.stringify(bytes('image/tiff; application=geotiff'))}
      cube: ${JSON.stringify(bytes('application/x-netcdf'))}
      table: { schema: { type: string, contentMediaType: text/csv } }
      shape: { schema: { format: geojson-geometry } }
      elsewhere: { schema: { type: string, contentMediaType: text/html } }
      log: { schema: { oneOf: [{ type: string, contentMediaType: text/plain }, { type: string, contentMediaType: text/html }] } }
    results:
      image: { $file: data/a.tif }
      cube: { $bytes: ${size} }
      table: { $file: data/t.csv }
      shape: { $file: data/point.json }
      elsewhere: { href: "https://h.example/a.html", type: text/html, title: A page }
      log: { value: "<b>done</b>", mediaType: text/html }
jobs:
  - { id: a, process: ndvi, age: 10 }
`
const point = { type: 'Point', coordinates: [1, 2] }
const tiff = Buffer.from('II*\0 not much of a picture')

/** A double that listens, with files beside its seed. */
async function start (t: Test, options: object = {}): Promise<{ double: Double, folder: string, get: (path: string, headers?: Record<string, string>, method?: string) => Promise<Response> }> {
  const folder = t.testdir({ 'seed.yaml': seed, data: { 'a.tif': tiff.toString('latin1'), 't.csv': 'a,b\n1,2\n', 'point.json': JSON.stringify(point) } })
  const double = await createDouble({ port: 0, clock: 'manual', seed: join(folder, 'seed.yaml'), ...options })
  t.teardown(() => double.close())
  return { double, folder, get: (path, headers = {}, method = 'GET') => fetch(double.url + path, { method, headers, redirect: 'manual' }) }
}

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer())

t.test('a file beside the seed is a result: its bytes, its media type, its size, and a tag', async t => {
  const { get, folder } = await start(t)
  const answer = await get('/jobs/a/results/image')
  t.equal(answer.status, 200)
  t.match(Object.fromEntries(answer.headers), { 'content-type': 'image/tiff; application=geotiff', 'content-length': String(tiff.length), etag: /^"[\w-]+"$/, 'accept-ranges': 'bytes', 'last-modified': / GMT$/ })
  t.ok((await bytesOf(answer)).equals(readFileSync(join(folder, 'data/a.tif'))))
  const head = await get('/jobs/a/results/image', {}, 'HEAD')
  t.equal(head.status, 200)
  for (const name of ['content-type', 'content-length', 'etag', 'accept-ranges']) t.equal(head.headers.get(name), answer.headers.get(name), name)
})

t.test('a document of a size is the same in every double, and HEAD makes none of it', async t => {
  const { get } = await start(t)
  const whole = await bytesOf(await get('/jobs/a/results/cube'))
  t.ok(whole.equals(new GeneratedContent('application/x-netcdf', size).read()))
  t.equal((await get('/jobs/a/results/cube', {}, 'HEAD')).headers.get('content-length'), String(size))
})

t.test('a client that has a part gets the rest, and one that has all gets nothing', async t => {
  const { get } = await start(t)
  const path = '/jobs/a/results/cube'
  const whole = await bytesOf(await get(path))
  const etag = (await get(path, {}, 'HEAD')).headers.get('etag')!
  const file = await get('/jobs/a/results/image', {}, 'HEAD')
  const rows: [Record<string, string>, number, (string | null)?, Buffer?][] = [
    [{ range: 'bytes=0-9' }, 206, `bytes 0-9/${size}`, whole.subarray(0, 10)],
    [{ range: 'bytes=100000-' }, 206, `bytes 100000-299999/${size}`, whole.subarray(100_000)],
    [{ range: 'bytes=-5' }, 206, `bytes 299995-299999/${size}`, whole.subarray(-5)],
    [{ range: 'bytes=-999999' }, 206, `bytes 0-299999/${size}`, whole],
    [{ range: 'bytes=299999-999999' }, 206, `bytes 299999-299999/${size}`, whole.subarray(-1)],
    [{ range: 'bytes=0-9', 'if-range': etag }, 206, `bytes 0-9/${size}`],
    [{ range: 'bytes=0-9', 'if-range': '"another"' }, 200, null, whole],
    [{ range: 'bytes=0-9', 'if-range': `W/${etag}` }, 200, null],
    [{ range: 'bytes=0-9', 'if-range': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 200, null],
    [{ range: `bytes=${size}-` }, 416, `bytes */${size}`],
    [{ range: 'bytes=-0' }, 416, `bytes */${size}`],
    [{ range: 'bytes=9-0' }, 200, null, whole],
    [{ range: 'bytes=0-1,5-6' }, 200, null, whole],
    [{ range: 'bytes=-' }, 200, null], [{ range: 'lines=0-1' }, 200, null], [{ range: 'bytes=a-b' }, 200, null],
    [{ 'if-none-match': etag }, 304, null, Buffer.alloc(0)],
    [{ 'if-none-match': `"x", W/${etag}` }, 304, null],
    [{ 'if-none-match': '*' }, 304, null],
    [{ 'if-none-match': '"x"' }, 200, null, whole],
    [{ 'if-none-match': etag, range: 'bytes=0-9' }, 304, null]
  ]
  for (const [headers, status, range, body] of rows) {
    const answer = await get(path, headers)
    t.equal(answer.status, status, JSON.stringify(headers))
    t.equal(answer.headers.get('content-range'), range ?? null, JSON.stringify(headers))
    const got = await bytesOf(answer)
    if (body !== undefined) t.ok(got.equals(body), JSON.stringify(headers))
    if (status === 416) t.match(JSON.parse(got.toString()), { status: 416, detail: /^Range came as "bytes=.*"; the result has 300000 bytes\.$/ })
    else if (status !== 206 && status !== 304) t.equal(answer.headers.get('content-length'), String(size))
  }
  const date = file.headers.get('last-modified')!
  t.equal((await get('/jobs/a/results/image', { 'if-modified-since': date })).status, 304)
  t.equal((await get('/jobs/a/results/image', { range: 'bytes=1-2', 'if-range': date })).status, 206)
  t.equal((await get(path, { range: 'bytes=0-9' }, 'HEAD')).status, 200)
  t.equal((await get(path, { 'if-none-match': '*' }, 'HEAD')).status, 304)
})

t.test('a file that has changed is whole again for whoever has a part of what it was; one that is gone is an error', async t => {
  const { get, folder } = await start(t)
  const etag = (await get('/jobs/a/results/image')).headers.get('etag')!
  writeFileSync(join(folder, 'data/a.tif'), 'another picture')
  const answer = await get('/jobs/a/results/image', { range: 'bytes=3-', 'if-range': etag })
  t.same([answer.status, await answer.text()], [200, 'another picture'])
  rmSync(join(folder, 'data/a.tif'))
  t.equal((await get('/jobs/a/results/image')).status, 500)
})

t.test('by reference a file is a link that leads to it, and by value in a document it is base64, text or JSON', async t => {
  const { double, get } = await start(t)
  const execute = (body: object, headers: Record<string, string> = {}) => fetch(`${double.url}/processes/ndvi/execution`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  const document = await (await execute({ response: 'document' })).json() as Record<string, { value: unknown }>
  t.same(document['image'], { value: tiff.toString('base64'), mediaType: 'image/tiff; application=geotiff', encoding: 'base64' })
  t.same(document['table'], { value: 'a,b\n1,2\n', mediaType: 'text/csv' })
  t.same(document['shape'], { value: point, mediaType: 'application/geo+json' })
  t.same(document['elsewhere'], { rel: 'item', href: 'https://h.example/a.html', type: 'text/html', title: 'A page' })
  t.same(document['log'], { value: '<b>done</b>', mediaType: 'text/html' })
  t.ok(Buffer.from(String(document['cube']?.value), 'base64').equals(new GeneratedContent('application/x-netcdf', size).read()))
  const { image } = await (await execute({ response: 'document', outputs: { image: { transmissionMode: 'reference' } } })).json() as { image: { href: string, type: string } }
  t.match(image, { type: 'image/tiff; application=geotiff', href: new RegExp(`^${double.url}/jobs/.*/results/image$`) })
  t.equal(await (await fetch(image.href)).text(), tiff.toString())
  const raw = await execute({ outputs: { image: {} } })
  t.match([raw.status, raw.headers.get('content-type'), raw.headers.get('etag')], [200, 'image/tiff; application=geotiff', null])
  t.equal(await raw.text(), tiff.toString())
  const parts = await (await execute({})).text()
  t.match(parts, /Content-Location: https:\/\/h\.example\/a\.html/)
  t.match(parts, tiff.toString())
  t.equal((await execute({ outputs: { image: { format: { mediaType: 'image/png' } } } })).status, 400)
  t.equal((await execute({ outputs: { log: { format: { mediaType: 'text/plain' } } } })).status, 406)
  const link = await execute({ outputs: { elsewhere: {} } })
  t.match([link.status, link.headers.get('link')], [204, /<https:\/\/h\.example\/a\.html>; rel="elsewhere"; type="text\/html"/])
  const elsewhere = await get('/jobs/a/results/elsewhere')
  t.match([elsewhere.status, elsewhere.headers.get('location')], [303, 'https://h.example/a.html'])
  t.equal((await get('/jobs/a/results/log', { accept: 'text/html' })).headers.get('content-type'), 'text/html')
})

t.test('in the draft one output is its file, and several are a document', async t => {
  const { double } = await start(t, { ogc: '2.0-draft' })
  const execute = async (body: object) => await fetch(`${double.url}/processes/ndvi/execution`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  const one = await execute({ outputs: { table: {} } })
  t.same([one.headers.get('content-type'), await one.text()], ['text/csv', 'a,b\n1,2\n'])
  t.match(await (await execute({ outputs: { table: {}, elsewhere: {} } })).json(), { table: { value: 'a,b\n1,2\n' }, elsewhere: { href: 'https://h.example/a.html', rel: 'item' } })
  t.match(await (await execute({ outputs: { elsewhere: {} } })).json(), { elsewhere: { href: 'https://h.example/a.html' } })
})

t.test('a page and a subscriber get links to files', async t => {
  const { double, get } = await start(t)
  const page = await (await get('/jobs/a/results', { accept: 'text/html' })).text()
  t.match(page, /\/jobs\/a\/results\/image/)
  t.match(await (await get('/jobs/a/results/image?f=html')).text(), /\/jobs\/a\/results\/image/)
  const message = new Promise<string>(resolve => {
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', chunk => { body += chunk }).on('end', () => { response.end(); resolve(body) })
    }).listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      void fetch(`${double.url}/processes/ndvi/execution`, { method: 'POST', headers: { 'content-type': 'application/json', prefer: 'respond-async' }, body: JSON.stringify({ subscriber: { successUri: `http://127.0.0.1:${port}/` } }) })
    })
    t.teardown(() => server.close())
  })
  t.match(JSON.parse(await message), { image: { href: /\/results\/image$/, type: 'image/tiff; application=geotiff' }, table: { href: /\/results\/table$/ } })
})

t.test('a large document stands in another one as a link, and stops when its client hangs up or its world is reset', async t => {
  const large = { processes: [{ id: 'large', outputs: { cube: bytes('application/x-netcdf') }, results: { cube: { $bytes: 8 * 1024 ** 3 } } }], jobs: [{ id: 'a', process: 'large' }] }
  const { double } = await start(t, { seed: large })
  const document = await fetch(`${double.url}/processes/large/execution`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ response: 'document' }) })
  t.match(await document.json(), { cube: { href: /\/results\/cube$/, type: 'application/x-netcdf' } })
  /** Reads the beginning of the answer, runs `then`, and resolves at its end. */
  const begin = (then: (hangUp: () => void) => unknown) => new Promise<void>((resolve, reject) => {
    const request = httpGet(`${double.url}/jobs/a/results/cube`, answer => {
      answer.once('data', () => Promise.resolve(then(() => request.destroy())).catch(reject)).on('error', () => {}).once('close', resolve).resume()
    }).on('error', () => {})
  })
  await begin(hangUp => hangUp())
  const answered = await double.requests.waitFor({ method: 'GET', url: '/jobs/a/results/cube' })
  t.equal(answered.status, 200)
  await begin(() => double.reset())
  t.pass('a reset ends what is under way')
})
