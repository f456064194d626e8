import t from 'tap'
import { build } from '../../helper.ts'

const odd = ['☃', 'a\r\nSet-Cookie: x=y', 'a\nb', '\u0000', '"quoted"', 'a b', 'a;b=c', '<b>&amp;', '../x', '%2F', '😀', '\u202e', '\uffff', 'x'.repeat(100), `--part-${'0'.repeat(32)}`]

t.test('a job whose id is any text can be read, as JSON and as a page, with its results, and dismissed', async t => {
  const double = await build(t, { seed: { jobs: odd.map(id => ({ id, inputs: { message: id, numbers: [1] } })) } })
  const token = 'X-Nothing'
  for (const id of odd) {
    const path = `/jobs/${encodeURIComponent(id)}`
    t.equal((await double.app.inject(path)).json().jobID, id)
    for (const url of [path, `${path}/results`, `${path}/events`, `/__admin/?job=${encodeURIComponent(id)}`]) {
      t.equal((await double.app.inject({ url, headers: { accept: 'text/html', [token]: 'x' } })).statusCode, url.endsWith('events') ? 200 : 200, `${url} as a page`)
    }
    const { statusCode, headers, body } = await double.app.inject(`${path}/results`)
    t.equal(statusCode, 200, path)
    const [, boundary = ''] = /^multipart\/related; boundary=([\w-]{1,70})$/.exec(String(headers['content-type'])) ?? []
    t.match(boundary, /^part-/)
    t.equal(body.split(`--${boundary}`).length, 11, 'nine parts, whatever is in them')
    t.notOk(headers['set-cookie'])
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    t.equal((await double.app.inject({ method: 'POST', url: `${path}/dismissal`, headers: form, payload: '' })).statusCode, 200)
    t.equal((await double.app.inject(path)).statusCode, 404, 'it had ended, so it is gone')
  }
})

t.test('outputs may be called anything: a part has one head', async t => {
  const names = ['a\r\nContent-Type: text/html', '☃', 'a>b', 'a b']
  const outputs = Object.fromEntries(names.map(name => [name, { schema: { type: 'string' } }]))
  const double = await build(t, { seed: { processes: [{ id: 'p', outputs, results: Object.fromEntries(names.map(name => [name, 'x'])) }], jobs: [{ id: 'j', process: 'p' }] } })
  const { statusCode, body } = await double.app.inject('/jobs/j/results')
  t.equal(statusCode, 200)
  t.match(body, 'Content-ID: <a%0D%0AContent-Type:%20text/html>\r\n\r\n')
  t.match(body, 'Content-ID: <☃>')
  t.equal(body.match(/Content-Type/g)?.length, 5)
  const references = Object.fromEntries(names.map(name => [name, { transmissionMode: 'reference' }]))
  const { statusCode: status, headers } = await double.app.inject({ method: 'POST', url: '/processes/p/execution', payload: { outputs: references } })
  t.equal(status, 204)
  t.equal(String(headers['link']).split(', ').length, names.length + 1)
})

t.test('a raw output that a browser would run runs nothing and is no page of the double', async t => {
  const script = '<script>alert(1)</script>'
  const types = ['text/html', 'image/svg+xml', 'text/xml', 'application/xml', 'application/xhtml+xml', 'application/pdf', 'text/javascript']
  const processes = types.map((type, index) => ({ id: `p${index}`, outputs: { out: { schema: { type: 'string', contentMediaType: type } } }, results: { out: type === 'application/pdf' ? Buffer.from(script).toString('base64') : script } }))
  const double = await build(t, { seed: { processes, jobs: processes.map(({ id }) => ({ id: `j-${id}`, process: id })) } })
  for (const [index, type] of types.entries()) {
    const execution = { method: 'POST', url: `/processes/p${index}/execution`, payload: {} } as const
    for (const request of [`/jobs/j-p${index}/results`, `/jobs/j-p${index}/results/out`, execution]) {
      const { headers } = await double.app.inject(request)
      t.match(headers, { 'content-type': type, 'content-security-policy': 'sandbox; default-src \'none\'', 'x-content-type-options': 'nosniff' }, type)
    }
  }
})
