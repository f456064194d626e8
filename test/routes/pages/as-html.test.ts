import t from 'tap'
import { buildWithJobs } from '../ogc/helper.ts'

const { app } = await buildWithJobs(t)

t.test('every page says that nothing but the double itself may run, be loaded or be told', async t => {
  for (const url of ['/', '/jobs', '/jobs/running', '/jobs/nope', '/nope', '/%zz', '/api', '/processes/echo', '/jobs/successful/results', '/__admin/openapi']) {
    const { headers, payload } = await app.inject({ url, headers: { accept: 'text/html' } })
    t.match(headers['content-type'], 'text/html', url)
    const policy = String(headers['content-security-policy'])
    for (const part of ["default-src 'none'", "script-src 'self'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) t.ok(policy.includes(part), `${url}: ${part}`)
    t.notMatch(policy, 'unsafe-eval')
    t.equal(headers['x-content-type-options'], 'nosniff')
    t.notMatch(payload, /<script(?![^>]* src=)|<style|\sstyle=|\son\w+=/, `${url}: nothing stands in the line`)
  }
})

t.test('JSON carries none of it', async t => {
  const { headers } = await app.inject('/jobs/running')
  t.notOk('content-security-policy' in headers)
})
