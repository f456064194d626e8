import t from 'tap'
import { specialResult } from '../../../routes/ogc/special-result.ts'
import { Formats } from '../../../src/formats/formats.ts'
import type { ValueSchema } from '../../../src/processes/process.ts'
import { GeneratedContent } from '../../../src/results/generated-content.ts'
import { QualifiedValue, ResultLink } from '../../../src/results/result-value.ts'

const formats = new Formats(() => undefined)
const wanted = (schema: ValueSchema) => ({ id: 'a', byReference: false, formats: formats.of(schema) })
const tiff = { type: 'string', contentEncoding: 'base64', contentMediaType: 'image/tiff' }
const html = { type: 'string', contentMediaType: 'text/html' }

/** The media type of a result, its transmission and its encoding. */
const formatOf = (read: unknown, schema: ValueSchema) => {
  const [format] = specialResult(read, wanted(schema))?.formats ?? []
  return [format?.mediaType, format?.kind, format?.encoding?.name]
}

t.test('a value that says what it is travels as that, and else as its output does', async t => {
  t.same(formatOf(new QualifiedValue('x', 'text/html'), { oneOf: [tiff, html] }), ['text/html', 'text', undefined])
  t.same(formatOf(new QualifiedValue('SUkq', 'image/tiff; application=geotiff'), { oneOf: [html, tiff] }), ['image/tiff; application=geotiff', 'encoded', 'base64'])
  t.same(formatOf(new QualifiedValue('x'), html), ['text/html', 'text', undefined])
  t.same(formatOf(new QualifiedValue({ a: 1 }, 'application/geo+json'), {}), ['application/geo+json', undefined, undefined])
  t.same(formatOf(new QualifiedValue({ a: 1 }), html), ['application/json', 'json', undefined])
  t.same(formatOf(new QualifiedValue('x'), { type: 'integer' }), ['text/plain; charset=utf-8', 'text', undefined])
  t.same(formatOf(new QualifiedValue('GE======', 'image/tiff', 'base32'), tiff), ['image/tiff', 'encoded', 'base32'])
})

t.test('a content is JSON, text or bytes, and a link is a reference, whatever was asked for', async t => {
  t.same(formatOf(new GeneratedContent('application/geo+json', 2), {}), ['application/geo+json', 'json', undefined])
  t.same(formatOf(new GeneratedContent('application/gml+xml', 2), {}), ['application/gml+xml', 'text', undefined])
  t.same(formatOf(new GeneratedContent('application/x-own', 2), {}), ['application/x-own', 'encoded', 'base64'])
  t.match(specialResult(new ResultLink({ href: 'https://h.example/' }), wanted(html)), { byReference: true, link: { href: 'https://h.example/' } })
  t.equal(specialResult({ any: 'value' }, wanted(html)), undefined)
})
