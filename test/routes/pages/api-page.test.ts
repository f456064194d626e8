import t from 'tap'
import { build } from '../../helper.ts'

const data = (page: string, name: string): string => (new RegExp(`data-${name}="([^"]*)"`).exec(page)?.[1] ?? '').replaceAll('&#61;', '=').replaceAll('&amp;', '&')

t.test('what the component needs comes from where the page came from', async t => {
  for (const [basePath, pages] of [['', ['/api', '/w/x/api', '/__admin/openapi', '/w/x/__admin/openapi']], ['/ogc', ['/ogc/api', '/w/x/ogc/api', '/__admin/openapi']]] as const) {
    const { app } = await build(t, { basePath })
    for (const url of pages) {
      const { body } = await app.inject({ url, headers: { accept: 'text/html' } })
      const description = (await app.inject(data(body, 'description'))).json()
      t.same(description, (await app.inject(url)).json(), `${url}: the same description`)
      t.match((await app.inject(data(body, 'style'))).headers['content-type'], /^text\/css/, url)
      const [, script = ''] = /<script type="module" src="([^"]*)"/.exec(body) ?? []
      t.match(script, /\/assets\/api-\w+\.js$/)
      t.match((await app.inject(script)).headers['content-type'], /^text\/javascript/, url)
    }
  }
})

t.test('the licences of what the component is made of are beside it', async t => {
  const { app } = await build(t)
  const { statusCode, body } = await app.inject('/assets/swagger-ui-LICENSE.txt')
  t.equal(statusCode, 200)
  t.match(body, /Apache License[\s\S]*swagger-ui[\s\S]*react/)
})
