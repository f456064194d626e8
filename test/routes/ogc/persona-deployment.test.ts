import t, { type Test } from 'tap'
import { createDouble } from '../../../src/create-double.ts'
import type { DoubleOptions } from '../../../src/double-options.ts'

const link = { executionUnit: { href: 'https://h.example/greet.cwl', type: 'application/cwl' }, processDescription: { id: 'greet', title: 'Greet', version: '1.0.0', inputs: {}, outputs: {} } }

/** A double with the deployment of a persona, and the requests to it. */
async function deploying (t: Test, persona: string, options: DoubleOptions = {}) {
  const double = await createDouble({ clock: 'manual', seed: {}, persona, deploy: 'http', ...options })
  t.teardown(() => double.close())
  const send = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown, type = 'application/ogcapppkg+json') => {
    const { statusCode, headers, body: text } = await double.app.inject({ method, url, headers: { host: '127.0.0.1', ...(body !== undefined && { 'content-type': type }) }, ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }) })
    return { status: statusCode, location: headers.location, headers, body: text === '' ? undefined : JSON.parse(text) as Record<string, unknown> }
  }
  return { double, send, greet: (version = '1.0.0', title = 'Greet') => ({ ...link, processDescription: { ...link.processDescription, version, title } }) }
}

t.test('ZOO: 201, 204 and 204, a package of what is immutable is a 404, and what is replaced is overwritten', async t => {
  const { send, greet } = await deploying(t, 'zoo')
  t.match(await send('POST', '/processes', greet()), { status: 201, location: 'http://127.0.0.1/processes/greet', body: { id: 'greet', mutable: true } })
  t.match(await send('POST', '/processes', greet()), { status: 409, location: 'http://127.0.0.1/processes/greet', body: { title: 'DuplicatedProcess', type: /^http:.*-2\/1\.0\/duplicated-process$/, status: undefined } })
  t.match(await send('GET', '/processes/echo/package'), { status: 404, body: { title: 'ImmutableProcess', type: /immutable-process$/ } })
  t.match(await send('DELETE', '/processes/echo'), { status: 403, body: { title: 'ImmutableProcess', detail: 'The process cannot be modified.' } })
  t.match(await send('PUT', '/processes/greet', greet('2.0.0', 'Greet again')), { status: 204, body: undefined })
  t.match(await send('GET', '/processes/greet'), { body: { version: '2.0.0', title: 'Greet again' } })
  t.match(await send('POST', '/processes', {}), { status: 400, body: { title: 'WorkflowNotFound' } })
  t.equal((await send('DELETE', '/processes/greet')).status, 204)
  const { body } = await send('GET', '/conformance')
  t.same((body!['conformsTo'] as string[]).filter(uri => uri.includes('processes-2')).map(uri => uri.split('/').at(-1)), ['deploy-replace-undeploy', 'ogcapppkg', 'cwl'])
})

t.test('Weaver: a body of its own, revisions, short conformance classes, and https in its exceptions', async t => {
  const { send, greet } = await deploying(t, 'weaver', { seed: { processes: [{ id: 'seeded', mutable: true }] } })
  t.match(await send('POST', '/processes', greet()), { status: 201, location: 'http://127.0.0.1/processes/greet', headers: { 'content-location': 'http://127.0.0.1/processes/greet' }, body: { deploymentDone: true, processSummary: { id: 'greet', mutable: true } } })
  t.match(await send('POST', '/processes', { ...greet(), processDescription: { process: greet().processDescription } }), { status: 409, body: { title: 'Process definition conflict.', type: /^https:.*duplicated-process$/ } })
  t.match(await send('POST', '/processes', { ...greet(), processDescription: { ...greet().processDescription, id: 'echo' } }), { status: 409, body: { type: /duplicated-process$/ } })
  t.match(await send('PUT', '/processes/greet', greet('2.0.0')), { status: 201, body: { processSummary: { version: '2.0.0' } } })
  t.match(await send('GET', '/processes/greet'), { body: { version: '2.0.0' } })
  t.match(await send('GET', '/processes/greet:1.0.0'), { body: { version: '1.0.0' } })
  t.match(await send('DELETE', '/processes/echo'), { status: 403, body: { detail: 'Cannot delete an immutable process.', cause: { mutable: false } } })
  t.match(await send('PATCH', '/processes/greet', { title: 'Hello', keywords: ['a'] }, 'application/json'), { status: 200, body: { description: 'Process successfully updated.', processSummary: { title: 'Hello', version: '2.0.1' } } })
  t.match(await send('GET', '/processes/greet:2.0.0'), { body: { title: 'Greet' } })
  t.match(await send('PATCH', '/processes/greet', { title: 'Hello', version: 'new' }, 'application/json'), { status: 200, body: { processSummary: { version: 'new' } } })
  const refused: [string, unknown, number, RegExp][] = [
    ['greet', { title: 'Hello' }, 400, /new cannot be incremented; expected a version/],
    ['greet', { inputs: {} }, 400, /inputs came; expected some of title, description, keywords, version/],
    ['greet', {}, 400, /nothing came; expected some of/],
    ['greet', '{', 400, /The body is not JSON/],
    ['greet', undefined, 400, /The body is not JSON/],
    ['greet', ['a'], 400, /\["a"\] came; expected an object/],
    ['greet', { title: 5, version: '3' }, 400, /title: 5 came/],
    ['echo', { title: 'Hello' }, 403, /Cannot update an immutable process/],
    ['seeded', { title: 'Hello' }, 400, /belongs to the seed/],
    ['none', { title: 'Hello' }, 404, /none/]
  ]
  for (const [id, changes, status, detail] of refused) t.match(await send('PATCH', `/processes/${id}`, changes, 'application/json'), { status, body: { detail } }, `${id} ${JSON.stringify(changes)}`)
  t.match(await send('POST', '/processes/greet', {}), { status: 405, headers: { allow: 'GET, HEAD, PUT, PATCH, DELETE, OPTIONS' } })
  const { body } = await send('GET', '/conformance')
  t.ok((body!['conformsTo'] as string[]).includes('http://www.opengis.net/spec/ogcapi-processes-2/1.0/conf/dru'))
})

t.test('MAAP: a job of its own, numbers for ids, 409 with the number that is there, packages as links, and 200 for an undeployment', async t => {
  const { double, send, greet } = await deploying(t, 'maap')
  t.match(await send('POST', '/processes', greet(), 'application/json'), { status: 202, body: { id: 'greet', version: '1.0.0', status: 'accepted', deploymentJobID: 1, links: [{ rel: 'monitor', href: 'http://127.0.0.1/deploymentJobs/1' }] } })
  t.match(await send('GET', '/deploymentJobs/1'), { status: 200, body: { status: 'accepted', cwl: { href: link.executionUnit.href }, processLocation: { href: undefined } } })
  await double.clock.advance('5s')
  t.match(await send('GET', '/deploymentJobs/1'), { status: 200, body: { status: 'successful', processLocation: { href: 'http://127.0.0.1/processes/1' } } })
  t.match(await send('GET', '/processes/1'), { status: 200, body: { id: 'greet', processID: '1' } })
  t.match(await send('POST', '/processes', greet()), { status: 409, body: { title: 'Duplicate process. Use PUT to modify existing process with process ID 1', additionalProperties: { processID: 1 } } })
  t.match(await send('GET', '/processes/1/package'), { status: 200, body: { executionUnit: { href: link.executionUnit.href, rel: 'monitor-desc' } } })
  t.match(await send('PUT', '/processes/1', greet()), { status: 202, body: { id: 'greet', links: [{ href: 'http://127.0.0.1/deploymentJobs/2' }, { href: 'http://127.0.0.1/processes/1' }] } })
  await double.clock.advance('5s')
  t.match(await send('DELETE', '/processes/1'), { status: 200, body: { detail: 'Deleted process' } })
  t.match(await send('GET', '/processes/1'), { status: 404, body: { detail: 'No process with that process ID found' } })
  t.match(await send('GET', '/deploymentJobs/1'), { status: 200 })
  t.equal((await send('GET', '/deploymentJobs/3')).status, 404)
  t.match(await send('DELETE', '/deploymentJobs/1'), { status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } })
})

t.test('a deployment that fails has no process', async t => {
  const { double, send, greet } = await deploying(t, 'maap', { deployment: { outcome: 'failed' } })
  t.equal((await send('POST', '/processes', greet())).status, 202)
  await double.clock.advance('5s')
  t.match(await send('GET', '/deploymentJobs/1'), { status: 200, body: { status: 'failed' } })
})

t.test('jobs of deployments and PATCH are there as a persona has them, and in no other world', async t => {
  for (const options of [{ persona: 'zoo' }, { deploy: 'off' }] as const) {
    const { send } = await deploying(t, 'maap', options)
    for (const method of ['GET', 'DELETE'] as const) t.equal((await send(method, '/deploymentJobs/1')).status, 404, JSON.stringify(options))
    t.match(await send('PATCH', '/processes/echo', {}, 'application/json'), { status: 405, headers: { allow: /^(?!.*PATCH)/ } }, JSON.stringify(options))
    t.notMatch((await send('DELETE', '/processes')).headers.allow, 'PATCH')
  }
})

t.test('a persona brings its rules, a rule that is said counts before them, and both go with the persona', async t => {
  const double = await createDouble({ seed: {}, deploy: 'http' })
  t.teardown(() => double.close())
  const rules = async () => (await double.app.inject({ url: '/__admin/settings', headers: { host: '127.0.0.1' } })).json<{ settings: { deployment: object } }>().settings.deployment
  double.configure({ persona: 'weaver', deployment: { undeploy: 200 } })
  t.match(await rules(), { put: 201, undeploy: 200, replace: 'revision' })
  double.configure({ deployment: { put: 200 } })
  t.match(await rules(), { put: 200, undeploy: 200, replace: 'revision' })
  t.throws(() => double.configure({ deploy: 'https' }), { message: '/deploy: https came; expected http, as the persona weaver spells the URIs of Part 2, or off.' })
  double.configure({ deploy: 'off' })
  double.configure({ persona: 'pygeoapi' })
  t.match(await rules(), { put: 204, undeploy: 204 })
  double.configure({ persona: 'none' })
  t.match(await rules(), { put: 204, replace: 'overwrite' })
})
