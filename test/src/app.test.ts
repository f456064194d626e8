import t from 'tap'
import { build } from '../helper.ts'

/** Who words the answer: OGC by `type`, Tator by `message` or `detail`, Fastify by `error`. */
const wordedBy = (body: Record<string, unknown>): string =>
  'error' in body ? 'Fastify' : 'links' in body || 'type' in body || 'jobs' in body ? 'OGC' : 'message' in body || 'detail' in body ? 'Tator' : 'nobody'

const rows = [
  { basePath: '', url: '/', status: 200, by: 'OGC' },
  { basePath: '', url: '/nowhere', status: 404, by: 'OGC' },
  { basePath: '', url: '/%', status: 400, by: 'OGC' },
  { basePath: '', url: '/jobs/%E0%A4%A', status: 400, by: 'OGC' },
  { basePath: '', url: '/restless', status: 404, by: 'OGC' },
  { basePath: '', url: '/rest/nowhere', status: 404, by: 'Tator' },
  { basePath: '', url: '/rest/%', status: 400, by: 'Tator' },
  { basePath: '/ogc', url: '/ogc', status: 200, by: 'OGC' },
  { basePath: '/ogc', url: '/ogc/', status: 200, by: 'OGC' },
  { basePath: '/ogc', url: '/ogc/jobs', status: 200, by: 'OGC' },
  { basePath: '/ogc', url: '/ogc/nowhere', status: 404, by: 'OGC' },
  { basePath: '/ogc', url: '/ogc/%', status: 400, by: 'OGC' },
  { basePath: '/ogc', url: '/ogc/rest/nowhere', status: 404, by: 'Tator' },
  { basePath: '/ogc', url: '/ogc/rest/%', status: 400, by: 'Tator' },
  { basePath: '/ogc', url: '/', status: 404, by: 'OGC' },
  { basePath: '/ogc', url: '/jobs', status: 404, by: 'OGC' },
  { basePath: '/ogc', url: '/rest/nowhere', status: 404, by: 'OGC' },
  { basePath: '/ogc', url: '/ogcs', status: 404, by: 'OGC' },
  { basePath: '/ogc', url: '/%', status: 400, by: 'OGC' }
]

for (const { basePath, url, status, by } of rows) {
  t.test(`with ${basePath === '' ? 'no base path' : `the base path ${basePath}`}, ${url} is ${status} in the words of ${by}`, async t => {
    const double = await build(t, { basePath })
    const answer = await double.app.inject(url)
    t.equal(answer.statusCode, status)
    t.equal(wordedBy(answer.json()), by, answer.body)
  })
}

t.test('beside the base path, an error says where everything is, in HTML to those who want it', async t => {
  const double = await build(t, { basePath: '/ogc' })
  t.match((await double.app.inject('/jobs')).json(), { type: 'about:blank', status: 404, detail: /\/ogc\// })
  const page = await double.app.inject({ url: '/jobs', headers: { accept: 'text/html' } })
  t.match(page.headers['content-type'], /^text\/html/)
  t.equal(page.statusCode, 404)
})

t.test('an id of 10 kB is an id', async t => {
  const double = await build(t)
  for (const [url, by] of [['/jobs/', 'OGC'], ['/rest/Job/', 'Tator']] as const) {
    const answer = await double.app.inject({ method: 'DELETE', url: url + 'x'.repeat(10_000), headers: { authorization: `Token ${double.tokens['execute']}` } })
    t.equal(answer.statusCode, 404)
    t.equal(wordedBy(answer.json()), by)
  }
})

t.test('the description calls its components by their names', async t => {
  const double = await build(t)
  const { components } = (await double.app.inject('/api')).json()
  t.ok('statusInfo' in components.schemas || 'StatusInfo' in components.schemas)
  t.same(Object.keys(components.schemas).filter(name => name.startsWith('def-')), [])
})
