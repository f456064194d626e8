import t from 'tap'
import { build } from '../../helper.ts'
import { buildWithJobs, read } from './helper.ts'

const { app } = await buildWithJobs(t)
const page = async (query: string) => (await app.inject({ url: `/jobs?f=html${query}` })).payload
const listedIds = (payload: string) => read(payload).hrefs.flatMap(href => /\/jobs\/(\w+)$/.exec(href)?.[1] ?? [])
const rows = (payload: string) => [...new Set(listedIds(payload))]

t.test('a form asks for the jobs that are wanted; what nobody filled in asks for nothing', async t => {
  const filled = await page('&status=failed&status=running&processID=&datetime=&minDuration=&maxDuration=&limit=')
  t.same(rows(filled), ['running', 'failed'])
  t.match(filled, '<input type="checkbox" name="status" value="failed" checked>')
  t.match(filled, '<input type="checkbox" name="status" value="accepted" >')
})

t.test('what was asked for stands in the form, also a process that nobody knows', async t => {
  const filled = await page('&processID=hold,%3Cb%3E&minDuration=1&maxDuration=100&limit=3&datetime=2020-01-01T00:00:00Z/..')
  t.match(filled, /name="processID" value="&#60;b&#62;" checked/)
  for (const [name, value] of [['minDuration', '1'], ['maxDuration', '100'], ['limit', '3'], ['datetime', '2020-01-01T00:00:00Z/..']]) t.match(filled, `name="${name}" value="${value}"`)
})

t.test('a page without jobs says whether the filter or the world has none', async t => {
  t.match(await page('&processID=nope'), /<p>No jobs match\. <a href="http:\/\/localhost:80\/jobs\?f&#61;html">Show all 5<|<p>No jobs match\. <a href="http:\/\/localhost:80\/jobs\?f=html">Show all 5</)
  const { app: empty } = await build(t, { seed: {} })
  for (const query of ['', '&processID=nope']) t.match((await empty.inject({ url: `/jobs?f=html${query}` })).payload, /<p>No jobs yet\. <a href="[^"]*">Execute a process</)
})

t.test('the pages of a list lead to each other', async t => {
  const first = await page('&limit=2')
  t.same(rows(first), ['accepted', 'running'])
  const older = read(first).hrefs.find(href => href.includes('before=')) ?? ''
  const second = (await app.inject({ url: older, headers: { accept: 'text/html' } })).payload
  t.same(rows(second), ['successful', 'failed'])
  t.match(second, '>Newer</a>')
  t.match(second, '>Older</a>')
})

t.test('a process with a comma in its name is one process, where there is one of that name', async t => {
  const processes = ['a', 'b', 'a,b'].map(id => ({ id }))
  const { app } = await build(t, { seed: { processes, jobs: processes.map(({ id }) => ({ id: `job of ${id}`, process: id })) } })
  const found = async (query: string) => (await app.inject(`/jobs?${query}`)).json().jobs.map(({ processID }: { processID: string }) => processID).sort()
  t.same(await found('processID=a,b'), ['a,b'])
  t.same(await found('processID=a,b&processID=b'), ['a,b', 'b'])
  t.same(await found('processID=b,a'), ['a', 'b'])
  const { payload } = await app.inject('/jobs?processID=a%2Cb&f=html')
  t.match(payload, 'value="a,b" checked')
  t.notMatch(payload, 'value="a" checked')
})

t.test('the links of a list lead to what they say', async t => {
  for (const url of ['/jobs?limit=2', '/jobs?limit=2&f=json', '/jobs?limit=2&f=html']) {
    const { headers } = await app.inject(url)
    const links = [...String(headers['link']).matchAll(/<([^>]*)>; rel="(\w+)"; type="([^"]*)"/g)]
    t.same(links.map(([, , rel]) => rel), ['self', 'alternate', 'next'], url)
    for (const [, href, rel, type] of links) t.ok(String((await app.inject(href!)).headers['content-type']).startsWith(type!), `${rel} of ${url}`)
  }
})

t.test('an empty value is still wrong in a request that is no form', async t => {
  t.equal((await app.inject('/jobs?status=')).statusCode, 400)
})
