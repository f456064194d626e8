import t from 'tap'
import { build } from '../../helper.ts'

const host = { host: 'jobs.example:8080' }
const proxy = { ...host, 'x-forwarded-proto': 'https', 'x-forwarded-host': 'public.example', 'x-forwarded-prefix': '/double' }

const addresses = [
  { why: 'it is the Host that the client used', headers: host, base: 'http://jobs.example:8080' },
  { why: 'who is not trusted says nothing', headers: proxy, base: 'http://jobs.example:8080' },
  { why: 'a trusted proxy says it all', trustProxy: true, headers: proxy, base: 'https://public.example/double' },
  { why: 'a trusted proxy need not say anything', trustProxy: true, headers: host, base: 'http://jobs.example:8080' },
  { why: 'a prefix may end with slashes', trustProxy: true, headers: { ...proxy, 'x-forwarded-prefix': '/double//' }, base: 'https://public.example/double' },
  { why: 'a prefix of nothing but a slash is none', trustProxy: true, headers: { ...proxy, 'x-forwarded-prefix': '/' }, base: 'https://public.example' },
  { why: 'of several proxies the first says it', trustProxy: true, headers: { ...host, 'x-forwarded-proto': 'https, http', 'x-forwarded-host': 'public.example, inner.example', 'x-forwarded-prefix': '/double, /inner' }, base: 'https://public.example/double' },
  { why: 'the base path follows the host', basePath: '/ogc', headers: host, base: 'http://jobs.example:8080/ogc' },
  { why: 'the base path follows the prefix of the proxy', basePath: '/ogc', trustProxy: true, headers: proxy, base: 'https://public.example/double/ogc' }
]

for (const { why, headers, base, ...options } of addresses) {
  t.test(`links begin with the address under which the client sees the double: ${why}`, async t => {
    const { app } = await build(t, options)
    const prefix = options.basePath ?? ''
    const { jobs, links } = (await app.inject({ url: `${prefix}/jobs`, headers })).json()
    const landing = (await app.inject({ url: `${prefix}/`, headers })).json()
    const hrefs = [...links, ...landing.links, ...jobs.flatMap((job: { links: object[] }) => job.links)].map(({ href }) => href)
    t.ok(hrefs.length > 10)
    for (const href of hrefs) t.ok(href.startsWith(`${base}/`), href)
    const started = await app.inject({ method: 'POST', url: `${prefix}/processes/hold/execution`, headers: { ...headers, prefer: 'respond-async' }, payload: {} })
    t.ok(String(started.headers['location']).startsWith(`${base}/jobs/`), String(started.headers['location']))
    const { servers } = (await app.inject({ url: `${prefix}/api`, headers })).json()
    t.same(servers, [{ url: base }])
    for (const path of ['/', '/jobs', '/nope']) {
      const { payload } = await app.inject({ url: `${prefix}${path}`, headers: { ...headers, accept: 'text/html' } })
      const wrong = [...payload.matchAll(/href="((?!#|data:)[^"]*)"/g)].map(([, href = '']) => href).filter(href => !/\/__admin\/(\?show=world|openapi\?f&#61;html)?$/.test(href) && !href.startsWith(`${base}/`))
      t.same(wrong, [], `on the page of ${path}`)
    }
  })
}

/** Headers of a trusted proxy, and the resulting base of links. */
const rows = [
  ...[' HTTPS ,http', 'https,javascript'].map(proto => ({ headers: { 'x-forwarded-proto': proto }, base: 'https://jobs.example:8080' })),
  ...['javascript', 'ftp', '', ',https', 'https:', 'http\thttps'].map(proto => ({ headers: { 'x-forwarded-proto': proto }, base: 'http://jobs.example:8080' })),
  ...['evil.example/x', '"><script>', 'a b', '', '[', 'user@evil.example', 'evil.example:x', ',evil.example'].map(forwarded => ({ headers: { 'x-forwarded-host': forwarded }, base: 'http://jobs.example:8080' })),
  ...['//evil.example', 'double', '/a b', '/"x', '/../x?', '/a#b', 'http://evil.example', '@evil.example', ',/x'].map(prefix => ({ headers: { 'x-forwarded-prefix': prefix }, base: 'http://jobs.example:8080' }))
]

t.test('of what a proxy says only what can be is believed', async t => {
  const { app } = await build(t, { trustProxy: true })
  for (const { headers, base } of rows) {
    const { links } = (await app.inject({ url: '/jobs', headers: { ...host, ...headers } })).json()
    t.equal(links[0].href, `${base}/jobs`, JSON.stringify(headers))
  }
})

t.test('a Host that is no host harms nobody', async t => {
  const { app } = await build(t)
  for (const odd of ['<b>', 'a b', '"', '', '::::', '[']) {
    for (const accept of ['application/json', 'text/html']) {
      const { statusCode, payload } = await app.inject({ url: '/', headers: { host: odd, accept } })
      t.equal(statusCode, 200, `${accept} at Host: ${odd}`)
      if (accept === 'text/html') t.notMatch(payload, '<b>')
    }
  }
})
