import t from 'tap'
import { build } from '../../helper.ts'
import { read } from '../ogc/helper.ts'

const asPage = { accept: 'text/html' }

t.test('the control façade lies below the base path where it is told to, with all that it has', async t => {
  const { app } = await build(t, { basePath: '/ogc', control: 'base-path', trustProxy: true })
  const headers = { ...asPage, 'x-forwarded-host': 'public.example', 'x-forwarded-prefix': '/double', 'x-forwarded-proto': 'https' }
  for (const url of ['/ogc/__admin/', '/ogc/__admin/?show=world&job=running', '/w/a/ogc/__admin/', '/ogc/__admin/openapi']) {
    const { statusCode, payload } = await app.inject({ url, headers })
    t.equal(statusCode, 200, url)
    const addresses = [...payload.matchAll(/(?:href|src|action)="(https?:[^"]*)"/g)].map(([, address = '']) => address).filter(address => address.includes('public.example'))
    t.ok(addresses.length > 5 && addresses.every(address => address.startsWith('https://public.example/double/')), url)
    for (const href of read(payload).hrefs.filter(href => href.includes('/__admin/'))) t.match(href, /\/ogc\/__admin\//)
  }
  const { headers: { location } } = await app.inject({ method: 'POST', url: '/ogc/__admin/?show=world', headers: { ...asPage, 'content-type': 'application/x-www-form-urlencoded' }, payload: 'action=second' })
  t.match(location, 'http://localhost:80/ogc/__admin/?show=world&did=second')
  t.equal((await app.inject('/__admin/')).statusCode, 404, 'and nowhere else')
  t.equal((await app.inject({ url: '/ogc/__admin/%zz' })).statusCode, 400)
})

t.test('every page leads to the demonstration, wherever it is', async t => {
  const demonstrationIn = (page: string) => /<a href="([^"]*)">Demonstration</.exec(page)?.[1]
  const below = await build(t, { basePath: '/ogc', control: 'base-path' })
  t.equal(demonstrationIn((await below.app.inject({ url: '/w/a/ogc/jobs/running', headers: asPage })).payload), 'http://localhost:80/w/a/ogc/__admin/')
  const apart = await build(t, { port: 0, control: 0 })
  const page = await (await fetch(`${apart.url}/w/a/jobs/running`, { headers: asPage })).text()
  t.equal(demonstrationIn(page), `${apart.controlUrl}/w/a/__admin/`)
  const led = await (await fetch(`${apart.url}/__admin/`, { headers: asPage })).text()
  t.match(led, `The control façade is not here, but at ${apart.controlUrl}/__admin/.`)
})

t.test('where the control façade is off, its address says so, to people and to machines', async t => {
  const { app } = await build(t, { control: 'off' })
  for (const url of ['/__admin/', '/__admin', '/__admin/jobs']) {
    const page = await app.inject({ url, headers: asPage })
    t.equal(page.statusCode, 404, url)
    t.match(page.payload, 'The control façade is off, and the demonstration page with it. Start the double with --control on to get them.')
    t.match((await app.inject({ method: 'POST', url, payload: {} })).json(), { status: 404, detail: /is off/ })
  }
  t.notMatch((await app.inject({ url: '/', headers: asPage })).payload, 'Demonstration')
})

t.test('below the base path it is served at a port too', async t => {
  const double = await build(t, { port: 0, basePath: '/ogc', control: 'base-path' })
  t.equal((await fetch(`${double.controlUrl}/__admin/clock`)).status, 200)
  t.equal(double.controlUrl, double.url)
})
