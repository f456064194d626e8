/** The control façade, used by WireMock's own client as the README promises. Needs npm; not part of `npm test`. */
import assert from 'node:assert/strict'
import { serve } from '../serve.ts'
import { type Tally, tallied } from '../tools.ts'
import { installClient, type WireMock } from './client.ts'

interface World { url: string, wiremock: WireMock }
type Case = (world: World) => Promise<void>

const limit = 20_000

async function ask (url: string, init: RequestInit = {}): Promise<{ status: number, json: Record<string, unknown> }> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(limit) })
  return { status: answer.status, json: await answer.json() as Record<string, unknown> }
}

/** @returns the id of a new job that runs until it is dismissed */
async function start (url: string): Promise<string> {
  const { json } = await ask(`${url}/processes/hold/execution`, { method: 'POST', headers: { 'content-type': 'application/json', prefer: 'respond-async' }, body: '{"inputs":{"progress":7}}' })
  return String(json['jobID'])
}

const stateOf = async (wiremock: WireMock, id: string) => (await wiremock.scenarios.getAllScenarios()).scenarios.find(scenario => scenario.id === id)?.state
const urls = (logged: { url: string }[]) => logged.map(({ url }) => url)

const cases: Record<string, Case> = {
  'requests.getAllRequests: every exchange, newest first, with its answer': async ({ url, wiremock }) => {
    const id = await start(url)
    await ask(`${url}/jobs/${id}?f=json`)
    const { requests, meta } = await wiremock.requests.getAllRequests()
    assert.equal(meta.total, 2)
    assert.deepEqual(requests.map(({ request: { method, url }, response, wasMatched }) => [method, url, response.status, wasMatched]), [
      ['GET', `/jobs/${id}?f=json`, 200, true],
      ['POST', '/processes/hold/execution', 201, true]
    ])
    const logged = requests[1]?.request
    assert.deepEqual([logged?.absoluteUrl, logged?.headers['prefer'], JSON.parse(logged?.body ?? '')], [`${url}/processes/hold/execution`, 'respond-async', { inputs: { progress: 7 } }])
    assert.equal(new Date(logged?.loggedDate ?? NaN).toISOString(), logged?.loggedDateString)
  },
  'requests.getAllRequests: what the client asks of the control façade is not among them': async ({ wiremock }) => {
    await wiremock.scenarios.getAllScenarios()
    assert.deepEqual((await wiremock.requests.getAllRequests()).requests, [])
  },
  'requests.getRequest: one exchange by its id': async ({ url, wiremock }) => {
    await ask(`${url}/jobs`)
    const [event] = (await wiremock.requests.getAllRequests()).requests
    assert.deepEqual(await wiremock.requests.getRequest(event?.id ?? ''), event)
  },
  'requests.deleteRequest: forgets one exchange and no other': async ({ url, wiremock }) => {
    await ask(`${url}/jobs`)
    await ask(`${url}/processes`)
    const [newest] = (await wiremock.requests.getAllRequests()).requests
    await wiremock.requests.deleteRequest(newest?.id ?? '')
    assert.deepEqual(urls((await wiremock.requests.findRequests({})).requests), ['/jobs'])
  },
  'requests.getCount: by method, path, header, query and body': async ({ url, wiremock }) => {
    await start(url)
    await start(url)
    await ask(`${url}/jobs?limit=1`)
    const count = async (pattern: object) => (await wiremock.requests.getCount(pattern)).count
    assert.equal(await count({ method: 'ANY', urlPattern: '.*' }), 3)
    assert.equal(await count({ method: 'POST', url: '/processes/hold/execution' }), 2)
    assert.equal(await count({ method: 'GET', urlPath: '/jobs', queryParameters: { limit: { equalTo: '1' } } }), 1)
    assert.equal(await count({ urlPathPattern: '/processes/.*', headers: { Prefer: { contains: 'async' } } }), 2)
    assert.equal(await count({ method: 'POST', bodyPatterns: [{ equalToJson: '{ "inputs": { "progress": 7 } }' }] }), 2)
    assert.equal(await count({ method: 'POST', bodyPatterns: [{ equalToJson: { inputs: {} } }] }), 0)
    assert.equal(await count({ method: 'DELETE' }), 0)
  },
  'requests.getCount: by the body of a DELETE, by a part of JSON, by JSONPath, by a template of the path, whatever the case': async ({ url, wiremock }) => {
    const id = await start(url)
    await ask(`${url}/jobs/${id}`, { method: 'DELETE', headers: { 'content-type': 'application/json' }, body: '{"reason":"too slow","by":{"name":"x"}}' })
    const count = async (pattern: object) => (await wiremock.requests.getCount(pattern)).count
    assert.equal(await count({ method: 'DELETE', bodyPatterns: [{ equalToJson: '{"by":{"name":"x"},"reason":"too slow"}' }] }), 1)
    assert.equal(await count({ method: 'DELETE', bodyPatterns: [{ equalToJson: '{"by":{}}' }] }), 0)
    assert.equal(await count({ method: 'DELETE', bodyPatterns: [{ equalToJson: '{"by":{}}', ignoreExtraElements: true }] }), 1)
    assert.equal(await count({ bodyPatterns: [{ matchesJsonPath: '$.by.name' }] }), 1)
    assert.equal(await count({ bodyPatterns: [{ matchesJsonPath: "$[?(@.name == 'x')]" }] }), 1)
    assert.equal(await count({ bodyPatterns: [{ matchesJsonPath: { expression: '$.inputs.progress', equalTo: '7' } }] }), 1)
    assert.equal(await count({ urlPathTemplate: '/jobs/{id}', pathParameters: { id: { equalTo: id } } }), 1)
    assert.equal(await count({ urlPathTemplate: '/processes/{id}/{action}' }), 1)
    assert.equal(await count({ headers: { Prefer: { equalTo: 'Respond-Async', caseInsensitive: true } } }), 1)
  },
  'requests.findRequests: what was refused is there with its body': async ({ url, wiremock }) => {
    for (const [type, body] of [['text/plain', 'text'], ['application/json', '{'], ['application/x-www-form-urlencoded', 'a=b']] as const) await ask(`${url}/processes/echo/execution`, { method: 'POST', headers: { 'content-type': type }, body })
    const { requests } = await wiremock.requests.findRequests({ method: 'POST' })
    assert.deepEqual(requests.map(({ headers, body }) => [headers['content-type'], body]), [['application/x-www-form-urlencoded', 'a=b'], ['application/json', '{'], ['text/plain', 'text']])
  },
  'requests.findRequests: the requests that are like the pattern': async ({ url, wiremock }) => {
    const id = await start(url)
    await ask(`${url}/jobs/${id}`, { method: 'DELETE' })
    const { requests } = await wiremock.requests.findRequests({ method: 'DELETE', urlPathPattern: '/jobs/.*' })
    assert.deepEqual(requests.map(({ method, url }) => [method, url]), [['DELETE', `/jobs/${id}`]])
  },
  'requests.removeRequests: forgets the requests that are like the pattern, and tells which': async ({ url, wiremock }) => {
    await start(url)
    await ask(`${url}/jobs`)
    const { serveEvents } = await wiremock.requests.removeRequests({ method: 'GET' })
    assert.deepEqual(urls(serveEvents.map(({ request }) => request)), ['/jobs'])
    assert.equal((await wiremock.requests.getAllRequests()).meta.total, 1)
  },
  'requests.getUnmatchedRequests: requests for which there is no resource': async ({ url, wiremock }) => {
    await ask(`${url}/jobs`)
    await ask(`${url}/nowhere`)
    assert.deepEqual(urls((await wiremock.requests.getUnmatchedRequests()).requests), ['/nowhere'])
  },
  'requests.deleteAllRequests and resetAllRequests: forget all, and leave the jobs': async ({ url, wiremock }) => {
    for (const forget of ['deleteAllRequests', 'resetAllRequests'] as const) {
      const id = await start(url)
      await wiremock.requests[forget]()
      assert.equal((await wiremock.requests.getAllRequests()).meta.total, 0)
      assert.equal((await ask(`${url}/jobs/${id}`)).status, 200)
    }
  },
  'scenarios.getAllScenarios: each job, with its status and the statuses that there are': async ({ url, wiremock }) => {
    const id = await start(url)
    const { scenarios } = await wiremock.scenarios.getAllScenarios()
    assert.deepEqual(scenarios.find(({ name }) => name === id), { id, name: id, state: 'running', possibleStates: ['accepted', 'running', 'successful', 'failed', 'dismissed'] })
  },
  'scenarios.setScenarioState: moves a job to where it has not been': async ({ url, wiremock }) => {
    for (const state of ['successful', 'failed', 'dismissed']) {
      const id = await start(url)
      await wiremock.scenarios.setScenarioState(id, state)
      assert.equal(await stateOf(wiremock, id), state)
      assert.equal((await ask(`${url}/jobs/${id}`)).json['status'], state)
    }
  },
  'scenarios.resetScenario: lets a held job go on, and leaves one that is not held as it is': async ({ url, wiremock }) => {
    const id = await start(url)
    await ask(`${url}/__admin/jobs/${id}/hold`, { method: 'POST' })
    await wiremock.scenarios.resetScenario(id)
    await wiremock.scenarios.resetScenario(id)
    const { jobs } = (await ask(`${url}/__admin/jobs`)).json as { jobs: { id: string, held: boolean, status: string }[] }
    assert.deepEqual(jobs.filter(job => job.id === id).map(({ held, status }) => [held, status]), [[false, 'running']])
  },
  'scenarios.resetAllScenarios: lets every held job go on': async ({ url, wiremock }) => {
    for (const id of [await start(url), await start(url)]) await ask(`${url}/__admin/jobs/${id}/hold`, { method: 'POST' })
    await wiremock.scenarios.resetAllScenarios()
    const { jobs } = (await ask(`${url}/__admin/jobs`)).json as { jobs: { held: boolean }[] }
    assert.deepEqual(jobs.filter(({ held }) => held), [])
  },
  'global.updateGlobalSettings: fixedDelay keeps every request waiting, and 0 none': async ({ url, wiremock }) => {
    const took = async () => {
      const before = performance.now()
      await ask(`${url}/jobs`)
      return performance.now() - before
    }
    await wiremock.global.updateGlobalSettings({ fixedDelay: 400 })
    assert.ok(await took() > 350)
    await wiremock.global.updateGlobalSettings({ fixedDelay: 0 })
    const { faults } = (await ask(`${url}/__admin/faults`)).json
    assert.deepEqual(faults, [])
  },
  'global.resetAll: back to the seed, without requests': async ({ url, wiremock }) => {
    const id = await start(url)
    await wiremock.global.resetAll()
    assert.equal((await wiremock.requests.getAllRequests()).meta.total, 0)
    assert.equal((await ask(`${url}/jobs/${id}`)).status, 404)
  }
}

/** Each case has a world of its own, so that cases do not see requests of others. */
async function checkAll (tally: Tally, url: string, createClient: (url: string) => WireMock): Promise<void> {
  for (const [index, [sentence, check]] of Object.entries(cases).entries()) {
    const world = `${url}/w/case-${index}`
    await check({ url: world, wiremock: createClient(`${world}/`) }).then(() => tally.note(true, sentence), (fault: Error) => tally.note(false, sentence, fault.message))
  }
}

await tallied(async tally => {
  const createClient = await installClient()
  const server = await serve([])
  try {
    await checkAll(tally, server.url, createClient)
  } finally {
    await server.stop()
  }
})
