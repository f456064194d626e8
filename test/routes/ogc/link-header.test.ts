import t from 'tap'
import { build } from '../../helper.ts'

t.test('the links of a resource stand in its Link header too, as JSON, as a page and for HEAD', async t => {
  const double = await build(t)
  for (const url of ['/', '/processes', '/processes/echo', '/jobs?limit=2', '/jobs/running', '/jobs/done']) {
    const { links } = (await double.app.inject(url)).json() as { links: { href: string, rel: string, type?: string }[] }
    const expected = links.map(({ href, rel, type }) => `<${href}>; rel="${rel}"${type === undefined ? '' : `; type="${type}"`}`).join(', ')
    for (const request of [{ url }, { url, headers: { accept: 'text/html' } }, { method: 'HEAD' as const, url }]) {
      t.equal((await double.app.inject(request)).headers['link'], expected, url)
    }
  }
})

t.test('a synchronous answer has no Link header, which the official suite would take for that of a job', async t => {
  const double = await build(t)
  const { headers } = await double.app.inject({ method: 'POST', url: '/processes/echo/execution', payload: { inputs: { message: 'hello' } } })
  t.notOk('link' in headers)
})
