import t from 'tap'
import { dismissPolicies } from '../../../src/jobs/dismissal.ts'
import { tatorDialects } from '../../../src/world/settings.ts'
import { build, type TestDouble } from '../../helper.ts'
import { buildWithJobs, table } from '../ogc/helper.ts'
import { ask } from './helper.ts'

type Sent = { status: number, body: string }
type Row = { api: string, policy: string, state: string, first: Sent, between: Sent, second: Sent, afterwards: Sent, results?: Sent }

/** A status code, with the status of the job if the answer has one. */
const cell = ({ status, body }: Sent): string => {
  if (!body.startsWith('{')) return String(status)
  const { status: jobStatus, jobID } = JSON.parse(body)
  return jobID === undefined ? String(status) : `${status}:${jobStatus}`
}

const cells = ({ first, between, second, afterwards, results }: Row): string[] => [first, between, second, afterwards, ...results === undefined ? [] : [results]].map(cell)

const compare = async (double: TestDouble, body?: object): Promise<Row[]> => (await ask(double, 'POST /comparison', body)).json.rows

/** First DELETE, GET, second DELETE, GET, and GET of the results. */
const ogcTable = `
state          policy  first          then           second         then           results
accepted       retain  200:dismissed  200:dismissed  200:dismissed  404            404
running        retain  200:dismissed  200:dismissed  200:dismissed  404            404
successful     retain  200:dismissed  404            404            404            404
failed         retain  200:dismissed  404            404            404            404
dismissed      retain  200:dismissed  404            404            404            404
never-existed  retain  404            404            404            404            404
accepted       remove  200:dismissed  404            404            404            404
running        remove  200:dismissed  404            404            404            404
successful     remove  200:dismissed  404            404            404            404
failed         remove  200:dismissed  404            404            404            404
dismissed      remove  404            404            404            404            404
never-existed  remove  404            404            404            404            404
accepted       gone    200:dismissed  200:dismissed  410            200:dismissed  410
running        gone    200:dismissed  200:dismissed  410            200:dismissed  410
successful     gone    200:dismissed  200:dismissed  410            200:dismissed  410
failed         gone    200:dismissed  200:dismissed  410            200:dismissed  410
dismissed      gone    410            200:dismissed  410            200:dismissed  410
never-existed  gone    404            404            404            404            404
accepted       refuse  202:accepted   200:accepted   202:accepted   200:accepted   404
running        refuse  202:running    200:running    202:running    200:running    404
successful     refuse  400            200:successful  400           200:successful  200
failed         refuse  400            200:failed     400            200:failed     500
dismissed      refuse  400            200:dismissed  400            200:dismissed  404
never-existed  refuse  404            404            404            404            404
`

/** The same under every policy under which a dismissal takes effect at once: Tator knows none. In 2020-05 a job cannot be read. */
const tatorTables = {
  '2020-05': `
state          first  then  second  then
accepted       200    405   404     405
running        200    405   404     405
successful     404    405   404     405
failed         404    405   404     405
dismissed      404    405   404     405
never-existed  404    405   404     405
`,
  '2020-09': `
state          first  then  second  then
accepted       200    404   404     404
running        200    404   404     404
successful     200    404   404     404
failed         200    404   404     404
dismissed      404    404   404     404
never-existed  404    404   404     404
`,
  1.5: `
state          first  then  second  then
accepted       200    404   404     404
running        200    404   404     404
successful     200    404   404     404
failed         200    404   404     404
dismissed      404    404   404     404
never-existed  404    404   404     404
`
}

const refusesLater = tatorTables['1.5'].replace(/(accepted|running) .*/g, '$1  200  200  200  200').replace(/(successful|failed) .*/g, '$1  400  200  400  200')

/** The policies whose dismissals take effect later, or are refused. */
const tatorRefuses = {
  '2020-05': tatorTables['2020-05'].replaceAll('200    405   404     405', '200    405   200     405'),
  '2020-09': refusesLater,
  1.5: refusesLater
}

t.test('every state under every policy is what the tables say, in every dialect', async t => {
  const double = await build(t)
  for (const ogc of ['1.0', '2.0-draft'] as const) {
    for (const tator of tatorDialects) {
      const rows = await compare(double, { ogc, tator })
      const found = (wanted: string) => rows.filter(({ api }) => api === wanted).map(row => [row.state.replace(' ', '-'), row.policy, ...cells(row)])
      t.same(found('ogc'), table(ogcTable))
      t.same(found('tator'), dismissPolicies.flatMap(policy => table((policy === 'refuse' ? tatorRefuses : tatorTables)[tator]).map(([state, ...rest]) => [state, policy, ...rest])))
    }
  }
})

t.test('the dialects are those of the world unless others are asked for', async t => {
  const double = await build(t, { ogc: '2.0-draft', tator: '1.5' })
  const [of20, of10] = [await compare(double), await compare(double, { ogc: '1.0', tator: '2020-05' })]
  t.match(JSON.parse(of20[0]!.first.body), { processID: 'http://localhost:80/processes/echo' })
  t.match(JSON.parse(of10[0]!.first.body), { processID: 'echo' })
  t.equal(of20.at(-1)?.afterwards.status, 404)
  t.equal(of10.at(-1)?.afterwards.status, 405)
})

t.test('a job of the world is dismissed under each policy and in Tator\'s eyes, and stays as it was', async t => {
  const double = await buildWithJobs(t)
  const before = JSON.stringify(await double.store.all())
  const expected = {
    running: ['retain 200:dismissed 200:dismissed 200:dismissed 404 404', 'remove 200:dismissed 404 404 404 404', 'gone 200:dismissed 200:dismissed 410 200:dismissed 410', 'refuse 202:running 200:running 202:running 200:running 404', 'retain 200 405 404 405'],
    dismissed: ['retain 200:dismissed 404 404 404 404', 'remove 200:dismissed 404 404 404 404', 'gone 410 200:dismissed 410 200:dismissed 410', 'refuse 400 200:dismissed 400 200:dismissed 404', 'retain 404 405 404 405']
  }
  for (const [job, rows] of Object.entries(expected)) {
    const found = await compare(double, { job })
    t.same(found.map(row => [row.policy, ...cells(row)].join(' ')), rows)
    t.ok(found.every(({ state }) => state === job))
  }
  const [retain] = await compare(double, { job: 'running' })
  t.match(JSON.parse(retain!.first.body), { jobID: 'running', message: 'The job was dismissed; it was running.', created: '2025-12-31T23:59:30.000Z', finished: '2026-01-01T00:00:00.000Z' })
  t.equal(JSON.stringify(await double.store.all()), before)
  t.match(await ask(double, 'POST /comparison', { job: 'nope' }), { status: 404, json: { errors: [{ title: 'There is no job "nope".' }] } })
})

t.test('an id is an id, and a project a project', async t => {
  const id = 'a/b?c#d ü"><script>'
  const double = await build(t, { seed: { projects: [{ id: 7 }], jobs: [{ id, process: 'hold' }] }, tator: '1.5' })
  const rows = await compare(double, { job: id })
  t.same(rows.map(({ first }) => first.status), [200, 200, 200, 202, 200])
})

t.test('what is done for it is nowhere to be seen: no world, no request, and nobody is pushed out', async t => {
  const double = await build(t, { maxWorlds: 1 })
  await double.app.inject('/w/only/jobs')
  double.world('only').faults.add({ status: 503 })
  const { status, headers } = await ask(double, 'POST /w/only/__admin/comparison')
  t.match({ status, headers }, { status: 200, headers: { 'content-type': /json/ } })
  t.same((await ask(double, 'GET /worlds')).json, { worlds: ['default', 'only'] })
  t.same([double.requests.count(), double.world('only').requests.count()], [0, 1])
})

t.test('with a base path, and from a port of its own, it reaches the APIs', async t => {
  const double = await build(t, { port: 0, control: 0, basePath: '/ogc' })
  const answer = await fetch(`${double.controlUrl}/__admin/comparison`, { method: 'POST' })
  const { rows } = await answer.json() as { rows: { api: string, first: { url: string, status: number } }[] }
  t.match(rows[0], { first: { url: '/ogc/jobs/sample', status: 200 } })
  t.match(rows.find(({ api }) => api === 'tator'), { first: { url: '/ogc/rest/Job/sample', status: 200 } })
})

t.test('a persona stands beside the policies, that of the world or the one that is asked for', async t => {
  const double = await build(t, { seed: {}, persona: 'maap' })
  const showComparison = async (body?: object) => {
    const { json } = await ask(double, 'POST /comparison', body)
    t.same(json.errors, undefined)
    return json.rows.filter(({ persona }: { persona?: string }) => persona !== undefined).map(({ persona, policy, state, first }: { persona: string, policy: string, state: string, first: { status: number } }) => `${persona} ${policy} ${state} ${first.status}`)
  }
  t.same(await showComparison(), ['maap refuse accepted 202', 'maap refuse running 202', 'maap refuse successful 400', 'maap refuse failed 400', 'maap refuse dismissed 400', 'maap refuse never existed 404'])
  t.equal((await showComparison({ persona: 'goat' }))[1], 'goat gone running 409')
  t.same(await showComparison({ persona: 'none' }), [])
})

t.test('personas are listed with their sources', async t => {
  const double = await build(t, { seed: {} })
  const { json } = await ask(double, 'GET /personas')
  t.equal(json.persona, 'none')
  t.match(json.personas.find(({ name }: { name: string }) => name === 'pygeoapi'), { title: /Flask/, version: '0.21.0', basedOn: { ogc: '1.0', dismiss: 'remove' }, sources: [{ evidence: 'run' }], notImitated: [/pages/], checkFails: [/callback/] })
})
