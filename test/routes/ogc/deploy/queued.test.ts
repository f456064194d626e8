import t from 'tap'
import { build, type TestDouble } from '../../../helper.ts'
import { cwlYaml, dockerPackage, ogcapppkg } from './packages.ts'

const post = ({ app }: TestDouble, body: object = dockerPackage()) => app.inject({ method: 'POST', url: '/processes', headers: { 'content-type': ogcapppkg }, payload: body })
const put = ({ app }: TestDouble, body: object, id = 'buffer') => app.inject({ method: 'PUT', url: `/processes/${id}`, headers: { 'content-type': ogcapppkg }, payload: body })
const statusOf = async ({ app }: TestDouble, id = 'buffer') => (await app.inject(`/processes/${id}`)).statusCode
const versionOf = async ({ app }: TestDouble) => (await app.inject('/processes/buffer')).json().version

t.test('a queued deployment appears when it is due', async t => {
  const double = await build(t, { deploy: 'http', deployment: { queued: 5 } })
  const answer = await post(double)
  t.match([answer.statusCode, answer.headers.location, answer.json()], [202, 'http://localhost:80/processes/buffer', { id: 'buffer', mutable: true }])
  t.equal(await statusOf(double), 404)
  t.match((await post(double)).json(), { status: 409, detail: 'There is a process "buffer" already, or will be: its deployment is queued. Use PUT to replace it.' })
  t.equal((await put(double, dockerPackage())).statusCode, 404)
  await double.clock.advance('4999ms')
  t.equal(await statusOf(double), 404)
  t.match(double.deployments.list(), [{ id: 'deployment-1', process: 'buffer', action: 'deploy', status: 'queued', held: false, submitted: '2026-01-01T00:00:00.000Z', due: '2026-01-01T00:00:05.000Z' }])
  await double.clock.advance('1ms')
  t.equal(await statusOf(double), 200)
  t.match(double.deployments.list(), [{ status: 'deployed', due: undefined }])
})

t.test('a queued replacement takes effect when it is due, in the order of what is due', async t => {
  const double = await build(t, { deploy: 'http' })
  await post(double)
  double.configure({ deployment: { queued: 5 } })
  t.equal((await put(double, dockerPackage('buffer', { version: '2' }))).statusCode, 202)
  double.configure({ deployment: { queued: 3 } })
  await put(double, dockerPackage('buffer', { version: '3' }))
  t.equal(await versionOf(double), '1.2.0')
  await double.clock.advance('4s')
  t.equal(await versionOf(double), '3')
  await double.clock.advance('4s')
  t.equal(await versionOf(double), '2')
  double.configure({ deployment: { put: 202, queued: 0 } })
  t.equal((await put(double, dockerPackage('buffer', { version: '4' }))).statusCode, 202)
  t.equal(await versionOf(double), '4')
})

t.test('a queued deployment fails where the rule says so, and a replacement whose process is gone', async t => {
  const double = await build(t, { deploy: 'http', deployment: { queued: 5, outcome: 'failed' } })
  await post(double)
  await double.clock.advance('5s')
  t.equal(await statusOf(double), 404)
  t.match(double.deployments.list(), [{ status: 'failed', reason: 'The deployment was set to fail.' }])
  double.configure({ deployment: { queued: 0 } })
  await post(double)
  double.configure({ deployment: { queued: 5, outcome: 'deployed' } })
  await put(double, dockerPackage('buffer', { version: '2' }))
  t.equal((await double.app.inject({ method: 'DELETE', url: '/processes/buffer' })).statusCode, 204)
  await double.clock.advance('5s')
  t.equal(await statusOf(double), 404)
  t.match(double.deployments.list()[0], { action: 'replace', status: 'failed', reason: 'The process was undeployed meanwhile.' })
})

t.test('a queued deployment is held, released, finished and failed', async t => {
  const double = await build(t, { deploy: 'http', deployment: { queued: 5 } })
  const { deployments, clock } = double
  await post(double)
  await clock.advance('2s')
  t.match(deployments.hold('deployment-1'), { held: true, status: 'queued', due: undefined })
  t.match(deployments.hold('deployment-1'), { held: true })
  await clock.advance('1h')
  t.equal(await statusOf(double), 404)
  t.match(deployments.release('deployment-1'), { held: false, due: '2026-01-01T01:00:05.000Z' })
  t.match(deployments.release('deployment-1'), { held: false, due: '2026-01-01T01:00:05.000Z' })
  await clock.advance('3s')
  t.equal(await statusOf(double), 200)
  await post(double, dockerPackage('second'))
  await post(double, dockerPackage('third'))
  t.match(deployments.finish('deployment-2'), { status: 'deployed' })
  t.match(deployments.fail('deployment-3', { reason: 'The image is not there.' }), { status: 'failed', reason: 'The image is not there.' })
  t.same([await statusOf(double, 'second'), await statusOf(double, 'third')], [200, 404])
  await post(double, dockerPackage('third'))
  t.match(deployments.fail('deployment-4'), { status: 'failed', reason: 'The deployment was set to fail.' })
  t.throws(() => deployments.hold('deployment-3'), { message: 'The deployment "deployment-3" is failed; only one that is queued can be held, released or ended.' })
  t.throws(() => deployments.release('none'), { message: 'There is no deployment "none".' })
  t.throws(() => deployments.finish(5 as never), { name: 'RangeError' })
  t.throws(() => deployments.fail('deployment-1', 5 as never), { name: 'RangeError' })
})

t.test('faults strike before a deployment or after it', async t => {
  const double = await build(t, { deploy: 'http' })
  const send = { deploy: () => post(double), replace: () => put(double, dockerPackage('buffer', { version: '2' })), undeploy: () => double.app.inject({ method: 'DELETE', url: '/processes/buffer' }) }
  const look = async () => (await double.app.inject('/processes/buffer')).json().version
  for (const [name, before, after] of [['deploy', undefined, '1.2.0'], ['replace', '1.2.0', '2'], ['undeploy', '2', undefined]] as const) {
    for (const [phase, seen] of [['before-commit', before], ['after-commit', after]] as const) {
      double.faults.add({ status: 503, phase, failRequestCount: 1, match: { urlPathPattern: '/processes.*' } })
      const answer = await send[name]()
      t.match([answer.statusCode, answer.headers.location, await look()], [503, undefined, seen], `${name} ${phase}`)
    }
  }
  double.faults.add({ status: 503, phase: 'before-commit', match: { urlPathPattern: '/processes.*' } })
  t.equal((await double.app.inject({ method: 'POST', url: '/processes', headers: { 'content-type': ogcapppkg }, payload: '{' })).statusCode, 400, 'what is wrong is refused before a fault strikes')
})

t.test('jobs of a process that was undeployed go on, and keep their results', async t => {
  const double = await build(t, { deploy: 'http' })
  await post(double)
  double.lifecycle.set('ogc::buffer', { progression: 'time', seconds: 10 })
  double.cases.add({ process: 'buffer', when: { distance: 2 }, results: { name: 'two' } })
  const started = await double.app.inject({ method: 'POST', url: '/processes/buffer/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { distance: 2 }, response: 'document' } })
  const { jobID } = started.json()
  await double.app.inject({ method: 'DELETE', url: '/processes/buffer' })
  await double.clock.advance('10s')
  t.match((await double.app.inject(`/jobs/${jobID}`)).json(), { status: 'successful', processID: 'buffer' })
  t.same((await double.app.inject(`/jobs/${jobID}/results`)).json(), { name: 'two', area: 3 })
  t.same((await double.app.inject(`/jobs/${jobID}/results/area`)).json(), 3)
})

t.test('jobs of a process that was replaced keep its outputs', async t => {
  const double = await build(t, { deploy: 'http' })
  await post(double)
  const launch = async () => (await double.app.inject({ method: 'POST', url: '/processes/buffer/execution', headers: { prefer: 'respond-async' }, payload: { inputs: { distance: 2 }, outputs: { area: {} } } })).json().jobID
  const before = await launch()
  await put(double, dockerPackage('buffer', { outputs: { area: { schema: { type: 'number', minimum: 7 } } } }))
  const after = await launch()
  const resultOf = async (id: string) => (await double.app.inject(`/jobs/${id}/results/area`)).json()
  t.same([await resultOf(before), await resultOf(after)], [3, 7])
})

t.test('a reset forgets what was deployed, and brings back what was undeployed', async t => {
  const double = await build(t, { deploy: 'http', seed: { processes: [{ id: 'seeded', mutable: true, package: { mediaType: 'application/cwl+yaml', text: cwlYaml('seeded') } }] } })
  t.equal((await double.app.inject('/processes/seeded/package')).body, cwlYaml('seeded'))
  await post(double)
  await put(double, dockerPackage('seeded', { title: 'Replaced' }), 'seeded')
  t.equal((await double.app.inject('/processes/seeded')).json().title, 'Replaced')
  await double.app.inject({ method: 'DELETE', url: '/processes/seeded' })
  t.same([await statusOf(double), await statusOf(double, 'seeded')], [200, 404])
  t.match((await double.app.inject('/__admin/seed')).json().processes, [{ id: 'buffer', mutable: true, package: { mediaType: ogcapppkg, text: JSON.stringify(dockerPackage()) } }])
  await double.reset()
  t.same([await statusOf(double), await statusOf(double, 'seeded'), double.deployments.list()], [404, 200, []])
})
