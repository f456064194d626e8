import type { Test } from 'tap'
import type { OgcDialect } from '../../src/world/settings.ts'
import { type AbstractTests, type Options, serve, type Served } from './served.ts'

const versions: Record<OgcDialect, string> = { '1.0': '1.0', '2.0-draft': '2.0' }

/** Proves that a dialect declares exactly the classes that it implements. @param testsOf the abstract tests of each conformance class */
export function prove (t: Test, ogc: OgcDialect, testsOf: Readonly<Record<string, AbstractTests>>): void {
  const serveOrReset = pool(t, ogc)

  t.test('every class that is declared has abstract tests, and every set of tests is of a class that is declared', async t => {
    const { get } = await serveOrReset()
    const { conformsTo } = (await get('/conformance')).body
    t.same([...conformsTo].sort(), Object.keys(testsOf).map(name => `${ogc === '1.0' ? 'http' : 'https'}://www.opengis.net/spec/ogcapi-processes-1/${versions[ogc]}/conf/${name}`).sort())
    t.same(Object.keys(testsOf).filter(name => Object.keys(testsOf[name] ?? {}).length === 0), [], 'no set of tests is empty')
  })

  for (const [name, tests] of Object.entries(testsOf)) {
    t.test(name, async t => {
      for (const [title, test] of Object.entries(tests)) await t.test(title, t => test(t, serveOrReset))
    })
  }
}

/** Starting a server takes longer than all requests of a test: tests with the same options share one, which is reset between them. */
function pool (t: Test, ogc: OgcDialect): (options?: Options) => Promise<Served> {
  const pooled = new Map<string, Promise<Served>>()
  return async (options = {}) => {
    const key = JSON.stringify(options)
    const served = await (pooled.get(key) ?? pooled.set(key, serve(t, ogc, options)).get(key)!)
    await served.double.reset()
    return served
  }
}
