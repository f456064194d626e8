import t from 'tap'
import { build } from '../../helper.ts'

const rel = 'http://www.opengis.net/def/rel/ogc/1.0/'

t.test('the landing page leads to everything else', async t => {
  const { app } = await build(t)
  const { statusCode, headers, json } = await app.inject('/')
  t.equal(statusCode, 200)
  t.match(headers['content-type'], /^application\/json/)
  const { title, description, links } = json()
  t.type(title, 'string')
  t.type(description, 'string')
  const rels = links.map((link: { rel: string }) => link.rel)
  t.same(rels, ['self', 'alternate', 'service-desc', 'service-doc', `${rel}conformance`, `${rel}processes`, `${rel}job-list`])
  for (const { href, type } of links) {
    const followed = await app.inject({ url: new URL(href).pathname + new URL(href).search })
    t.equal(followed.statusCode, 200, href)
    t.ok(String(followed.headers['content-type']).startsWith(type), `${href} is ${type}`)
  }
})

for (const url of ['/ogc', '/ogc/']) {
  t.test(`with a base path the landing page is at ${url}`, async t => {
    const { app } = await build(t, { basePath: '/ogc' })
    const { statusCode, json } = await app.inject(url)
    t.equal(statusCode, 200)
    for (const { href } of json().links) t.equal((await app.inject(href)).statusCode, 200, href)
  })
}

t.test('its page leads to the demonstration where that is beside it', async t => {
  for (const [options, path, isLinked] of [[{}, '/', true], [{ basePath: '/ogc' }, '/w/a/ogc/', true], [{ control: 'off' as const }, '/', false]] as const) {
    const { app } = await build(t, options)
    const { payload } = await app.inject({ url: path, headers: { accept: 'text/html' } })
    const [, href] = /<a href="http:\/\/localhost:80([^"]*)">Watch the demonstration</.exec(payload) ?? []
    t.equal(href, isLinked ? `${path.replace(/(ogc)?\/$/, '')}/__admin/`.replace('//', '/') : undefined)
    if (href !== undefined) t.equal((await app.inject({ url: href, headers: { accept: 'text/html' } })).statusCode, 200)
  }
})
