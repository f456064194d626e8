import t from 'tap'
import { validateSeed } from '../../../src/seed/validate-seed.ts'
import { build } from '../../helper.ts'

const dialects = ['1.0', '2.0-draft'] as const

const summary = {
  id: 'ndvi',
  title: 'Vegetation index',
  description: 'Computes an index from two bands.',
  version: '3.1.4-rc.1',
  keywords: ['raster', 'index'],
  metadata: [{ title: 'Manual', role: 'about', href: 'https://example.org/manual', lang: 'en' }],
  additionalParameters: { title: 'Limits', parameters: [{ name: 'memory', value: ['2 GB', 5, { deep: true }] }], extra: 1 },
  jobControlOptions: ['async-execute', 'dismiss'] as const,
  outputTransmission: ['value'] as const,
  mutable: true,
  example: { inputs: { band: 5 } }
}

const described = {
  inputs: {
    band: {
      title: 'Band',
      keywords: ['red'],
      metadata: [{ title: 'Sensor', role: 'source', value: { name: 'A' } }],
      additionalParameters: { parameters: [{ name: 'unit', value: ['1'] }] },
      minOccurs: 2,
      maxOccurs: 'unbounded' as const,
      valuePassing: ['byValue'],
      schema: { type: 'number', nullable: true, 'x-unit': { symbol: '1' } }
    },
    untitled: { minOccurs: 0, schema: { type: 'string' } }
  },
  outputs: { index: { description: 'One value.', keywords: ['green'], example: [1, null], schema: { type: 'number' } } }
}

const about = { href: 'https://example.org/ndvi', rel: 'about', type: 'text/html', hreflang: 'en', templated: false }

t.test('a process is served as the seed describes it, with every member, in the list too', async t => {
  for (const ogc of dialects) {
    const { app } = await build(t, { ogc, seed: { processes: [{ ...summary, ...described, links: [about], jobControlOptions: [...summary.jobControlOptions], outputTransmission: [...summary.outputTransmission], results: { index: 1 }, plan: { running: 1 } }] } })
    const { links, ...rest } = (await app.inject('/processes/ndvi')).json()
    t.same(rest, { ...summary, ...described }, `${ogc}: neither more nor less`)
    t.same(links.at(-1), about, 'a link of the seed')
    t.same(links.map(({ rel }: { rel: string }) => rel).slice(0, 3), ['self', 'alternate', 'http://www.opengis.net/def/rel/ogc/1.0/execute'])
    const listed = (await app.inject('/processes')).json().processes.at(-1)
    t.same(listed, { ...summary, links })
    t.match((await app.inject('/processes/ndvi?f=html')).payload, /Any number of values/)
  }
})

t.test('a link of the seed to another place of execution does not lead the page there', async t => {
  const { app } = await build(t, { seed: { processes: [{ id: 'far', links: [{ href: 'https://far.example/execution', rel: 'http://www.opengis.net/def/rel/ogc/1.0/execute' }] }] } })
  t.match((await app.inject('/processes/far?f=html')).payload, /action="[^"]*\/processes\/far\/execution"/)
})

t.test('a description of a known process keeps what is not said of it', async t => {
  const { app } = await build(t, { seed: { processes: [{ id: 'echo', keywords: ['mirror'], outputs: { message: { schema: { type: 'string' }, keywords: ['text'] } } }] } })
  const { title, keywords, inputs, outputs } = (await app.inject('/processes/echo')).json()
  t.same([title, keywords, outputs.message], ['Echo', ['mirror'], { schema: { type: 'string' }, keywords: ['text'] }])
  t.ok(inputs.message)
})

t.test('what may occur without bound does', async t => {
  const { app } = await build(t, { seed: { processes: [{ id: 'many', inputs: { n: { maxOccurs: 'unbounded', schema: { type: 'integer' } } }, outputs: { n: { schema: { type: 'array' } } } }] } })
  const n = Array.from({ length: 500 }, (_, index) => index)
  const { statusCode, payload } = await app.inject({ method: 'POST', url: '/processes/many/execution', payload: { inputs: { n } } })
  t.same([statusCode, JSON.parse(payload)], [200, n])
})

t.test('a member that the standard names is refused where it is something else', async t => {
  for (const [members, sentence] of [
    [{ keywords: 'raster' }, /\/processes\/0\/keywords: "raster" came; expected array/],
    [{ jobControlOptions: ['sync'] }, /\/processes\/0\/jobControlOptions\/0: "sync" came; expected one of sync-execute, async-execute, dismiss/],
    [{ jobControlOptions: ['dismiss'] }, /\/processes\/0\/jobControlOptions: \["dismiss"\] came; expected sync-execute or async-execute among them/],
    [{ outputTransmission: ['link'] }, /\/processes\/0\/outputTransmission\/0: "link" came; expected one of value, reference/],
    [{ inputs: { n: { maxOccurs: 'many', schema: {} } } }, /\/processes\/0\/inputs\/n\/maxOccurs: "many" came; expected /],
    [{ links: [{ rel: 'about' }] }, /\/processes\/0\/links\/0: expected a member href/]
  ] as const) t.match(validateSeed({ processes: [{ id: 'p', ...members }] }).join(), sentence)
})

t.test('jobControlOptions decide how a process is executed, and its jobs can be dismissed', async t => {
  const modes = { async: ['async-execute'], sync: ['sync-execute'], both: ['sync-execute', 'async-execute'], undescribed: undefined } as const
  const processes = Object.entries(modes).map(([id, options]) =>
    ({ id, ...(options !== undefined && { jobControlOptions: [...options] }), outputs: { a: { schema: { type: 'string' } } }, results: { a: 'done' } }))
  for (const ogc of dialects) {
    const { app } = await build(t, { ogc, seed: { processes } })
    for (const [id, prefer, status, applied] of [
      ['async', undefined, 201, undefined],
      ['async', 'wait=5', 201, undefined],
      ['async', 'respond-async, wait=5', 201, 'respond-async'],
      ['sync', undefined, 200, undefined],
      ['sync', 'respond-async', 200, undefined],
      ['both', undefined, 200, undefined],
      ['both', 'respond-async', 201, 'respond-async'],
      ['both', 'respond-async, wait=5', 200, 'wait=5'],
      ['undescribed', 'respond-async', 201, 'respond-async']
    ] as const) {
      const { statusCode, headers, json } = await app.inject({ method: 'POST', url: `/processes/${id}/execution`, headers: prefer === undefined ? {} : { prefer }, payload: {} })
      t.same([statusCode, headers['preference-applied']], [status, applied], `${ogc} ${id} ${prefer}`)
      if (statusCode === 201) t.match(await app.inject({ method: 'DELETE', url: `/jobs/${json().jobID}` }), { statusCode: 200 })
    }
  }
})

t.test('outputTransmission decides how outputs can be handed over', async t => {
  const outputs = { a: { schema: { type: 'string' } } }
  const process = (id: string, ...modes: ('value' | 'reference')[]) => ({ id, outputTransmission: modes, outputs, results: { a: 'done' } })
  for (const ogc of dialects) {
    const { app } = await build(t, { ogc, seed: { processes: [process('value', 'value'), process('reference', 'reference'), process('both', 'reference', 'value')] } })
    const execute = (id: string, outputs?: object) => app.inject({ method: 'POST', url: `/processes/${id}/execution`, payload: { response: 'document', ...(outputs !== undefined && { outputs }) } })
    for (const [id, transmissionMode] of [['value', 'reference'], ['reference', 'value']] as const) {
      const { statusCode, json } = await execute(id, { a: { transmissionMode } })
      t.equal(statusCode, 400)
      t.match(json().detail, `output "a": the transmissionMode ${transmissionMode} came; expected ${id}, as the outputTransmission of the process says`)
      t.equal((await execute(id, { a: { transmissionMode: id } })).statusCode, 200)
      t.equal((await execute(id, { a: {} })).statusCode, 200, 'what is not said is what is offered')
    }
    t.equal((await execute('both', { a: { transmissionMode: 'reference' } })).statusCode, 200)
    if (ogc === '1.0') {
      t.match((await execute('reference')).json(), { a: { href: String } })
      t.same((await execute('both')).json(), { a: 'done' })
    }
  }
})

t.test('schemas refer to components of the seed, which is checked when it is read', async t => {
  const input = (schema: object) => ({ processes: [{ id: 'p', inputs: { n: { schema } } }] })
  const schema = { $ref: '#/components/schemas/share' }
  const components = { schemas: { share: { type: 'number', minimum: 0, exclusiveMinimum: true } } }
  t.same(validateSeed({ ...input(schema), components }), [])
  t.match(validateSeed(input(schema)), [/^\/processes\/0\/inputs\/n\/schema: .*\/\$ref: "#\/components\/schemas\/share" came; expected one of the components/])
  t.match(validateSeed({ ...input({}), components: { schemas: { a: { $ref: 'b.yaml' } } } }), [/^\/components\/schemas: .*\/components\/schemas\/a\/\$ref: "b.yaml" came/])
  for (const ogc of dialects) {
    const { app } = await build(t, { ogc, seed: { ...input(schema), components } })
    const execute = (n: number) => app.inject({ method: 'POST', url: '/processes/p/execution', payload: { inputs: { n } } })
    t.match((await execute(0)).json(), { status: 400, detail: /input "n": 0 came; expected > 0/ })
    t.match(await execute(0.5), { statusCode: /20\d/ })
    t.same((await app.inject('/processes/p')).json().inputs.n.schema, schema)
  }
})

t.test('the media type that was sent chooses among the alternatives of an input, by value and by reference', async t => {
  const tiff = { type: 'string', contentEncoding: 'binary', contentMediaType: 'image/tiff' }
  const jp2 = { ...tiff, contentMediaType: 'image/jp2' }
  const gml = { type: 'string', contentMediaType: 'application/gml+xml' }
  const geojson = { allOf: [{ format: 'geojson-geometry' }, { $ref: 'https://geojson.org/schema/Geometry.json' }] }
  const point = { type: 'Point', coordinates: [1, 2] }
  const inputs = {
    image: { oneOf: [tiff, jp2] },
    either: { anyOf: [tiff, jp2] },
    geometry: { oneOf: [gml, geojson] },
    wkt: { oneOf: [{ type: 'string' }, { format: 'geojson-geometry' }] }
  }
  const references = {
    'https://example.org/image': { mediaType: 'image/jp2', base64: 'AAEC' },
    'https://example.org/untyped': { base64: 'AAEC' },
    'https://example.org/gml': { mediaType: 'application/gml+xml; version=3.2', text: '5' },
    'https://example.org/point': { mediaType: 'application/geo+json', text: JSON.stringify(point) },
    'https://example.org/wkt': { mediaType: 'text/plain', text: 'POINT(1 2)' }
  }
  const processes = Object.entries(inputs).map(([id, schema]) => ({ id, inputs: { it: { schema } }, outputs: { it: { schema: {} } } }))
  for (const ogc of dialects) {
    const { app } = await build(t, { ogc, seed: { processes, references } })
    for (const [id, it, value] of [
      ['image', 'AAEC', 'AAEC'],
      ['image', { value: 'AAEC', mediaType: 'image/jp2' }, 'AAEC'],
      ['image', { href: 'https://example.org/image' }, 'AAEC'],
      ['image', { href: 'https://example.org/untyped' }, 'AAEC'],
      ['image', { value: 'AAEC', mediaType: 'image/png' }, /the media type image\/png came; expected image\/tiff or image\/jp2/],
      ['either', { value: 'AAEC', mediaType: 'image/tiff' }, 'AAEC'],
      ['geometry', '<gml/>', '<gml/>'],
      ['geometry', { value: point }, point],
      ['geometry', { value: point, mediaType: 'application/gml+xml' }, /expected string/],
      ['geometry', { value: '<gml/>', mediaType: 'application/geo+json' }, /expected object/],
      ['geometry', { href: 'https://example.org/gml' }, '5'],
      ['geometry', { href: 'https://example.org/point' }, point],
      ['wkt', 'POINT(1 2)', 'POINT(1 2)'],
      ['wkt', { value: 'POINT(1 2)', mediaType: 'application/wkt' }, 'POINT(1 2)'],
      ['wkt', { value: point }, point],
      ['wkt', { value: { a: 1 } }, /expected/],
      ['wkt', { href: 'https://example.org/wkt' }, 'POINT(1 2)']
    ] as const) {
      const { payload } = await app.inject({ method: 'POST', url: `/processes/${id}/execution`, payload: { inputs: { it }, outputs: { it: {} } } })
      const what = `${ogc} ${id} ${JSON.stringify(it)}`
      if (value instanceof RegExp) t.match(JSON.parse(payload).detail, value, what)
      else t.equal(payload, typeof value === 'string' ? value : JSON.stringify(value), what)
    }
  }
})
