import t from 'tap'
import { build } from '../../helper.ts'

const conf = (version: string, names: string) => names.split(' ').map(name => `${version === '1.0' ? 'http' : 'https'}://www.opengis.net/spec/ogcapi-processes-1/${version}/conf/${name}`)

const dialects = [
  { ogc: '1.0', classes: conf('1.0', 'core ogc-process-description json html oas30 job-list callback dismiss'), openapi: ['3.0'] },
  { ogc: '2.0-draft', classes: conf('2.0', 'core ogc-process-description json html oas oas30 oas31 job-list callback dismiss'), openapi: ['3.0', '3.1'] }
] as const

const inputs = { message: 'hello' }

for (const { ogc, classes, openapi } of dialects) {
  t.test(`${ogc} declares its own classes and no others`, async t => {
    const { app } = await build(t, { seed: {}, ogc })
    t.same((await app.inject('/conformance')).json(), { conformsTo: classes })
  })

  t.test(`${ogc} is described in its versions of OpenAPI, and in no others`, async t => {
    const { app } = await build(t, { seed: {}, ogc })
    const { links } = (await app.inject('/')).json()
    t.same(links.filter(({ rel }: { rel: string }) => rel === 'service-desc').map(({ type }: { type: string }) => type), openapi.map(version => `application/vnd.oai.openapi+json;version=${version}`))
    for (const version of ['3.0', '3.1'] as const) {
      const described = openapi.some(one => one === version)
      const type = `application/vnd.oai.openapi+json;version=${version}`
      const byQuery = await app.inject(`/api?openapi=${version}`)
      t.equal(byQuery.statusCode, described ? 200 : 400, version)
      const byAccept = await app.inject({ url: '/api', headers: { accept: type } })
      if (!described) t.notMatch(byAccept.headers['content-type'], type, 'nothing is said to be what it is not')
      for (const { headers, body } of described ? [byQuery, byAccept] : []) {
        t.match(headers['content-type'], type)
        t.ok(JSON.parse(body).openapi.startsWith(version))
      }
    }
    t.equal((await app.inject('/api')).json().openapi, '3.0.3', 'the older one if nobody says')
    t.equal((await app.inject({ url: '/api', headers: { accept: 'application/vnd.oai.openapi+json' } })).json().openapi, '3.0.3')
  })
}

t.test('the URIs of OGC are http in 1.0 and https in the draft; a relation of the draft has both, since http is registered', async t => {
  const rel = '://www.opengis.net/def/rel/ogc/1.0/'
  for (const [ogc, schemes] of [['1.0', ['http']], ['2.0-draft', ['http', 'https']]] as const) {
    const { app } = await build(t, { ogc })
    const { links } = (await app.inject('/')).json()
    t.same(links.map(({ rel }: { rel: string }) => rel).filter((one: string) => one.includes(rel)), schemes.flatMap(scheme => ['conformance', 'processes', 'job-list'].map(name => `${scheme}${rel}${name}`)))
    t.equal((await app.inject('/jobs/nope')).json().type, `${schemes.at(-1)}://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/no-such-job`)
    t.equal((await app.inject('/nope')).json().type, 'about:blank')
  }
})

t.test('a process says how its outputs travel in 1.0, and no more in the draft', async t => {
  for (const { ogc, outputTransmission } of [{ ogc: '1.0', outputTransmission: ['value', 'reference'] }, { ogc: '2.0-draft', outputTransmission: undefined }] as const) {
    const { app } = await build(t, { seed: {}, ogc })
    const [process] = (await app.inject('/processes')).json().processes
    t.same(process.outputTransmission, outputTransmission, ogc)
    t.same((await app.inject('/processes/echo')).json().outputTransmission, outputTransmission, ogc)
  }
})

t.test('a job names its process by its id in 1.0, and by its address in the draft, wherever it is named', async t => {
  for (const [ogc, processID] of [['1.0', 'my process'], ['2.0-draft', 'http://localhost:80/processes/my%20process']] as const) {
    const { app } = await build(t, { seed: { processes: [{ id: 'my process' }], plans: { 'my process': { running: 60 } } }, ogc })
    const created = await app.inject({ method: 'POST', url: '/processes/my%20process/execution', payload: {}, headers: { prefer: 'respond-async' } })
    const { jobID } = created.json()
    const one = (await app.inject(`/jobs/${jobID}`)).json()
    const [listed] = (await app.inject('/jobs?processID=my%20process')).json().jobs
    const dismissed = (await app.inject({ method: 'DELETE', url: `/jobs/${jobID}` })).json()
    for (const info of [created.json(), one, listed, dismissed]) {
      t.match(info, { jobID, id: jobID, type: 'process', processingEntityType: 'ogc-api-processes' })
      t.equal(info.processID, processID, ogc)
    }
  }
})

t.test('the draft dismisses in two steps: the first cancels, the second removes', async t => {
  const { app } = await build(t, { seed: { jobs: [{ id: 'job', process: 'hold' }] }, ogc: '2.0-draft' })
  const dismiss = () => app.inject({ method: 'DELETE', url: '/jobs/job' })
  const read = () => app.inject('/jobs/job')
  t.match((await dismiss()).json(), { status: 'dismissed', message: 'The job was dismissed; it was running.' })
  t.match((await read()).json(), { status: 'dismissed' })
  t.match((await dismiss()).json(), { status: 'dismissed' })
  t.equal((await read()).statusCode, 404)
  t.equal((await dismiss()).statusCode, 404)
})

t.test('an empty list of outputs means all in 1.0, and none in the draft', async t => {
  for (const [ogc, statusCode, body] of [['1.0', 200, 'hello'], ['2.0-draft', 204, '']] as const) {
    const { app } = await build(t, { seed: { processes: [{ id: 'one', outputs: { out: { schema: { type: 'string' } } }, results: { out: 'hello' } }] }, ogc })
    const answer = await app.inject({ method: 'POST', url: '/processes/one/execution', payload: { outputs: {} } })
    t.equal(answer.statusCode, statusCode, ogc)
    t.equal(answer.body, body, ogc)
  }
})

t.test('both dialects take an execute request of the other', async t => {
  for (const { ogc } of dialects) {
    const { app } = await build(t, { seed: {}, ogc })
    for (const body of [
      { inputs, response: 'raw', outputs: { message: { transmissionMode: 'value' } } },
      { inputs, process: 'http://localhost/processes/echo', outputs: { message: {} } }
    ]) t.equal((await app.inject({ method: 'POST', url: '/processes/echo/execution', payload: body })).body, 'hello', ogc)
  }
})
