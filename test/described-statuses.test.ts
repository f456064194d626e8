import t, { type Test } from 'tap'
import type { Double } from '../src/create-double.ts'
import type { Settings } from '../src/world/settings.ts'
import type { Seed } from '../schemas/seed.ts'
import { build } from './helper.ts'

/** A request: a line such as `PUT /clock`, with optional body and headers. `{id}` is the id in the answer to the previous step. */
interface Sent { readonly line: string, readonly body?: unknown, readonly headers?: Readonly<Record<string, string>> }
type Step = string | Sent
/** A request of an operation, the steps before it, and its status. */
interface Row { readonly before?: readonly Step[], readonly send: Step, readonly status: number }
type Table = Readonly<Record<string, readonly Row[]>>

const row = (status: number, send: Step, ...before: readonly Step[]): Row => ({ status, send, before })

const seed: Seed = {
  projects: [{ id: 1, media: [1], algorithms: [{ name: 'demo' }] }],
  users: [{ name: 'full', password: 'secret', token: 'key', projects: { 1: 'full' } }, { name: 'stranger', token: 'stranger' }],
  processes: [{
    id: 'made',
    outputs: { image: { schema: { type: 'string', contentMediaType: 'image/tiff' } } },
    results: { image: { $bytes: 10 } },
    cases: [{ when: { matchesJsonSchema: { required: ['link'] } }, results: { image: { href: 'https://h.example/a.tif' } } }],
    inputs: { link: { minOccurs: 0, schema: { type: 'boolean' } } }
  }],
  jobs: [
    { id: 'made', process: 'made', age: 60 },
    { id: 'linked', process: 'made', inputs: { link: true }, age: 60 },
    { id: 'running', group: 'group', process: 'hold', project: 1, user: 'full' },
    { id: 'successful', inputs: { message: 'x' }, age: 3600, project: 1, user: 'full' },
    { id: 'failed', process: 'fail', age: 3600 }
  ]
}

const authorization = 'Token key'
const stranger = { authorization: 'Token stranger' }
const large = { any: 'x'.repeat(2 ** 20) }
const asText = { 'content-type': 'text/plain' }
const asImage = { accept: 'image/png' }

const execution = (body: object, headers: Readonly<Record<string, string>> = {}): Sent => ({ line: 'POST /processes/echo/execution', body, headers: { 'x-job-progression': 'immediate', ...headers } })
const byReference = { inputs: { message: 'x' }, outputs: { message: { transmissionMode: 'reference' } }, response: 'raw' }
const started = execution(byReference, { prefer: 'respond-async' })

/** A readable resource: it exists, in two formats, and in no other. */
const read = (path: string): Row[] => [row(200, `GET ${path}`), row(200, `GET ${path}?f=html`), row(400, `GET ${path}?f=none`), row(406, { line: `GET ${path}`, headers: asImage })]

/** Answers to a range request, or to a client with a current copy. */
const parts = (path: string): Row[] => [[206, { range: 'bytes=0-1' }], [304, { 'if-none-match': '*' }], [416, { range: 'bytes=10-' }]].map(([status, headers]) =>
  row(status as number, { line: `GET ${path}`, headers: { accept: 'image/tiff', ...headers as Record<string, string> } }))

const ogc: Table = {
  getLandingPage: read('/'),
  getConformanceClasses: read('/conformance'),
  getApi: [...read('/api'), row(400, 'GET /api?openapi=4')],
  getProcesses: read('/processes'),
  getProcessDescription: [...read('/processes/echo'), row(404, 'GET /processes/none')],
  execute: [
    row(200, execution({ inputs: { message: 'x' } })),
    row(201, execution({ inputs: { message: 'x' } }, { prefer: 'respond-async' })),
    row(204, execution(byReference)),
    row(400, execution({ inputs: { message: 5 } })),
    row(404, { line: 'POST /processes/none/execution', body: {} }),
    row(406, execution({ inputs: { message: 'x' } }, { accept: 'video/mp4' })),
    row(413, execution(large)),
    row(415, execution({}, asText)),
    row(500, { line: 'POST /processes/fail/execution', body: {}, headers: { 'x-job-progression': 'immediate' } })
  ],
  getJobs: [...read('/jobs'), row(400, 'GET /jobs?limit=x')],
  getStatus: [...read('/jobs/running'), row(404, 'GET /jobs/none'), row(410, 'GET /jobs/successful', { line: 'POST /__admin/settings', body: { removedStatus: 410 } }, 'DELETE /jobs/successful')],
  dismiss: [row(200, 'DELETE /jobs/running'), row(202, 'DELETE /jobs/running', { line: 'POST /__admin/settings', body: { dismiss: 'refuse' } }), row(404, 'DELETE /jobs/none'), row(406, { line: 'DELETE /jobs/running', headers: asImage })],
  getResult: [row(200, 'GET /jobs/successful/results'), row(204, 'GET /jobs/{id}/results', started), row(404, 'GET /jobs/running/results'), row(500, 'GET /jobs/failed/results'), ...parts('/jobs/made/results')],
  getOutput: [row(200, 'GET /jobs/successful/results/message'), row(404, 'GET /jobs/none/results/message'), row(400, 'GET /jobs/successful/results/none'), row(500, 'GET /jobs/failed/results/message'), ...parts('/jobs/made/results/image'), row(303, 'GET /jobs/linked/results/image')]
}

/** In the draft, a single output is its value in any transmission mode; with no outputs the answer is empty. */
const draft: Table = {
  ...ogc,
  execute: [...ogc['execute']!.filter(({ status }) => status !== 204), row(204, execution({ inputs: { message: 'x' }, outputs: {} }))],
  getResult: ogc['getResult']!.map(one => one.status === 204 ? { ...one, status: 200 } : one)
}

const token: Readonly<Record<string, readonly Row[]>> = {
  CreateObtainAuthToken: [row(200, { line: 'POST /rest/Token', body: { username: 'full', password: 'secret' } }), row(400, { line: 'POST /rest/Token', body: {} }), row(406, { line: 'POST /rest/Token', body: {}, headers: asImage }), row(413, { line: 'POST /rest/Token', body: large })]
}

/** Tator's errors of every resource that requires a token. */
const guarded = (line: string, body?: object): Row[] => {
  const payload = body === undefined ? {} : { body }
  return [row(403, { line, ...payload, headers: stranger }), row(406, { line, ...payload, headers: asImage })]
}

const launch = { algorithm_name: 'demo', media_ids: [1] }
const transcode = { type: 1, gid: 'c1f0b2d0-0000-11ef-8000-000000000000', uid: 'chosen', url: 'https://example.org/a.mp4', section: 'a', name: 'a.mp4', md5: 'a' }
const answer204: Sent = { line: 'POST /__admin/settings', body: { tatorDeleteStatus: 204 } }

/** Job launches before 1.0. */
const beforeLists: Table = {
  AlgorithmLaunch: [row(201, { line: 'POST /rest/AlgorithmLaunch/1', body: launch }), row(400, { line: 'POST /rest/AlgorithmLaunch/1', body: {} }), row(404, { line: 'POST /rest/AlgorithmLaunch/9', body: launch }), ...guarded('POST /rest/AlgorithmLaunch/1', launch), row(413, { line: 'POST /rest/AlgorithmLaunch/1', body: large })],
  Transcode: [row(201, { line: 'POST /rest/Transcode/1', body: transcode }), row(400, { line: 'POST /rest/Transcode/1', body: {} }), row(404, { line: 'POST /rest/Transcode/9', body: transcode }), ...guarded('POST /rest/Transcode/1', transcode)]
}

const tator2020: Table = {
  ...token,
  ...beforeLists,
  DeleteJob: [row(200, 'DELETE /rest/Job/running'), row(204, 'DELETE /rest/Job/running', answer204), row(404, 'DELETE /rest/Job/none'), ...guarded('DELETE /rest/Job/running')],
  DeleteJobGroup: [row(200, 'DELETE /rest/JobGroup/group'), row(204, 'DELETE /rest/JobGroup/group', answer204), row(404, 'DELETE /rest/JobGroup/none'), ...guarded('DELETE /rest/JobGroup/group')]
}

/** Operations that dialects with `uid` share. */
const byUid: Table = {
  ...token,
  GetJob: [row(200, 'GET /rest/Job/running'), row(404, 'GET /rest/Job/none'), ...guarded('GET /rest/Job/running')],
  DeleteJob: [row(200, 'DELETE /rest/Job/running'), row(404, 'DELETE /rest/Job/none'), ...guarded('DELETE /rest/Job/running')],
  GetJobList: [row(200, 'GET /rest/Jobs/1'), row(404, 'GET /rest/Jobs/9'), ...guarded('GET /rest/Jobs/1')],
  DeleteJobList: [row(200, 'DELETE /rest/Jobs/1'), row(404, 'DELETE /rest/Jobs/9'), ...guarded('DELETE /rest/Jobs/1')]
}

const tator15: Table = {
  ...byUid,
  CreateJobList: [row(201, { line: 'POST /rest/Jobs/1', body: launch }), row(400, { line: 'POST /rest/Jobs/1', body: {} }), row(404, { line: 'POST /rest/Jobs/9', body: launch }), ...guarded('POST /rest/Jobs/1', launch), row(413, { line: 'POST /rest/Jobs/1', body: large })]
}

const admin = (line: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Sent => ({ line: line.replace(' /', ' /__admin/'), headers, ...(body !== undefined && { body }) })
/** A valid body, an invalid one, and two that cannot be parsed. */
const takes = (status: number, line: string, body: unknown, bad: unknown = { none: 1 }): Row[] =>
  [row(status, admin(line, body)), row(400, admin(line, bad)), row(413, admin(line, large)), row(415, admin(line, body, asText))]
const adminRow = (line: string, ...before: readonly Step[]): Row[] => [row(200, admin(line), ...before)]
/** An existing resource of a kind, and a missing one. */
const named = (line: string, name: string, ...before: readonly Step[]): Row[] => [row(200, admin(line.replace('{name}', name)), ...before), row(404, admin(line.replace('{name}', 'none')))]

const snapshot = admin('PUT /snapshots/one')
const rules = (deployment: object) => admin('POST /settings', { deploy: 'http', deployment })
const packageOf = (id: string, more: object = {}) => ({ processDescription: { id, version: '1', ...more }, executionUnit: { type: 'docker', image: 'none' } })
const asPackage = { 'content-type': 'application/ogcapppkg+json' }
const deployed: Sent = { line: 'POST /processes', body: packageOf('new'), headers: asPackage }
const replaced: Sent = { ...deployed, line: 'PUT /processes/new' }
const queuedDeployment = [rules({ queued: 5 }), deployed]
/** A queued deployment, an ended one, and an unknown one. */
const ofDeployment = (change: string): Row[] => [row(200, admin(`POST /deployments/deployment-1/${change}`), ...queuedDeployment), row(400, admin(`POST /deployments/deployment-1/${change}`), rules({}), deployed), row(404, admin(`POST /deployments/none/${change}`))]

const deployment: Table = {
  getProcesses: read('/processes'),
  getProcessDescription: [...read('/processes/new').map(one => ({ ...one, before: [deployed] })), row(404, 'GET /processes/new')],
  deployProcess: [
    row(201, deployed), row(202, deployed, rules({ queued: 5 })), row(400, { ...deployed, body: {} }), row(403, { ...deployed, body: packageOf('echo') }), row(406, { ...deployed, headers: { ...asPackage, ...asImage } }),
    row(409, deployed, deployed), row(413, { ...deployed, body: packageOf('new', large) }), row(415, { ...deployed, headers: asText }), row(422, { ...deployed, body: {} }, rules({ malformed: 422 })), row(500, { ...deployed, body: {} }, rules({ malformed: 500 }))
  ],
  replaceProcess: [
    row(204, replaced, deployed), ...[200, 201, 202].map(put => row(put, replaced, rules({ put }), deployed)), row(400, { ...replaced, body: packageOf('other') }, deployed), row(403, { ...replaced, line: 'PUT /processes/echo' }),
    row(404, replaced), row(409, replaced, rules({ upsert: true, queued: 5 }), deployed), row(406, { ...replaced, headers: { ...asPackage, ...asImage } }), row(413, { ...replaced, body: packageOf('new', large) }, deployed), row(415, { ...replaced, headers: asText }, deployed), row(422, { ...replaced, body: {} }, rules({ malformed: 422 }), deployed), row(500, { ...replaced, body: {} }, rules({ malformed: 500 }), deployed)
  ],
  undeployProcess: [row(204, 'DELETE /processes/new', deployed), row(200, 'DELETE /processes/new', rules({ undeploy: 200 }), deployed), row(403, 'DELETE /processes/echo'), row(404, 'DELETE /processes/new'), row(406, { line: 'DELETE /processes/new', headers: asImage })],
  getPackage: [row(200, 'GET /processes/new/package', deployed), row(200, 'GET /processes/new/package?f=html', deployed), row(400, 'GET /processes/new/package?f=none', deployed), row(403, 'GET /processes/echo/package'), row(404, 'GET /processes/new/package'), row(404, 'GET /processes/echo/package', rules({ immutablePackage: 404 }))]
}
const manual = { model_name: 'ogc::job', transition: { progression: 'manual' } }

const control: Table = {
  getClock: adminRow('GET /clock'),
  changeClock: [...takes(200, 'PUT /clock', { action: 'freeze' }), row(409, admin('PUT /clock', { action: 'next' }))],
  setTransition: takes(201, 'POST /state-manager/set-transition', manual),
  unsetTransition: takes(201, 'POST /state-manager/unset-transition', { model_name: 'ogc::job' }),
  getTransition: [...adminRow('GET /state-manager/get-transition?model_name=ogc::job'), row(400, admin('GET /state-manager/get-transition'))],
  getJobDetails: [...adminRow('GET /jobs'), row(400, admin('GET /jobs?limit=0'))],
  addJob: takes(201, 'POST /jobs', { process: 'echo', status: 'running', progress: 40 }, { process: 'none' }),
  getJob: named('GET /jobs/{name}', 'running'),
  finishJob: [...takes(200, 'POST /jobs/running/finish', { results: {} }, { results: { none: 1 } }), row(404, admin('POST /jobs/none/finish')), row(409, admin('POST /jobs/successful/finish'))],
  failJob: [...takes(200, 'POST /jobs/running/fail', { reason: 'No space left' }, { reason: 5 }), row(404, admin('POST /jobs/none/fail')), row(409, admin('POST /jobs/successful/fail'))],
  moveJob: [...takes(200, 'POST /jobs/running/transition', { status: 'successful' }, { status: 'none' }), row(200, admin('POST /jobs/running/transition')), row(404, admin('POST /jobs/none/transition')), row(409, admin('POST /jobs/successful/transition'))],
  holdJob: [...named('POST /jobs/{name}/hold', 'running'), row(409, admin('POST /jobs/successful/hold'))],
  releaseJob: [...named('POST /jobs/{name}/release', 'running', admin('POST /jobs/running/hold')), row(409, admin('POST /jobs/successful/release'))],
  getScenarios: adminRow('GET /scenarios'),
  setScenarioState: [...takes(200, 'PUT /scenarios/running/state', { state: 'successful' }, { state: 5 }), row(200, admin('PUT /scenarios/running/state')), row(404, admin('PUT /scenarios/none/state')), row(409, admin('PUT /scenarios/successful/state', { state: 'running' })), row(422, admin('PUT /scenarios/running/state', { state: 'none' }))],
  resetScenarios: adminRow('POST /scenarios/reset'),
  getCases: adminRow('GET /cases'),
  addCase: takes(201, 'POST /cases', { process: 'echo' }),
  removeCases: adminRow('DELETE /cases'),
  removeCase: named('DELETE /cases/{name}', 'case-1', admin('POST /cases', { process: 'echo' })),
  getDeployments: adminRow('GET /deployments', ...queuedDeployment),
  holdDeployment: ofDeployment('hold'),
  releaseDeployment: ofDeployment('release'),
  finishDeployment: ofDeployment('finish'),
  failDeployment: [...ofDeployment('fail'), row(400, admin('POST /deployments/deployment-1/fail', { reason: 5 })), row(413, admin('POST /deployments/deployment-1/fail', large)), row(415, admin('POST /deployments/deployment-1/fail', {}, asText))],
  getFaults: adminRow('GET /faults'),
  addFault: takes(201, 'POST /faults', { id: 'one', status: 503 }),
  removeFaults: adminRow('DELETE /faults'),
  removeFault: named('DELETE /faults/{name}', 'one', admin('POST /faults', { id: 'one', match: { urlPath: '/none' }, status: 503 })),
  getRequests: [...adminRow('GET /requests'), row(400, admin('GET /requests?limit=x'))],
  clearRequests: adminRow('DELETE /requests'),
  getRequest: named('GET /requests/{name}', '{id}', 'GET /jobs', admin('GET /requests')),
  removeRequest: adminRow('DELETE /requests/any'),
  getUnmatched: adminRow('GET /requests/unmatched'),
  resetRequests: adminRow('POST /requests/reset'),
  countRequests: takes(200, 'POST /requests/count', { method: 'GET' }),
  findRequests: takes(200, 'POST /requests/find', { method: 'GET' }),
  removeRequests: takes(200, 'POST /requests/remove', { method: 'GET' }),
  waitForRequest: [row(200, admin('POST /requests/wait', { method: 'GET' }), 'GET /jobs'), row(400, admin('POST /requests/wait', { none: 1 })), row(408, admin('POST /requests/wait', { urlPath: '/none', timeoutMilliseconds: 1 }))],
  getSnapshots: adminRow('GET /snapshots'),
  takeSnapshot: [row(200, snapshot)],
  removeSnapshot: named('DELETE /snapshots/{name}', 'one', snapshot),
  restoreSnapshot: named('POST /snapshots/{name}/restore', 'one', snapshot),
  setProviderState: takes(200, 'POST /provider-states', { state: 'no jobs exist' }, { state: 'none' }),
  compareDismissals: [...takes(200, 'POST /comparison', { job: 'running' }), row(404, admin('POST /comparison', { job: 'none' }))],
  reset: [...takes(200, 'POST /reset', { seed: {} }).filter(({ status }) => status !== 413), row(200, admin('POST /reset'))],
  getSeed: adminRow('GET /seed'),
  getSettings: adminRow('GET /settings'),
  changeSettings: takes(200, 'POST /settings', { dismiss: 'gone' }),
  changeSameSettings: takes(200, 'PUT /settings', { dismiss: 'gone' }),
  getHealth: adminRow('GET /health'),
  getVersion: adminRow('GET /version'),
  getMetrics: adminRow('GET /metrics'),
  getPersonas: adminRow('GET /personas'),
  getWorlds: adminRow('GET /worlds'),
  removeWorld: named('DELETE /worlds/{name}', 'other', { line: 'GET /jobs', headers: { 'x-test-id': 'other' } }),
  getCallbacks: adminRow('GET /callbacks'),
  getControlApi: [row(200, admin('GET /openapi')), row(200, admin('GET /openapi?f=html'))]
}

interface Answered { readonly status: number, readonly type: string, readonly json: unknown }

async function send ({ app }: Double, world: string, step: Step, id: string): Promise<Answered> {
  const { line, body, headers = {} } = typeof step === 'string' ? { line: step } : step as Sent
  const [method, path = ''] = line.split(' ')
  const inWorld = 'x-test-id' in headers ? '' : `/w/${world}`
  const response = await app.inject({
    method: method as 'GET',
    url: inWorld + path.replace('{id}', id),
    headers: { authorization, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { payload: JSON.stringify(body) })
  })
  const type = String(response.headers['content-type'] ?? '')
  return { status: response.statusCode, type, json: /json/.test(type) ? response.json() : undefined }
}

const idIn = (json: unknown): string => {
  const { jobID, requests } = Object(json) as { jobID?: string, requests?: { id: string }[] }
  return jobID ?? requests?.[0]?.id ?? ''
}

interface Operation { readonly operationId: string, readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>> }

async function operationsIn (double: Double, path: string, belongs: (path: string) => boolean): Promise<Operation[]> {
  const { paths } = (await double.app.inject(path)).json() as { paths: Record<string, Record<string, Operation>> }
  return Object.entries(paths).filter(([path]) => belongs(path)).flatMap(([, item]) => Object.values(item))
}

const isTator = (path: string): boolean => path.startsWith('/rest/')
/** A path for one process has the description of the general path. */
const isOgc = (path: string): boolean => !isTator(path) && !/^\/processes\/[^{]/.test(path)

const described: readonly { name: string, settings: Partial<Settings>, path: string, belongs (path: string): boolean, table: Table }[] = [
  { name: 'OGC 1.0', settings: {}, path: '/api?f=json', belongs: isOgc, table: { ...ogc, dismiss: [...ogc['dismiss']!, row(410, 'DELETE /jobs/running', { line: 'POST /__admin/settings', body: { dismiss: 'gone' } }, 'DELETE /jobs/running')] } },
  { name: 'OGC 2.0-draft in OpenAPI 3.0', settings: { ogc: '2.0-draft' }, path: '/api?f=json&openapi=3.0', belongs: isOgc, table: draft },
  { name: 'OGC 2.0-draft in OpenAPI 3.1', settings: { ogc: '2.0-draft' }, path: '/api?f=json&openapi=3.1', belongs: isOgc, table: draft },
  { name: 'Part 2', settings: { deploy: 'http' }, path: '/api?f=json', belongs: path => /^\/processes(\/\{processID\}(\/package)?)?$/.test(path), table: deployment },
  { name: 'Tator 2020-05', settings: { tator: '2020-05' }, path: '/api?f=json', belongs: isTator, table: tator2020 },
  { name: 'Tator 2020-09', settings: { tator: '2020-09' }, path: '/api?f=json', belongs: isTator, table: { ...byUid, ...beforeLists } },
  { name: 'Tator 1.5', settings: { tator: '1.5' }, path: '/api?f=json', belongs: isTator, table: tator15 },
  { name: 'the control façade', settings: {}, path: '/__admin/openapi?f=json', belongs: () => true, table: control }
]

/** Whether a description names the media type, perhaps by a range. */
const isNamed = (type: string, content: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(content).some(one => one === '*/*' || one.split(';')[0] === type.split(';')[0]!.replace('application/problem+json', 'application/json'))

async function checkOperation (t: Test, double: Double, { operationId, responses }: Operation, rows: readonly Row[]): Promise<void> {
  for (const [number, { before = [], send: step, status }] of rows.entries()) {
    const world = `${operationId}-${number}`
    let id = ''
    for (const one of before) id = idIn((await send(double, world, one, id)).json)
    const answered = await send(double, world, step, id)
    const line = `${operationId}: ${typeof step === 'string' ? step : step.line}`
    t.equal(answered.status, status, `${number} ${line} is answered as the table says`)
    const response = responses[answered.status]
    t.ok(response, `${line}: ${answered.status} is described`)
    if (response?.content !== undefined) t.ok(isNamed(answered.type, response.content), `${line}: ${answered.status} as ${answered.type} is described`)
  }
  const successes = (statuses: readonly unknown[]) => [...new Set(statuses.map(String))].filter(status => status.startsWith('2')).sort()
  // One description serves both dialects of OGC.
  t.same(successes(Object.keys(responses)), successes([...rows, ...ogc[operationId] ?? []].map(({ status }) => status)), `${operationId}: every success that is described is reached`)
}

for (const { name, settings, path, belongs, table } of described) {
  t.test(`what is answered is what ${name} describes`, async t => {
    const double = await build(t, { seed, maxBodyBytes: 2 ** 20, ...settings })
    const operations = await operationsIn(double, path, belongs)
    t.same(operations.map(({ operationId }) => operationId).sort(), Object.keys(table).sort(), 'every operation of the description is in the table')
    for (const operation of operations) await checkOperation(t, double, operation, table[operation.operationId] ?? [])
  })
}
