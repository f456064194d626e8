import { execFileSync } from 'node:child_process'
import t from 'tap'
import { dismissPolicies } from '../../../src/jobs/dismissal.ts'
import { jobStatuses } from '../../../src/jobs/job.ts'
import { build, draft } from '../../helper.ts'
import { buildWithJobs, leaves, read, unescaped } from './helper.ts'
import { listen } from './stream.ts'

/** What a page says that a DELETE does: the status of its answer, and what can be read afterwards. */
function promised (text: string): { status: number, then: 'dismissed' | 'gone' | 'unchanged' } {
  const [, status = '', sentence = ''] = /DELETE returns (\d+)([^.]*)\./.exec(text) ?? []
  if (sentence.includes('stays readable as dismissed')) return { status: Number(status), then: 'dismissed' }
  return { status: Number(status), then: sentence.includes('then the job is gone') ? 'gone' : 'unchanged' }
}

for (const dismiss of dismissPolicies) {
  for (const status of jobStatuses) {
    t.test(`under ${dismiss}, what the page of a job that is ${status} says of a dismissal is what happens`, async t => {
      const { app, clock } = await buildWithJobs(t, { dismiss })
      const url = `/jobs/${status}`
      const { text } = read((await app.inject({ url, headers: { accept: 'text/html' } })).payload)
      const before = await app.inject(url)
      const answer = await app.inject({ method: 'DELETE', url })
      await clock.advance('2s')
      const after = await app.inject(url)
      const then = after.statusCode === 404 ? 'gone' : after.payload === before.payload ? 'unchanged' : after.json().status
      t.same(promised(text), { status: answer.statusCode, then })
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
    const said = unescaped(event?.data ?? '')
    const info = await (await fetch(`${double.url}/jobs/job`)).json()
    for (const leaf of leaves(info)) t.ok(said.includes(leaf), leaf)
  }
  t.equal(await stream.next(), undefined)
})
