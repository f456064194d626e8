import { buffer } from 'node:stream/consumers'
import { rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { FileContent } from '../../../src/results/file-content.ts'
import { GeneratedContent, mostGeneratedBytes } from '../../../src/results/generated-content.ts'

const size = 200_000

t.test('a document of a size has that size, is the same each time, and is another one for another size or type', async t => {
  const whole = await buffer(new GeneratedContent('application/x-netcdf', size).open(0, size - 1))
  t.equal(whole.length, size)
  t.ok(whole.equals(new GeneratedContent('application/x-netcdf', size).read()))
  t.notOk(whole.equals(new GeneratedContent('application/x-hdf5', size).read()))
  t.not(new GeneratedContent('application/x-netcdf', size).stat().etag, new GeneratedContent('application/x-netcdf', size + 1).stat().etag)
  t.match(new GeneratedContent('application/x-netcdf', size).stat(), { size, etag: /^"[0-9a-f]{32}"$/ })
})

t.test('each part of it is that part of the whole', async t => {
  for (const type of ['application/x-netcdf', 'text/csv', 'application/geo+json']) {
    const content = new GeneratedContent(type, size)
    const whole = content.read()
    for (const [start, end] of [[0, 0], [0, 15], [1, 17], [65_535, 65_537], [131_072, size - 1], [size - 1, size - 1], [12_345, 98_765]] as const) {
      t.ok((await buffer(content.open(start, end))).equals(whole.subarray(start, end + 1)), `${type} ${start}-${end}`)
    }
  }
})

t.test('text is letters, and JSON is one text of JSON', async t => {
  t.match(new GeneratedContent('text/plain', 1000).read().toString(), /^[\w-]{1000}$/)
  for (const length of [2, 3, 1000]) t.equal(JSON.parse(new GeneratedContent('application/json', length).read().toString()).length, length - 2)
})

t.test('the end of a document beyond 32 bits is there at once', async t => {
  const content = new GeneratedContent('application/octet-stream', mostGeneratedBytes)
  t.equal((await buffer(content.open(mostGeneratedBytes - 10, mostGeneratedBytes - 1))).length, 10)
  t.equal((await buffer(new GeneratedContent('text/plain', 0).open(0, -1))).length, 0)
})

t.test('a file is as it is now: another tag when it has changed, and a sentence when it is gone', async t => {
  const path = join(t.testdir({ 'a.tif': 'II*\0 a file' }), 'a.tif')
  const content = new FileContent('image/tiff', path, 'a.tif')
  const before = content.stat()
  t.match(before, { size: 11, modified: statSync(path).mtime })
  t.equal((await buffer(content.open(5, 5))).toString(), 'a')
  writeFileSync(path, 'II*\0 another file')
  t.match(content.stat(), { size: 17 })
  t.equal(content.read().length, 17)
  const changed = content.stat()
  utimesSync(path, new Date(0), new Date(0))
  t.equal(new Set([before.etag, changed.etag, content.stat().etag]).size, 3)
  rmSync(path)
  for (const use of [() => content.stat(), () => content.read()]) t.throws(use, { message: 'The file a.tif of the seed cannot be read any more: ENOENT.' })
})
