import { get as getOverHttp, type IncomingMessage } from 'node:http'
import { checkException, checkStatusInfo, linkHeader, linkOf, rels } from './checks.ts'
import type { OgcDialect } from '../../src/world/settings.ts'
import type { AbstractTests } from './served.ts'

/** The draft writes OGC's URIs with https. */
const scheme = (ogc: OgcDialect): string => ogc === '1.0' ? 'http' : 'https'
const hello = { inputs: { message: 'hello' } }

/** Tests of the core that both versions of the standard share. */
const coreTests: AbstractTests = {
  async 'the server speaks HTTP/1.1' (t, serve) {
    const { url } = await serve()
    const response = await new Promise<IncomingMessage>((resolve, reject) => getOverHttp(url, resolve).once('error', reject))
    response.resume()
    t.equal(response.httpVersion, '1.1')
  },

  async 'the landing page links to everything else' (t, serve) {
    const { get, ogc } = await serve()
    const { status, body } = await get('/')
    const rel = `${scheme(ogc)}://www.opengis.net/def/rel/ogc/1.0/`
    t.equal(status, 200)
    for (const one of ['service-desc', 'service-doc', `${rel}conformance`, `${rel}processes`, `${rel}job-list`]) {
      const link = linkOf(body, one)
      const answer = await get(link?.href ?? '', { accept: link?.type ?? '' })
      t.equal(answer.status, 200, one)
      t.ok(answer.headers.get('content-type')?.startsWith(link?.type ?? 'nothing'), `${one} is of the type that its link says`)
    }
  },

  async 'conformance is declared, and only of this dialect' (t, serve) {
    const { get, ogc } = await serve()
    const { status, body } = await get('/conformance')
    const version = ogc === '1.0' ? '1.0' : '2.0'
    t.equal(status, 200)
    t.ok(body.conformsTo.includes(`${scheme(ogc)}://www.opengis.net/spec/ogcapi-processes-1/${version}/conf/core`))
    t.same(body.conformsTo.filter((uri: string) => !uri.includes(`/${version}/conf/`)), [])
  },

  async 'the processes are listed, as many as are wanted' (t, serve) {
    const { get } = await serve()
    const all = (await get('/processes')).body
    t.ok(all.processes.length >= 3)
    for (const process of all.processes) t.match(process, { id: String, version: String, jobControlOptions: Array, links: Array })
    const one = (await get('/processes?limit=1')).body
    t.equal(one.processes.length, 1)
    t.ok(linkOf(one, 'self'))
    t.ok(linkOf(one, 'alternate'))
    const seen: string[] = []
    for (let next: string | undefined = '/processes?limit=1'; next !== undefined;) {
      const { body } = await get(next)
      seen.push(...body.processes.map(({ id }: { id: string }) => id))
      next = linkOf(body, 'next')?.href
    }
    t.same(seen, all.processes.map(({ id }: { id: string }) => id), 'the pages hold every process once')
    for (const limit of ['0', 'x']) checkException(t, await get(`/processes?limit=${limit}`), 400, 'invalid-query-parameter-value')
  },

  async 'a process that is not there is no such process' (t, serve) {
    const { get, execute } = await serve()
    checkException(t, await get('/processes/nobody-knows-it'), 404, 'no-such-process')
    checkException(t, await execute('nobody-knows-it', hello), 404, 'no-such-process')
  },

  async 'without a preference an execution waits for the results' (t, serve) {
    const { execute, get } = await serve()
    const { status, text } = await execute('echo', { ...hello, outputs: { message: {} } }, { accept: '*/*' })
    t.equal(status, 200)
    t.equal(text, 'hello')
    t.same((await get('/jobs')).body.jobs, [], 'nothing stays of it')
  },

  async 'an execution that is to respond at once is a job to come back to' (t, serve) {
    const { start, get, double, url, ogc } = await serve()
    const { status, headers, location, body, id } = await start('echo', { inputs: { message: 'hello', pause: 5 }, outputs: { message: {} } })
    t.equal(status, 201)
    t.match(headers.get('content-type'), /^application\/json/)
    t.equal(headers.get('preference-applied'), 'respond-async')
    t.equal(location, `${url}/jobs/${id}`)
    checkStatusInfo(t, body, ogc, 'accepted', 'running')
    t.ok(linkOf(body, 'monitor'))
    double.clock.advance(5000)
    const done = (await get(location)).body
    checkStatusInfo(t, done, ogc, 'successful')
    const results = await get(linkOf(done, 'http://www.opengis.net/def/rel/ogc/1.0/results')?.href ?? '')
    if (ogc === '1.0') t.equal(results.text, 'hello')
    else t.same(results.body, { message: 'hello' })
  },

  async 'a synchronous execution that leaves a job behind links to it, and the job is successful' (t, serve) {
    const { execute, get, ogc } = await serve()
    const answer = await execute('echo', { ...hello, outputs: { message: { transmissionMode: 'reference' } } })
    const { monitor } = linkHeader(answer)
    t.ok(monitor, 'there is a link with rel=monitor')
    checkStatusInfo(t, (await get(monitor ?? '/jobs/none')).body, ogc, 'successful')
  },

  async 'all outputs are meant where none are named' (t, serve) {
    const { execute } = await serve()
    const { status, text } = await execute('echo', { inputs: { message: 'hello', numbers: [1, 2] } })
    t.equal(status, 200)
    t.match(text, /hello/)
    t.match(text, /\[1,2\]/)
  },

  async 'an execution with wrong inputs is refused' (t, serve) {
    const { execute, get } = await serve()
    for (const body of [{}, { inputs: {} }, { inputs: { message: 5 } }, { inputs: { message: 'hello', flag: 'yes' } }]) {
      const answer = await execute('echo', body, { prefer: 'respond-async' })
      checkException(t, answer, 400)
      t.equal(answer.body.type, 'InvalidParameterValue')
    }
    t.same((await get('/jobs')).body.jobs, [], 'no job comes of it')
  },

  async 'a job that is not there is no such job' (t, serve) {
    const { get } = await serve()
    for (const path of ['', '/results', '/results/message']) checkException(t, await get(`/jobs/nobody-knows-it${path}`), 404, 'no-such-job')
  },

  async 'the results of a job that is not done are not ready' (t, serve) {
    const { start, get, double } = await serve({ seed: { plans: { echo: { accepted: 10 } } } })
    const { location } = await start('echo', { inputs: { message: 'later', pause: 10 } })
    for (const status of ['accepted', 'running']) {
      t.equal((await get(location)).body.status, status)
      t.notOk(rels((await get(location)).body).some(rel => rel.endsWith('results')))
      checkException(t, await get(`${location}/results`), 404, 'result-not-ready')
      double.clock.advance(10_000)
    }
    t.equal((await get(`${location}/results`)).status, 200)
  },

  async 'the results of a failed job are the reason of its failure' (t, serve) {
    const { start, execute, get, double } = await serve()
    const inputs = { after: 0, reason: 'The disk is full.' }
    const { location } = await start('fail', { inputs })
    double.clock.advance(0)
    for (const answer of [await get(`${location}/results`), await execute('fail', { inputs })]) {
      checkException(t, answer, 500)
      t.match(answer.body, { type: 'NoApplicableCode', detail: 'The disk is full.' })
    }
  },

  async 'whatever can be read can be asked for its head alone' (t, serve) {
    const { url, start } = await serve()
    const { location } = await start('echo', hello)
    for (const address of [`${url}/`, `${url}/conformance`, `${url}/api`, `${url}/processes`, `${url}/processes/echo`, `${url}/jobs`, location, `${location}/results`]) {
      const response = await fetch(address, { method: 'HEAD' })
      t.equal(response.status, 200, address)
      t.equal(await response.text(), '', address)
    }
  },

  async 'a known address with a wrong method says which methods it has' (t, serve) {
    const { url } = await serve()
    for (const [path, method] of [['/', 'POST'], ['/processes', 'DELETE'], ['/jobs', 'DELETE'], ['/processes/echo/execution', 'GET']] as const) {
      const response = await fetch(url + path, { method })
      t.equal(response.status, 405, path)
      t.match(response.headers.get('allow'), /OPTIONS/, path)
      t.match(await response.json(), { type: 'about:blank', status: 405 }, path)
    }
  }
}

const document = { message: 'hello', numbers: [1, 2] }

/** The tables of the published 1.0 about raw values, documents, values and references. */
export const core10Tests: AbstractTests = {
  ...coreTests,

  async 'one raw value comes in its own media type' (t, serve) {
    const { execute } = await serve()
    const answer = await execute('echo', { inputs: document, outputs: { numbers: {} }, response: 'raw' })
    t.match(answer.headers.get('content-type'), /^application\/json/)
    t.same(answer.body, [1, 2])
  },

  async 'several raw values come in parts' (t, serve) {
    const { execute } = await serve()
    const answer = await execute('echo', { inputs: document, outputs: { message: {}, numbers: {} } })
    t.match(answer.headers.get('content-type'), /^multipart\/related; boundary=/)
    t.match(answer.text, /Content-ID: <message>/)
    t.match(answer.text, /Content-ID: <numbers>/)
  },

  async 'raw values by reference come as links alone' (t, serve) {
    const { execute, get } = await serve()
    const answer = await execute('echo', { inputs: document, outputs: { message: { transmissionMode: 'reference' } } })
    t.equal(answer.status, 204)
    t.equal((await get(linkHeader(answer)['message'] ?? '/')).text, 'hello')
  },

  async 'a document holds values and links' (t, serve) {
    const { execute, get } = await serve()
    const answer = await execute('echo', { inputs: document, outputs: { message: {}, numbers: { transmissionMode: 'reference' } }, response: 'document' })
    t.match(answer.headers.get('content-type'), /^application\/json/)
    t.equal(answer.body.message, 'hello')
    t.same((await get(answer.body.numbers.href)).body, [1, 2])
  },

  async 'an empty list of outputs says nothing, and so asks for all' (t, serve) {
    const { execute } = await serve()
    const { status, body } = await execute('echo', { inputs: document, outputs: {}, response: 'document' })
    t.equal(status, 200)
    t.match(body, document)
    t.equal(Object.keys(body).length, 9, 'all that are defined')
  }
}

const profile = 'https://www.opengis.net/def/profile/OGC/0/ogc-results'

/** Differences of the 2.0 draft. */
export const core20Tests: AbstractTests = {
  ...coreTests,

  async 'one result comes in its own media type' (t, serve) {
    const { execute } = await serve()
    const answer = await execute('echo', { inputs: document, outputs: { message: {} } }, { accept: '*/*' })
    t.match(answer.headers.get('content-type'), /^text\/plain/)
    t.equal(answer.text, 'hello')
    const asJson = await execute('echo', { inputs: document, outputs: { message: {} } }, { accept: 'application/json' })
    t.same(asJson.body, { message: 'hello' }, 'who asks for JSON has the document')
    t.equal(linkHeader(asJson)['profile'], profile)
  },

  async 'several results come as one document that links to its profile' (t, serve) {
    const { execute, start, get } = await serve()
    const body = { inputs: document, outputs: { message: {}, numbers: {} } }
    const { location } = await start('echo', body)
    for (const answer of [await execute('echo', body), await get(`${location}/results`)]) {
      t.equal(answer.status, 200)
      t.match(answer.headers.get('content-type'), /^application\/json/)
      t.equal(linkHeader(answer)['profile'], profile)
      t.same(answer.body, document)
    }
  },

  /** `/conf/core/job-results-profile`, in each way in which the text lets a client ask. */
  async 'results of which the profile is asked for are a document, also of one output' (t, serve) {
    const { start, get } = await serve()
    const { location } = await start('echo', { inputs: document, outputs: { message: {} } })
    for (const headers of [{ 'accept-profile': `<${profile}>` }, { prefer: `profile="${profile}"` }, { link: `<${profile}>; rel="profile"` }]) {
      const answer = await get(`${location}/results`, { accept: '*/*', ...headers })
      t.match({ status: answer.status, profile: linkHeader(answer)['profile'], body: answer.body }, { status: 200, profile, body: { message: 'hello' } })
      t.match(answer.headers.get('content-type'), /^application\/json/)
      t.equal(answer.headers.get('preference-applied'), headers.prefer ?? null)
    }
    for (const name of [profile, '[ogc-profile:ogc-results]', 'ogc-results']) {
      const answer = await get(`${location}/results?profile=${encodeURIComponent(name)}`, { accept: '*/*' })
      t.same([answer.status, answer.body, linkHeader(answer)['profile']], [200, { message: 'hello' }, profile], name)
    }
  },

  /** `/conf/core/job-results-param-outputs-response` and `/conf/core/job-results-exception-invalid-query-parameter-value`. */
  async 'some of the results can be named' (t, serve) {
    const { start, get } = await serve()
    const { location } = await start('echo', { inputs: document, outputs: { message: {}, numbers: {} } })
    t.same((await get(`${location}/results?outputs=numbers`)).body, { numbers: [1, 2] })
    t.same((await get(`${location}/results?outputs=numbers,message`)).body, document)
    checkException(t, await get(`${location}/results?outputs=nobody-knows-it`), 400, 'invalid-query-parameter-value')
  },

  async 'an execution that wants no outputs answers with nothing, and its job has no results' (t, serve) {
    const { execute, start, get, ogc } = await serve()
    const body = { inputs: document, outputs: {} }
    const answer = await execute('echo', body)
    t.equal(answer.status, 204)
    t.equal(answer.text, '')
    const { location } = await start('echo', body)
    checkStatusInfo(t, (await get(location)).body, ogc, 'successful')
    checkException(t, await get(`${location}/results`), 404, 'result-not-available')
    checkException(t, await get(`${location}/results/message`), 404, 'result-not-available')
  },

  async 'each result has an address, and an output that is not there is no such output' (t, serve) {
    const { start, get } = await serve()
    const { location } = await start('echo', { inputs: document, outputs: { message: {} } })
    t.equal((await get(`${location}/results/message`, { accept: 'text/plain' })).text, 'hello')
    t.equal((await get(`${location}/results/message`)).body, 'hello', 'as JSON')
    checkException(t, await get(`${location}/results/nobody-knows-it`), 400, 'no-such-output')
    checkException(t, await get(`${location}/results/numbers`), 404, 'result-not-available')
  }
}
