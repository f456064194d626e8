import { execFileSync } from 'node:child_process'
import t from 'tap'
import { dismissPolicies } from '../../../src/jobs/dismissal.ts'
import { jobStatuses } from '../../../src/jobs/job.ts'
import { build, draft } from '../../helper.ts'
import { buildWithJobs, leaves, read, unescaped } from './helper.ts'
import { listen } from './stream.ts'

/** The effect of a request, as a page states it: the status of the answer, and that of GET two seconds later. */
function promised (text: string, request: string): { status: number, then: 'dismissed' | 'gone' | 'unchanged' } {
  const [, status = '', sentence = ''] = new RegExp(`${request} returns (\\d+)([^.]*)\\.`).exec(text.replaceAll('http://localhost:80', '')) ?? []
  if (sentence.includes('stays readable as dismissed')) return { status: Number(status), then: 'dismissed' }
  return { status: Number(status), then: sentence.includes('then the job is gone') ? 'gone' : 'unchanged' }
}

const requests = {
  delete: (url: string) => ({ method: 'DELETE' as const, url }),
  post: (url: string) => ({ method: 'POST' as const, url: `${url}/dismiss` }),
  put: (url: string) => ({ method: 'PUT' as const, url: `${url}/status`, payload: { status: 'dismissed' } })
}

for (const dismiss of dismissPolicies) {
  for (const [cancel, methods] of [['delete', ['delete']], ['post', ['post', 'delete']], ['put', ['put', 'delete']]] as const) {
    t.test(`under ${dismiss}, where ${cancel} cancels, what the page of a job says of a request is what happens`, async t => {
      const { app, clock, reset } = await buildWithJobs(t, { dismiss, cancel })
      for (const status of jobStatuses) {
        const url = `/jobs/${status}`
        for (const [method, earlier] of methods.flatMap(method => [[method, 0], [method, 1]] as const)) {
          const request = requests[method](url)
          const begin = async () => {
            await reset()
            for (let count = 0; count < earlier; count++) await app.inject(requests[cancel](url))
          }
          await begin()
          const page = await app.inject({ url, headers: { accept: 'text/html' } })
          if (page.statusCode !== 200) continue
          await clock.advance('2s')
          const untouched = (await app.inject(url)).payload
          await begin()
          const answer = await app.inject(request)
          await clock.advance('2s')
          const after = await app.inject(url)
          const then = after.statusCode === 404 ? 'gone' : after.payload === untouched ? 'unchanged' : after.json().status
          t.same(promised(read(page.payload).text, `${request.method} ?${method === 'delete' ? '' : request.url}`), { status: answer.statusCode, then }, `${request.method} ${request.url} after ${earlier}`)
        }
      }
    })
  }
}

t.test('the command on the page names the job, whatever its id', async t => {
  const id = 'it\'s "$HOME" `id` <b>\\\u202e; & *'
  const { app } = await build(t, { seed: { jobs: [{ id }] } })
  const { payload } = await app.inject({ url: `/jobs/${encodeURIComponent(id)}`, headers: { accept: 'text/html' } })
  const [, command = ''] = /<pre data-copy><code>([\s\S]*?)<\/code>/.exec(payload) ?? []
  const words = execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${unescaped(command)}`]).toString().split('\0')
  t.same(words.slice(0, 5), ['curl', '-i', '-X', 'DELETE', `http://localhost:80/jobs/${encodeURIComponent(id)}`])
})

t.test('each event says all that the JSON says at its instant', async t => {
  const double = await build(t, { port: 0, seed: {} })
  await double.store.submit([draft()])
  const stream = await listen(t, double, 'job')
  const steps = [async () => {}, () => double.clock.advance('10s'), () => double.jobs.hold('job'), () => double.jobs.move('job', 'failed')]
  for (const step of steps) {
    void step()
    const event = await stream.next()
    const markup = unescaped(event?.data ?? '')
    const info = await (await fetch(`${double.url}/jobs/job`)).json()
    for (const leaf of leaves(info)) t.ok(markup.includes(leaf), leaf)
  }
  t.equal(await stream.next(), undefined)
})
