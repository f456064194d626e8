import t from 'tap'
import { assetHref } from '../../../routes/pages/assets.ts'
import { build } from '../../helper.ts'

t.test('what a page loads comes from the double itself, and may be kept for ever', async t => {
  const { app } = await build(t, { basePath: '/ogc' })
  for (const [url, faces] of [['/ogc/', '/ogc'], ['/w/a/ogc/jobs', '/w/a/ogc'], ['/ogc/nope', '/ogc'], ['/beside', '/ogc'], ['/__admin/openapi', '/__admin']] as const) {
    const { payload } = await app.inject({ url, headers: { accept: 'text/html', host: 'h.example' } })
    const [, href = ''] = /<link rel="stylesheet" href="http:\/\/h\.example([^"]*)">/.exec(payload) ?? []
    t.match(href, new RegExp(`^${faces}/assets/style-\\w+\\.css$`), url)
    const { statusCode, headers } = await app.inject({ url: href, headers: { accept: 'text/css,*/*;q=0.1' } })
    t.equal(statusCode, 200)
    t.match(headers, { 'content-type': 'text/css; charset=utf-8', 'cache-control': /immutable/, 'x-content-type-options': 'nosniff' })
  }
})

t.test('an asset is the same when it is asked for again', async t => {
  const { app } = await build(t)
  const url = assetHref('', 'style.css')
  const [one, other] = [await app.inject(url), await app.inject(url)]
  t.ok(one.payload.length > 1000)
  t.equal(one.payload, other.payload)
})

t.test('nothing else of the machine is an asset', async t => {
  const { app } = await build(t)
  for (const file of ['names.json', 'nope.css', '..%2Fcli.js', '%2Fetc%2Fpasswd', '.css', 'style.css']) {
    const { statusCode, headers } = await app.inject(`/assets/${file}`)
    t.equal(statusCode, 404, file)
    t.match(headers['content-type'], 'application/json')
  }
  t.equal((await app.inject('/__admin/assets/nope.css')).json().errors[0].code, 404)
})

t.test('an asset that the package lacks is a fault of the double, said with what there is', async t => {
  t.throws(() => assetHref('', 'nope.js'), { message: /no asset nope\.js; it has: .*style\.css/ })
})

t.test('assets are no part of what the API describes, and know no other method', async t => {
  const { app } = await build(t)
  t.notMatch((await app.inject('/api')).payload, '/assets')
  const { statusCode, headers } = await app.inject({ method: 'DELETE', url: assetHref('', 'style.css') })
  t.equal(statusCode, 405)
  t.equal(headers.allow, 'GET, HEAD, OPTIONS')
})

t.test('a guarded control façade shows what its pages look like to everybody', async t => {
  const { app } = await build(t, { controlKey: 'secret' })
  t.equal((await app.inject(assetHref('/__admin', 'style.css'))).statusCode, 200)
  t.equal((await app.inject('/__admin/jobs')).statusCode, 401)
})

t.test('the own script of a page has no more than 15 kB', async t => {
  const { app } = await build(t)
  for (const name of ['demonstration.js', 'job.js', 'process.js']) t.ok((await app.inject(assetHref('', name))).rawPayload.length <= 15_000, name)
})
