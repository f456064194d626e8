import t from 'tap'
import { jobStatuses } from '../../../src/jobs/job.ts'
import { build, draft } from '../../helper.ts'
import { buildWithJobs } from '../ogc/helper.ts'
import { ask, seen, titles } from './helper.ts'

t.test('all jobs are shown as they are, oldest first, whatever a policy hides', async t => {
  const double = await buildWithJobs(t)
  const { json } = await ask(double, 'GET /jobs')
  t.same(json.jobs.map(({ id }: { id: string }) => id), ['dismissed', 'failed', 'successful', 'running', 'accepted'])
  t.match(json.jobs[3], {
    id: 'running',
    group: 'running',
    process: 'hold',
    project: 1,
    user: 0,
    status: 'running',
    progress: 42,
    created: '2025-12-31T23:59:30.000Z',
    started: '2025-12-31T23:59:30.000Z',
    inputs: { progress: 42 },
    plan: { accepted: 0, running: 'forever', outcome: 'successful' },
    held: false
  })
  t.notOk('finished' in json.jobs[3])
  t.match(json.jobs[2], { finished: '2025-12-31T23:59:00.000Z' })
})

t.test('of many jobs a page is shown, newest first, and where the next one is', async t => {
  const double = await build(t, { seed: { jobs: [...Array(5).keys()].map(count => ({ id: `job-${count}`, process: 'hold' })) } })
  const page = async (query: string) => {
    const { jobs, meta } = (await ask(double, `GET /jobs?${query}`)).json
    return { ids: jobs.map(({ id }: { id: string }) => id.slice(-1)).join(''), ...meta }
  }
  const first = await page('limit=2')
  t.same(first, { ids: '43', total: 5, before: first.before })
  const second = await page(`limit=2&before=${first.before}`)
  t.same(second, { ids: '21', total: 5, before: second.before, after: second.after })
  t.same(await page(`limit=2&before=${second.before}`), { ids: '0', total: 5, after: second.before - 1 })
  t.same(await page(`limit=2&after=${second.after}`), { ids: '43', total: 5, before: first.before })
  t.same(await page(`before=${first.before}`), { ids: '210', total: 5, after: second.after }, 'a place alone is enough')
  t.same(await page('before=0'), { ids: '', total: 5 }, 'nothing is older than the oldest')
  t.same(await page(`after=${first.before + 1}`), { ids: '', total: 5 }, 'nothing is newer than the newest')
  for (const query of ['before=0', `after=${first.before + 1}`, 'after=9007199254740991', 'before=9007199254740991']) {
    for (const url of [`/jobs?${query}`, `/__admin/?${query}`]) t.equal((await double.app.inject({ url, headers: { accept: 'text/html' } })).statusCode, 200, url)
  }
  t.same(await page(''), { ids: '01234', total: 5 }, 'without any of it: all, oldest first')
  for (const query of ['limit=0', 'limit=1001', 'limit=many', 'before=-1', 'after=x']) t.equal((await ask(double, `GET /jobs?${query}`)).status, 400, query)
})

t.test('a held job stays where it is, and goes on when it is released as if no time had passed', async t => {
  const double = await build(t, { seed: {} })
  await double.store.submit([draft()])
  for (const [seconds, status] of [[4, 'accepted'], [8, 'running']] as const) {
    await double.clock.advance(seconds * 1000)
    const held = await ask(double, 'POST /jobs/job/hold')
    t.match(held, { status: 200, json: { id: 'job', status, held: true } })
    await double.clock.advance('1d')
    t.equal(await seen(double, 'job'), status)
    t.equal((await ask(double, 'POST /jobs/job/hold')).status, 200, 'twice is once')
    t.match(await ask(double, 'POST /jobs/job/release'), { status: 200, json: { status, held: false } })
  }
  await double.clock.advance(57_999)
  t.equal(await seen(double, 'job'), 'running')
  await double.clock.advance(1)
  t.equal(await seen(double, 'job'), 'successful')
})

t.test('a transition moves a job one step on, or to what lies ahead', async t => {
  const double = await build(t, { seed: {} })
  const submit = async (id: string) => double.store.submit([draft({ id })])
  await submit('steps')
  t.match((await ask(double, 'POST /jobs/steps/transition')).json, { status: 'running' })
  t.match((await ask(double, 'POST /jobs/steps/transition', {})).json, { status: 'successful' })
  for (const status of ['running', 'successful', 'failed', 'dismissed']) {
    await submit(status)
    t.match(await ask(double, `POST /jobs/${status}/transition`, { status }), { status: 200, json: { id: status, status } })
    t.equal(await seen(double, status), status)
  }
})

t.test('to dismissed is what a client\'s DELETE does, by the policy of the world', async t => {
  for (const [dismiss, afterwards, results] of [['retain', 'dismissed', 404], ['remove', '404', 404], ['gone', 'dismissed', 410]] as const) {
    const double = await build(t, { seed: { jobs: [{ id: 'job', process: 'hold' }] }, dismiss })
    const { status, json } = await ask(double, 'POST /jobs/job/transition', { status: 'dismissed' })
    t.match({ status, json }, { status: 200, json: { status: 'dismissed' } }, dismiss)
    t.equal(await seen(double, 'job'), afterwards, dismiss)
    t.equal((await double.app.inject('/jobs/job/results')).statusCode, results, dismiss)
  }
})

t.test('what a job cannot do is a 409 that says where it stands', async t => {
  const double = await buildWithJobs(t)
  await double.store.submit([draft({ id: 'stuck', plan: { accepted: 0, running: Infinity, outcome: 'successful', stuck: true } })])
  const cannot: [string, unknown, string][] = [
    ['successful/hold', undefined, 'The job "successful" is successful; it cannot be held.'],
    ['dismissed/hold', undefined, 'The job "dismissed" is dismissed; it cannot be held.'],
    ['running/release', undefined, 'The job "running" is running; it cannot be released.'],
    ['failed/transition', undefined, 'The job "failed" is failed; it cannot take a next step.'],
    ['failed/transition', { status: 'successful' }, 'The job "failed" is failed; it cannot become successful.'],
    ['running/transition', { status: 'running' }, 'The job "running" is running; it cannot become running.'],
    ['stuck/transition', undefined, 'The job "stuck" is running and stuck; it cannot take a next step.'],
    ['stuck/transition', { status: 'failed' }, 'The job "stuck" is running and stuck; it cannot become failed.']
  ]
  for (const [path, body, title] of cannot) {
    const answer = await ask(double, `POST /jobs/${path}`, body)
    t.equal(answer.status, 409, path)
    t.same(answer.json, { errors: [{ code: 409, title }] })
  }
  t.match(await ask(double, 'POST /jobs/stuck/transition', { status: 'dismissed' }), { status: 200, json: { status: 'dismissed' } }, 'but a dismissal ends it')
})

t.test('a job that is not there is a 404, a body that is none a 400', async t => {
  const double = await buildWithJobs(t)
  for (const line of ['POST /jobs/nope/hold', 'POST /jobs/nope/release', 'POST /jobs/nope/transition', 'PUT /scenarios/nope/state']) {
    const answer = await ask(double, line)
    t.equal(answer.status, 404, line)
    t.same(titles(answer), ['There is no job "nope".'])
  }
  for (const body of [{ status: 'accepted' }, { status: 5 }, { state: 'failed' }, [], 'failed']) {
    t.equal((await ask(double, 'POST /jobs/running/transition', body)).status, 400, JSON.stringify(body))
  }
  t.equal(await seen(double, 'running'), 'running', 'and it did not move')
})

t.test('each job is a scenario to a client of WireMock, in its shape', async t => {
  const double = await buildWithJobs(t)
  t.same((await ask(double, 'GET /scenarios')).json, { scenarios: ['dismissed', 'failed', 'successful', 'running', 'accepted'].map(id => ({ id, name: id, state: id, possibleStates: [...jobStatuses] })) })
  await double.store.submit([draft()])
  t.match(await ask(double, 'PUT /scenarios/job/state', { state: 'running' }), { status: 200, json: {} })
  t.equal(await seen(double, 'job'), 'running')
  t.match(await ask(double, 'PUT /scenarios/job/state', { state: 'failed' }), { status: 200 })
  t.equal(await seen(double, 'job'), 'failed')
  t.equal((await ask(double, 'PUT /scenarios/job/state', { state: 'running' })).status, 409, 'a job does not go back')
  t.equal((await ask(double, 'PUT /scenarios/running/state', { state: 'dismissed' })).status, 200)
  t.equal(await seen(double, 'running'), 'dismissed')
})

t.test('a state that there is not is a 422 that says which there are, as WireMock has it', async t => {
  const double = await buildWithJobs(t)
  const answer = await ask(double, 'PUT /scenarios/running/state', { state: 'Started' })
  t.equal(answer.status, 422)
  t.same(titles(answer), ['Scenario running: state "Started" came; expected one of accepted, running, successful, failed, dismissed.'])
  t.equal((await ask(double, 'PUT /scenarios/running/state', { state: 1 })).status, 400)
})

t.test('a scenario that is reset, alone or with all others, is a job that is let go on', async t => {
  const double = await build(t, { seed: { jobs: ['a', 'b'].map(id => ({ id, plan: { running: 60 } })) } })
  const held = async () => (await ask(double, 'GET /jobs')).json.jobs.map(({ held }: { held: boolean }) => held)
  for (const id of ['a', 'b']) await ask(double, `POST /jobs/${id}/hold`)
  t.match(await ask(double, 'PUT /scenarios/a/state'), { status: 200, json: {} })
  t.same(await held(), [false, true])
  t.equal((await ask(double, 'PUT /scenarios/a/state')).status, 200, 'one that is not held stays as it is')
  t.match(await ask(double, 'POST /scenarios/reset'), { status: 200, json: {} })
  t.same(await held(), [false, false])
})

t.test('a job is put where it stands, read, finished with results and made to fail, over HTTP as in a test', async t => {
  const double = await build(t)
  t.match(await ask(double, 'POST /jobs', { id: 'a', process: 'echo', status: 'running', progress: 40 }), { status: 201, json: { id: 'a', status: 'running', progress: 40 } })
  t.match(await ask(double, 'GET /jobs/a'), { status: 200, json: { id: 'a', process: 'echo', status: 'running', progress: 40, held: false } })
  t.match(await ask(double, 'POST /jobs/a/finish', { results: { message: 'out' } }), { status: 200, json: { status: 'successful', results: { message: 'out' } } })
  t.equal((await double.app.inject('/jobs/a/results/message')).body, 'out')
  await ask(double, 'POST /jobs', { id: 'b', process: 'hold' })
  t.match(await ask(double, 'POST /jobs/b/fail', { reason: 'No space left' }), { status: 200, json: { status: 'failed', reason: 'No space left' } })
  t.match(await ask(double, 'POST /jobs/waiting/finish'), { json: { status: 'successful' } })
  t.match(await ask(double, 'POST /jobs/running/fail'), { json: { status: 'failed' } })
})

t.test('what is wrong with a job that is added, or with how it ends, is said in the words of the library', async t => {
  const double = await build(t)
  const before = JSON.stringify(double.jobs.list())
  for (const [line, body, status, expected] of [
    ['POST /jobs', { process: 'ecko', user: 'nobody' }, 400, ['/process: "ecko" came; expected a process, or an algorithm of the project 1: one of echo, fail, hold, demo, transcode; did you mean echo?', '/user: "nobody" came; expected the name of a user: execute, view.']],
    ['POST /jobs', { proces: 'echo' }, 400, ['the body: proces is not a known member; did you mean process?']],
    ['POST /jobs', { progress: 40 }, 400, ['/progress: 40 came; expected it with the status running or failed or dismissed only.']],
    ['POST /jobs', { id: 'running' }, 400, ['A job with the id "running" exists already. Choose another, or wait until that job is forgotten.']],
    ['GET /jobs/nope', undefined, 404, ['There is no job "nope".']],
    ['POST /jobs/nope/finish', undefined, 404, ['There is no job "nope".']],
    ['POST /jobs/running/finish', { results: { mesage: 'x' } }, 400, ['/results: mesage is not an output of the process hold; there are: message; did you mean message?']],
    ['POST /jobs/running/fail', { reasn: 'x' }, 400, ['the body: reasn is not a known member; did you mean reason?']],
    ['POST /jobs/done/finish', undefined, 409, ['The job "done" is successful; it cannot become successful.']],
    ['POST /jobs/done/fail', undefined, 409, ['The job "done" is successful; it cannot become failed.']]
  ] as const) {
    const answer = await ask(double, line, body)
    t.equal(answer.status, status, `${line} ${JSON.stringify(body)}`)
    t.same(titles(answer).map(title => title.replace(/\.$/, '')), expected.map(title => title.replace(/\.$/, '')))
  }
  t.equal(JSON.stringify(double.jobs.list()), before)
})
