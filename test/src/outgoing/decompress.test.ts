import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import t from 'tap'
import { decompress } from '../../../src/outgoing/decompress.ts'

const text = Buffer.from('hello')

t.test('what comes compressed is what it was', async t => {
  for (const [encoding, body] of [
    [undefined, text],
    ['identity', text],
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))]
  ] as const) t.equal((await decompress(body, encoding)).toString(), 'hello', String(encoding))
})

t.test('what it grows to is bounded and counted', async t => {
  const admitted: number[] = []
  await decompress(gzipSync(Buffer.alloc(5000)), 'gzip', bytes => { admitted.push(bytes) })
  t.same(admitted, [5000])
  await t.rejects(decompress(gzipSync(Buffer.alloc(11 * 1024 * 1024)), 'gzip'), { message: 'an answer of at most 10485760 bytes' })
  await t.rejects(decompress(text, 'gzip'), { message: 'an answer in gzip, as its Content-Encoding says' })
  await t.rejects(decompress(text, 'toString'), { message: /^a Content-Encoding of gzip, deflate or br; it came in tostring$/ })
})
