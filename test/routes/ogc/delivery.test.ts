import t from 'tap'
import { encode } from '../../../routes/ogc/delivery.ts'
import { formatOf } from '../../../src/formats/format.ts'
import type { ValueSchema } from '../../../src/processes/process.ts'

t.test('a value that its encoding, or the charset of its media type, cannot say stays as it is', async t => {
  const body = (schema: ValueSchema, value: string) => encode({ value, formats: [formatOf(schema)] }).body.toString()
  t.equal(body({ type: 'string', contentEncoding: 'base64' }, 'aGVsbG8='), 'hello')
  t.equal(body({ type: 'string', contentEncoding: 'base64' }, '%'), '%')
  t.equal(body({ type: 'string', contentMediaType: 'text/plain; charset=us-ascii' }, 'ä'), 'ä')
})
