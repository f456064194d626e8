import t from 'tap'
import type { Seed } from '../../../schemas/seed.ts'
import { build, type TestDouble } from '../../helper.ts'
import { read } from '../ogc/helper.ts'

const jobs = [{ id: 'job', process: 'hold' }, { id: 'done', process: 'echo', inputs: { message: 'x' }, age: 60 }, ...[...Array(3).keys()].map(index => ({ id: `more-${index}`, process: 'hold' }))]
const users = [
  { name: 'bound', token: 'bound-to-t', world: 't', projects: { 1: 'full' as const } },
  { name: 'free', token: 'free', projects: { 1: 'full' as const } }
]
const seed: Seed = { projects: [{ id: 1 }], users, jobs }

/** The worlds in which `job` is dismissed, so that a DELETE has reached them. */
async function reached (double: TestDouble, url: string, headers: Record<string, string> = {}): Promise<string> {
  await double.app.inject({ method: 'DELETE', url, headers })
  const found = []
  for (const name of ['default', 'a', 'b', 't']) {
    const world = double.world(name)
    if (double.storeOf(name).get('job')?.dismissed !== undefined) found.push(name)
    await world.reset()
  }
  return found.join(' ')
}

const selectors: [what: string, url: string, headers: Record<string, string>, world: string][] = [
  ['nothing', '/jobs/job', {}, 'default'],
  ['its path', '/w/a/jobs/job', {}, 'a'],
  ['the path of the default world', '/w/default/jobs/job', {}, 'default'],
  ['X-Test-Id', '/jobs/job', { 'x-test-id': 'b' }, 'b'],
  ['its token', '/jobs/job', { authorization: 'Token bound-to-t' }, 't'],
  ['its token in lower case', '/jobs/job', { authorization: 'token   bound-to-t' }, 't'],
  ['its bare token', '/jobs/job', { authorization: 'bound-to-t' }, 't'],
  ['a token that belongs to no world', '/jobs/job', { authorization: 'Token free' }, 'default'],
  ['a token that nobody knows', '/jobs/job', { authorization: 'Token nope' }, 'default'],
  ['the path before the header and the token', '/w/a/jobs/job', { 'x-test-id': 'b', authorization: 'Token bound-to-t' }, 'a'],
  ['the header before the token', '/jobs/job', { 'x-test-id': 'b', authorization: 'Token bound-to-t' }, 'b'],
  ['its token through Tator', '/rest/Job/job', { authorization: 'Token bound-to-t' }, 't'],
  ['its path through Tator', '/w/b/rest/Job/job', { authorization: 'Token free' }, 'b']
]

for (const [what, url, headers, world] of selectors) {
  t.test(`a request that is sent with ${what} belongs to the world ${world}`, async t => {
    t.equal(await reached(await build(t, { seed }), url, headers), world)
  })
}

t.test('where no token belongs to a world, none is looked at', async t => {
  const double = await build(t, { seed: { ...seed, users: users.map(({ world, ...user }) => user) } })
  t.equal(await reached(double, '/jobs/job', { authorization: 'Token bound-to-t' }), 'default')
})

/** Every address in an answer. */
const addresses = (text: string): string[] => [...text.matchAll(/https?:\/\/localhost[^"\\<>\s]*/g)].map(([address]) => address.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code))).replace(/(&quot;|').*/, '').replaceAll('&amp;', '&'))

for (const basePath of ['', '/ogc']) {
  t.test(`whatever leads on from a world stays in it, in JSON and on pages (base path "${basePath}")`, async t => {
    const double = await build(t, { seed, ...(basePath !== '' && { basePath }) })
    const inside = `http://localhost:80/w/a${basePath}`
    t.equal(double.world('a').url, `/w/a${basePath}`)
    const names = new Set<string>()
    for (const f of ['json', 'html']) {
      const left = ['/', '/jobs?limit=2', '/jobs/done', '/jobs/job', '/processes', '/processes/echo', '/api', '/conformance', '/jobs/nope'].map(path => `${inside}${path}`)
      for (let address = left.pop(); address !== undefined; address = left.pop()) {
        const url = new URL(address)
        if (!url.searchParams.has('f')) url.searchParams.set('f', f)
        // The event stream of a job page does not end while the job runs.
        if (names.has(url.href) || url.pathname.endsWith('/events')) continue
        names.add(url.href)
        const { statusCode, body } = await double.app.inject(url.pathname + url.search)
        t.ok(statusCode === 200 || url.pathname.endsWith('/jobs/nope') || /\/(execution|dismissal)$/.test(url.pathname) || url.pathname.endsWith('/results'), `${url.href}: ${statusCode}`)
        for (const found of addresses(body)) {
          // The demonstration shows answers as text.
          if (found.startsWith('http://localhost:80/w/a/__admin/')) continue
          if (!found.startsWith(inside)) t.fail(`${url.href} leads to ${found}`)
          left.push(found.replace(/[.,;)]+$/, ''))
        }
      }
    }
    t.ok([...names].some(url => url.includes('limit=2&') && url !== `${inside}/jobs?limit=2&f=json`), 'pages of the list were followed')
    const { headers } = await double.app.inject({ method: 'POST', url: `/w/a${basePath}/processes/echo/execution`, headers: { prefer: 'respond-async' }, payload: { inputs: { message: 'x' } } })
    t.match(headers['location'], new RegExp(`^${inside}/jobs/`))
    const { hrefs } = read((await double.app.inject(`/w/a${basePath}/?f=html`)).body)
    t.ok(hrefs.length > 5 && hrefs.every(href => href.startsWith(inside) || href.startsWith('http://localhost:80/w/a/__admin/') || !href.startsWith('http://localhost')))
    t.same((await double.app.inject(`/w/a${basePath}/api`)).json().servers, [{ url: inside }])
  })
}

t.test('a world that the header chose leaves no trace in links', async t => {
  const double = await build(t, { seed })
  const { links } = (await double.app.inject({ url: '/jobs', headers: { 'x-test-id': 'a' } })).json()
  t.ok(links.every(({ href }: { href: string }) => href.startsWith('http://localhost:80/jobs')))
})

const odd: [url: string, status: number][] = [
  ['/w/x', 200], ['/w/x/', 200], ['/w/x?f=json', 200], ['/w/x/?f=html', 200], ['/w/x/jobs', 200], ['/w/x//jobs', 404], ['/w/a-b.c_d~e/jobs', 200], [`/w/${'x'.repeat(100)}/jobs`, 200],
  [`/w/${'x'.repeat(101)}/jobs`, 404], [`/w/${'x'.repeat(10_000)}/jobs`, 404], ['/w/', 404], ['/w', 404], ['/w//jobs', 404], ['/w/?f=json', 404], ['/w/a%2Fb/jobs', 404], ['/w/%2F/jobs', 404], ['/w/%/jobs', 400],
  ['/w/%F0%9F%98%80/jobs', 404], ['/w/x y/jobs', 404], ['/w/x/w/y/jobs', 404], ['/w/x/nope', 404], ['/w/x/rest/nope', 404], ['/w/x/__admin/nope', 404], ['/w/../jobs', 200]
]

t.test('odd names do not crash it, and are answered', async t => {
  const double = await build(t, { seed })
  for (const [url, status] of odd) {
    const { statusCode, body } = await double.app.inject(url)
    t.equal(statusCode, status, url.slice(0, 40))
    t.not(body, '')
  }
  t.equal(await reached(double, '/jobs/job', { 'x-test-id': '' }), 'default', 'no name is no name')
  for (const name of ['a b', 'a/b', 'x'.repeat(101), 'a, b', 'ä']) {
    t.equal(await reached(double, '/jobs/job', { 'x-test-id': name }), '', 'none of the others')
    t.type(double.storeOf(name).get('job')?.dismissed, 'number', `X-Test-Id: ${name}: any text is a world of its own`)
  }
})

t.test('each world speaks its own versions of both APIs, and has its own policy, at the same time', async t => {
  const double = await build(t, { seed })
  const configure = (world: string, settings: object) => double.app.inject({ method: 'PUT', url: `/w/${world}/__admin/settings`, payload: settings })
  await configure('a', { tator: '1.5', ogc: '2.0-draft', dismiss: 'gone' })
  await configure('b', { tator: '2020-05', ogc: '1.0', dismiss: 'remove' })
  const authorization = 'Token free'
  const statuses = async (world: string) => {
    const ask = async (method: 'GET' | 'DELETE', path: string) => (await double.app.inject({ method, url: `/w/${world}${path}`, headers: { authorization } })).statusCode
    return {
      job: await ask('GET', '/rest/Job/job'),
      jobs: await ask('GET', '/rest/Jobs/1'),
      unknown: await ask('GET', '/rest/nope'),
      finished: await ask('DELETE', '/rest/Job/done'),
      dismissal: await ask('DELETE', '/jobs/job'),
      again: await ask('DELETE', '/jobs/job'),
      draft: /2\.0/.test((await double.app.inject(`/w/${world}/conformance`)).body)
    }
  }
  const [a, b, plain] = await Promise.all(['a', 'b', 'c'].map(statuses))
  t.same(a, { job: 200, jobs: 200, unknown: 404, finished: 200, dismissal: 200, again: 410, draft: true })
  t.same(b, { job: 405, jobs: 404, unknown: 404, finished: 404, dismissal: 200, again: 404, draft: false })
  t.same(plain, { job: 405, jobs: 404, unknown: 404, finished: 404, dismissal: 200, again: 200, draft: false })
  await double.world('a').reset()
  t.same((await double.app.inject('/w/a/__admin/settings')).json().settings, (await double.app.inject('/__admin/settings')).json().settings)
})
