import t from 'tap'
import type { Seed } from '../../../schemas/seed.ts'
import { build } from '../../helper.ts'

/** Every status of a job with its variants. The job list is written without templates. */
const seed: Seed & Required<Pick<Seed, 'jobs'>> = {
  processes: [{ id: 'odd "_-_0_-_"', inputs: {}, outputs: {} }],
  jobs: [
    { id: 'accepted', process: 'echo', inputs: { message: 'x' }, plan: { accepted: 1000 } },
    { id: 'running', process: 'hold' },
    { id: 'half', process: 'echo', inputs: { message: 'x' }, age: 5, plan: { running: 10 } },
    { id: 'successful', process: 'echo', inputs: { message: 'x' }, age: 5 },
    { id: 'failed', process: 'fail', age: 5 },
    { id: 'failed-too', process: 'fail', age: 5, plan: { reason: 'Another reason.' } },
    { id: 'dismissed', process: 'hold', age: 9, dismissed: 5 },
    { id: 'dismissed-early', process: 'hold', age: 9, dismissed: 5, plan: { accepted: 100 } },
    { id: 'odd ☃ "id"', process: 'hold' },
    { id: 'odd-process', process: 'odd "_-_0_-_"', age: 1 }
  ]
}

for (const ogc of ['1.0', '2.0-draft'] as const) {
  t.test(`a job reads the same from a template as without one (${ogc})`, async t => {
    const double = await build(t, { ogc, seed })
    for (const host of ['one.example', 'two.example:81', 'a_-_b.example']) {
      for (const { id = '' } of seed.jobs) {
        const url = `/jobs/${encodeURIComponent(id)}`
        const [first, second, list] = [await double.app.inject({ url, headers: { host } }), await double.app.inject({ url, headers: { host } }), await double.app.inject({ url: '/jobs?limit=100', headers: { host } })]
        t.equal(first.payload, second.payload, `${id} at ${host}`)
        t.same(first.json(), list.json().jobs.find((info: { jobID: string }) => info.jobID === id), id)
        t.same(String(first.headers['link']).match(/<[^>]*>/g), first.json().links.map(({ href }: { href: string }) => `<${href}>`))
      }
    }
  })
}

t.test('templates are bounded, and one that was forgotten is written anew', async t => {
  const double = await build(t, { seed })
  const read = async (host: string) => (await double.app.inject({ url: '/jobs/running', headers: { host } })).json()
  const before = await read('host.example')
  for (let number = 0; number < 1005; number++) await read(`host${number}.example`)
  t.same(await read('host.example'), before)
})
