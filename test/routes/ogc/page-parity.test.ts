import type { InjectOptions } from 'fastify'
import t from 'tap'
import { dismissPolicies } from '../../../src/jobs/dismissal.ts'
import { ogcDialects } from '../../../src/world/settings.ts'
import type { TestDouble } from '../../helper.ts'
import { buildWithJobs } from './helper.ts'
import { lacks, partsOf, values } from './page-parts.ts'

const states = ['accepted', 'running', 'successful', 'failed', 'dismissed']

const resources = [
  '/', '/conformance', '/processes', '/processes?limit=2', '/processes?limit=1&after=echo', '/processes/echo', '/processes/fail', '/processes/hold',
  '/jobs', '/jobs?limit=2', '/jobs?limit=2&status=running,failed', '/jobs?processID=hold&minDuration=1', '/jobs?processID=nope',
  ...states.map(state => `/jobs/${state}`), ...states.filter(state => state !== 'successful').map(state => `/jobs/${state}/results`),
  '/jobs/nope', '/jobs/nope/results', '/jobs/successful/results/nope', '/processes/nope', '/nope', '/jobs?limit=0', '/jobs?status=odd', '/jobs?datetime=odd'
]

const as = (accept: string) => ({ headers: { accept } })

/** Sends the same request to both. @param between runs between the two */
async function both (double: TestDouble, request: InjectOptions, between?: () => Promise<unknown>): Promise<{ json: unknown, page: string, statuses: number[] }> {
  const json = await double.app.inject({ ...request, ...as('application/json') })
  await between?.()
  const page = await double.app.inject({ ...request, ...as('text/html') })
  return { json: json.json(), page: page.payload, statuses: [json.statusCode, page.statusCode] }
}

for (const ogc of ogcDialects) {
  for (const dismiss of dismissPolicies) {
    t.test(`pages carry every value and link of the JSON in ${ogc} under ${dismiss}`, async t => {
      const double = await buildWithJobs(t, { ogc, dismiss })
      for (const url of resources) {
        const { json, page, statuses } = await both(double, { url })
        t.equal(statuses[0], statuses[1], url)
        t.same(lacks(page, json), [], url)
      }
      for (const state of [...states, 'nope']) {
        await double.reset()
        const { json, page, statuses } = await both(double, { method: 'DELETE', url: `/jobs/${state}` }, double.reset)
        t.equal(statuses[0], statuses[1], `DELETE ${state}`)
        t.same(lacks(page, json), [], `DELETE ${state}`)
      }
    })

    // Remaining results have another media type, and a test of their own.
    const without = (state: string) => dismiss === 'refuse' && state === 'successful'
    t.test(`pages say what is left of a dismissed job in ${ogc} under ${dismiss}`, async t => {
      const double = await buildWithJobs(t, { ogc, dismiss })
      for (const state of states) await double.app.inject({ method: 'DELETE', url: `/jobs/${state}` })
      for (const url of ['/jobs', ...states.flatMap(state => [`/jobs/${state}`, ...without(state) ? [] : [`/jobs/${state}/results`]])]) {
        const { json, page, statuses } = await both(double, { url })
        t.equal(statuses[0], statuses[1], url)
        t.same(lacks(page, json), [], url)
      }
    })
  }

  t.test(`a page of results carries them all in ${ogc}`, async t => {
    const double = await buildWithJobs(t, { ogc })
    const record = { value: { deep: [true, 'inside', { href: 'https://h.example/', price: 12 }] } }
    const payload = { inputs: { message: 'hello', numbers: [7, 8], record }, response: 'document' }
    const { headers } = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', headers: { prefer: 'respond-async' }, payload })
    await double.clock.advance(3600)
    const { json, page, statuses } = await both(double, { url: `${new URL(String(headers.location), 'http://h.example').pathname}/results` })
    t.same(statuses, [200, 200])
    for (const value of ['hello', '7', 'inside', '12']) t.ok(values(json).includes(value), value)
    t.same(lacks(page, json), [])
  })
}

const ways = [
  { why: 'directly', url: '', base: 'http://h.example' },
  { why: 'in a world', url: '/w/a', base: 'http://h.example/w/a' },
  { why: 'under a base path', basePath: '/ogc', url: '/ogc', base: 'http://h.example/ogc' },
  { why: 'in a world under a base path', basePath: '/ogc', url: '/w/a/ogc', base: 'http://h.example/w/a/ogc' },
  {
    why: 'in a world behind a proxy',
    basePath: '/ogc',
    trustProxy: true,
    headers: { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'public.example', 'x-forwarded-prefix': '/double' },
    url: '/w/a/ogc',
    base: 'https://public.example/double/w/a/ogc'
  }
]

for (const { why, url, base, headers, ...options } of ways) {
  t.test(`all that a page leads to, sends to and loads is where the client came from: ${why}`, async t => {
    const { app } = await buildWithJobs(t, options)
    const elsewhere = (address: string) => !address.startsWith(`${base}/`) && !address.includes('/__admin/') && !address.startsWith('#') && !/^https?:\/\/www\.opengis\.net\//.test(address)
    for (const resource of resources) {
      const { payload } = await app.inject({ url: url + resource, headers: { host: 'h.example', ...headers, accept: 'text/html' } })
      const { hrefs, actions, loaded } = partsOf(payload)
      t.ok(hrefs.size > 4, `${resource} leads somewhere`)
      t.ok(loaded.length > 0, `${resource} has a stylesheet`)
      t.same([...hrefs, ...actions, ...loaded].filter(elsewhere), [], resource)
    }
  })

  t.test(`every link of a page works: ${why}`, async t => {
    const { app } = await buildWithJobs(t, options)
    const followed = new Set<string>()
    for (const resource of resources.filter(resource => !resource.includes('nope'))) {
      const { payload } = await app.inject({ url: url + resource, headers: { host: 'h.example', ...headers, accept: 'text/html' } })
      for (const href of partsOf(payload).hrefs) if (href.startsWith(`${base}/`)) followed.add(href)
    }
    t.ok(followed.size > 30)
    for (const href of followed) {
      const { statusCode } = await app.inject({ url: url + href.slice(base.length), headers: { host: 'h.example', ...headers, accept: '*/*' } })
      const isIntended = /\/jobs\/(?!successful)\w+\/results/.test(href) || /[?&](limit=0|status=odd|datetime=odd)/.test(href) || /\/execution$/.test(href)
      if (!isIntended) t.equal(statusCode, 200, href)
    }
  })
}
