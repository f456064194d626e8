import t from 'tap'
import { build } from '../../helper.ts'

const part1 = 'http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/'

t.test('the classes that are met are declared, each once', async t => {
  const { app } = await build(t)
  const { statusCode, json } = await app.inject('/conformance')
  t.equal(statusCode, 200)
  const { conformsTo } = json()
  t.equal(new Set(conformsTo).size, conformsTo.length)
  for (const name of ['core', 'ogc-process-description', 'json', 'html', 'oas30', 'job-list', 'dismiss']) t.ok(conformsTo.includes(part1 + name), name)
})
