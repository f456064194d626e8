import t from 'tap'
import { encode } from '../../../routes/ogc/delivery.ts'
import { formatOf } from '../../../src/formats/format.ts'
import type { ValueSchema } from '../../../src/processes/process.ts'
import { build } from '../../helper.ts'

t.test('a value that its encoding, or the charset of its media type, cannot say stays as it is', async t => {
  const body = (schema: ValueSchema, value: string) => encode({ value, formats: [formatOf(schema)] }).body.toString()
  t.equal(body({ type: 'string', contentEncoding: 'base64' }, 'aGVsbG8='), 'hello')
  t.equal(body({ type: 'string', contentEncoding: 'base64' }, '%'), '%')
  t.equal(body({ type: 'string', contentMediaType: 'text/plain; charset=us-ascii' }, 'ä'), 'ä')
})

t.test('what a client sent is given back as a value, also where a seed would mean a link, a file or a document of a size by it', async t => {
  const double = await build(t)
  for (const value of [{ href: 'javascript:1' }, { href: 'https://h.example/', type: 'a' }, { $file: '/etc/passwd' }, { $bytes: -1 }, { value: 1, mediaType: 7 }]) {
    const execute = (response: string) => double.app.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs: { message: 'x', record: { value } }, outputs: { record: {} }, response } })
    t.same((await execute('raw')).json(), value)
    t.same((await execute('document')).json(), { record: { value } })
  }
})
