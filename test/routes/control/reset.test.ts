import t from 'tap'
import { build, type TestDouble } from '../../helper.ts'
import { ask, titles } from './helper.ts'

const ids = async (double: TestDouble, path = ''): Promise<string[]> => (await ask(double, `GET ${path}/jobs`.replace('GET /w/a', 'GET /w/a/__admin'))).json.jobs.map(({ id }: { id: string }) => id)
const first = { jobs: [{ id: 'first', process: 'hold' }] }
const second = {
  jobs: [{ id: 'second', process: 'mine' }, {}],
  processes: [{ id: 'mine' }],
  projects: [{ id: 7 }],
  users: [{ name: 'other', token: 'key-of-other', projects: { 7: 'full' as const } }],
  references: { 'https://example.org/a': { text: 'a' } }
}

t.test('a seed that is sent is what the world starts with, until it is given another or forgotten', async t => {
  const double = await build(t, { seed: first })
  t.match(await ask(double, 'POST /reset', { seed: second }), { status: 200, json: {} })
  const [id, made] = await ids(double)
  t.equal(id, 'second')
  t.same((await double.app.inject('/processes/mine')).statusCode, 200)
  t.match((await ask(double, 'GET /jobs')).json.jobs[0], { process: 'mine', project: 7 })
  t.equal((await double.app.inject({ method: 'DELETE', url: '/rest/Job/second', headers: { authorization: 'Token key-of-other' } })).statusCode, 404, 'its users are known: the job has ended')
  await ask(double, 'POST /reset')
  t.same(await ids(double), ['second', made], 'with the same ids as before')
  await ask(double, 'POST /reset', {})
  t.same(await ids(double), ['second', made])
  t.same(await ids(double, '/w/a'), ['first'], 'other worlds have their own')
  await ask(double, 'DELETE /worlds/default')
  t.same(await ids(double), ['first'])
  await ask(double, 'POST /w/a/__admin/reset', { seed: second })
  t.equal((await ids(double, '/w/a'))[0], 'second')
  await ask(double, 'DELETE /worlds/a')
  t.same(await ids(double, '/w/a'), ['first'])
})

t.test('ids are those of the seed, the world, and how many came before, whoever brought the seed', async t => {
  const sent = await build(t, { seed: first })
  await ask(sent, 'POST /reset', { seed: second })
  const started = await build(t, { seed: second })
  t.same(await ids(sent), await ids(started))
  t.notSame(await ids(sent), await ids(started, '/w/a'))
})

t.test('a seed that is wrong is a 400 with every fault, where it is and what was expected, and nothing changes', async t => {
  const double = await build(t, { seed: first })
  await double.clock.advance('5s')
  const wrong: [unknown, string[]][] = [
    [{ seed: { jobs: [{ id: 5 }, { age: -1 }], colour: 'red' } }, ['/seed/jobs/0/id: 5 came; expected string', '/seed/jobs/1/age: -1 came; expected >= 0', '/seed: colour is not a known member']],
    [{ seed: { jobs: [{ id: 'a' }, { id: 'a' }] } }, ['/seed/jobs/1/id: "a" came twice; expected each once']],
    [{ seed: null }, ['/seed: null came; expected object']],
    [{ seeds: {} }, ['/: {"seeds":{}} came; expected an object with a seed, or no body.']],
    ['seed', ['/: "seed" came; expected an object with a seed, or no body.']],
    [null, ['/: null came; expected an object with a seed, or no body.']]
  ]
  for (const [body, faults] of wrong) {
    const answer = await ask(double, 'POST /reset', body)
    t.equal(answer.status, 400)
    t.same(titles(answer).sort(), faults)
    t.match((await ask(double, 'GET /clock')).json, { currentInstant: '2026-01-01T00:00:05.000Z' })
    t.same(await ids(double), ['first'])
  }
})

t.test('a seed with more jobs than a world may hold is refused before anything changes', async t => {
  const double = await build(t, { seed: first, maxJobs: 1 })
  await double.jobs.hold('first')
  const answer = await ask(double, 'POST /reset', { seed: second })
  t.equal(answer.status, 400)
  t.match(titles(answer), [/is full \(1 jobs, --max-jobs\)/])
  t.match((await ask(double, 'GET /jobs')).json.jobs, [{ id: 'first', held: true }])
})
