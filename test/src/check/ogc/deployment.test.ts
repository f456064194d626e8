import t, { type Test } from 'tap'
import { createOnce } from '../../../../src/check/once.ts'
import { checkOgc, ogcChecks } from '../../../../src/check/ogc/check-ogc.ts'
import { undeployAll } from '../../../../src/check/ogc/deploy.ts'
import { discover } from '../../../../src/check/ogc/discover.ts'
import { reasonNotJudged } from '../../../../src/check/ogc/judged-classes.ts'
import type { Subject } from '../../../../src/check/ogc/subject.ts'
import { type JudgedCheck, runChecks } from '../../../../src/check/run-checks.ts'
import { createDouble } from '../../../../src/create-double.ts'
import type { DoubleOptions } from '../../../../src/double-options.ts'
import { publishedPersonas } from '../../../../src/personas/published.ts'
import { jsonOf, problem, reply } from '../../../acceptance/check/faults/change.ts'
import { type Fault, type FaultContext, type ProxiedAnswer, startProxy } from '../../../acceptance/check/proxy.ts'
import { deploymentFaults } from './deployment-faults.ts'
import { FaultyClient } from './faulty-client.ts'
import { exchangeOf } from './sample-exchange.ts'

const settings = { settle: 1, races: 2, timeout: 5, process: 'echo', slowProcess: 'hold' }
const checks = ogcChecks.filter(({ id }) => id.startsWith('deploy/'))

/** A double that deploys, and the checks for it, with a fault between them. */
async function deployingDouble (t: Test, options: DoubleOptions = {}) {
  const double = await createDouble({ port: 0, seed: {}, deploy: 'http', ...options })
  t.teardown(() => double.close())
  const subject = await discover(double.url, settings)
  return {
    url: double.url,
    async judge (wanted = checks, fault: Partial<Fault> = {}, more: Partial<Pick<Subject, 'base'> & Subject['settings']> = {}): Promise<JudgedCheck[]> {
      const fresh: Subject = { ...subject, base: more.base ?? subject.base, settings: { ...subject.settings, ...more }, once: createOnce(), deployedProcesses: new Map(), listeners: [], client: new FaultyClient(double.app, fault) }
      const judged = await runChecks(wanted, fresh, () => undefined)
      await undeployAll({ ...fresh, client: new FaultyClient(double.app) })
      for (const listener of fresh.listeners) listener.close()
      return judged
    },
    async processes (): Promise<string[]> {
      const { body } = await new FaultyClient(double.app).get(`${double.url}/processes?limit=1000`)
      return (JSON.parse(body) as { processes: { id: string }[] }).processes.map(({ id }) => id)
    }
  }
}

const sentenceOf = ({ id, outcome: { verdict, detail } }: JudgedCheck): string => `${id} ${verdict}: ${detail}`
const failed = (judged: readonly JudgedCheck[]): JudgedCheck[] => judged.filter(({ outcome }) => outcome.verdict === 'failed')
const seen = (judged: readonly JudgedCheck[], id: string): string => judged.find(check => check.id === id)!.outcome.detail

t.test('each check of a deployment finds a fault that it is about, and nothing where there is none; nothing that was deployed is left', async t => {
  const { judge, processes } = await deployingDouble(t)
  t.same((await judge()).filter(({ outcome }) => outcome.verdict !== 'passed').map(sentenceOf), [])
  const found = new Set<string>()
  for (const fault of deploymentFaults) {
    // Both families are judged by the same code; YAML takes longer to read.
    const about = fault.about.map(id => id.replace('*', 'ogcapppkg'))
    const judged = await judge(checks.filter(({ id }) => about.includes(id)), fault)
    t.same(failed(judged).map(({ id }) => id).sort(), about.toSorted(), fault.name, { judged: judged.map(sentenceOf) })
    for (const { id } of failed(judged)) found.add(id)
  }
  const isFound = (id: string) => [id, id.replace('/cwl/', '/ogcapppkg/'), id.replace('/ogcapppkg/', '/cwl/')].some(one => found.has(one))
  t.same(checks.filter(({ id, level }) => level !== 'observed' && !isFound(id)).map(({ id }) => id), [], 'every check that can fail')
  t.same(await processes(), ['echo', 'fail', 'hold'])
})

t.test('where sources disagree, what the server does is said', async t => {
  const { judge } = await deployingDouble(t, { deploy: 'both', deployment: { put: 201, undeploy: 200, queued: 0.3, ids: 'integer', conflict: 'existing', package: 'value', immutablePackage: 404, malformed: 422, unsupported: 'unsupported-content-type', upsert: true } })
  const judged = await judge()
  t.same(failed(judged).map(sentenceOf), [])
  t.match(seen(judged, 'deploy/uris'), 'Conformance classes: http and https. Exceptions: http.')
  t.match(seen(judged, 'deploy/unsupported/type'), '/unsupported-content-type"; the text')
  t.match(seen(judged, 'deploy/immutable/package'), 'With 404')
  t.match(seen(judged, 'deploy/unknown/replaced'), /^With 20[12]\.$/)
  t.match(seen(judged, 'deploy/malformed/cwl'), 'With 422')
  t.match(seen(judged, 'deploy/cwl/bodies'), 'application/cwl+yaml with a workflow 202')
  t.match(seen(judged, 'deploy/cwl/package-encoding'), 'application/cwl+yaml was sent; application/ogcapppkg+json came, as JSON.')
  t.match(seen(judged, 'deploy/cwl/duplicate-names'), 'Its id is in Location and its body.')
  t.match(seen(judged, 'deploy/cwl/replace-answer'), 'With 202')
  t.match(seen(judged, 'deploy/cwl/undeploy-answer'), 'With 200 and a body')
  t.match(seen(judged, 'deploy/cwl/id'), /^The package says "jobdouble-check-\w+", and the server "\d+"\.$/)
  t.match(seen(judged, 'deploy/cwl/queued'), /^Yes: 202, and the process was available after \d\.\d s\.$/)
})

t.test('a server that takes links alone is judged by a document that the check serves, or that it is told', async t => {
  const { judge, processes } = await deployingDouble(t, { allowPrivateCallbacks: true, deployment: { accepts: 'link', links: 'fetch' } })
  const wanted = checks.filter(({ id }) => !/\/(cwl|workflow)(\/|$)/.test(id))
  const undescribed: Partial<Fault> = { before: ({ request }) => { if (request.body.includes('"href"')) request.body = JSON.stringify({ executionUnit: jsonOf(request)['executionUnit'] }); return undefined } }
  for (const fault of [{}, undescribed]) {
    const judged = await judge(wanted, fault)
    t.same(failed(judged).map(sentenceOf), [])
    t.equal(seen(judged, 'deploy/ogcapppkg/bodies'), 'application/ogcapppkg+json with an image 400, application/ogcapppkg+json with a CWL document as a value 400, application/ogcapppkg+json with a link to CWL 201.')
    t.equal(seen(judged, 'deploy/ogcapppkg/id'), 'From the package.')
  }
  const links = await deployingDouble(t, { deployment: { accepts: 'link' } })
  t.same(failed(await links.judge(wanted, {}, { packageUrl: 'https://h.example/tool.cwl' })).map(sentenceOf), [])
  const unreached = await links.judge(wanted, {}, { base: 'https://h.example' })
  t.same(failed(unreached).map(({ id }) => id), ['deploy/ogcapppkg/accepted'])
  for (const id of ['deploy/ogcapppkg/accepted', 'deploy/ogcapppkg/bodies', 'deploy/ogcapppkg/location']) t.match(seen(unreached, id), 'A server that takes links alone needs the address of a CWL document: --package-url URL.')
  t.same([...await processes(), ...await links.processes()], ['echo', 'fail', 'hold', 'echo', 'fail', 'hold'])
})

t.test('nothing is served any more when the check has ended', async t => {
  const { url } = await deployingDouble(t, { allowPrivateCallbacks: true, deployment: { accepts: 'link', links: 'fetch' } })
  let listeners: Subject['listeners'] = []
  await checkOgc(url, checks.filter(({ id }) => id === 'deploy/ogcapppkg/accepted'), settings, async subject => {
    listeners = subject.listeners
    t.same(listeners.map(({ listening }) => listening), [true])
  })
  t.same(listeners.map(({ listening }) => listening), [false])
})

t.test('the check finds of each persona that deploys what it states', async t => {
  const deploying = publishedPersonas().filter(({ deployment }) => deployment !== undefined)
  t.same(deploying.map(({ name }) => name).sort(), ['maap', 'weaver', 'zoo', 'zoo-dru'])
  for (const { name, deployment } of deploying) {
    const { judge, processes } = await deployingDouble(t, { persona: name })
    const judged = await judge()
    t.same(failed(judged).map(({ id }) => id), deployment!.check_fails, name, { judged: failed(judged).map(sentenceOf) })
    if (name === 'weaver') t.match(seen(judged, 'deploy/cwl/revision'), /^Yes: the older revision is jobdouble-check-\w+:1\.0\.0\.$/)
    t.same(await processes(), ['echo', 'fail', 'hold'], `${name}: nothing is left`)
  }
})

t.test('a server is judged by Part 2 where it declares it, or where somebody asks for it', async t => {
  const declaring = (...names: string[]) => ({ conformance: exchangeOf({ body: JSON.stringify({ conformsTo: names.map(name => `https://www.opengis.net/spec/ogcapi-processes-2/1.0/conf/${name}`) }) }) })
  t.match(reasonNotJudged(declaring(), { strict: true })('deploy-replace-undeploy'), 'does not declare the class deploy-replace-undeploy of Part 2; use --only deploy for a server that declares none of them')
  t.equal(reasonNotJudged(declaring(), { only: ['deploy'] })('cwl'), undefined)
  t.equal(reasonNotJudged(declaring('cwl'), {})('cwl'), undefined)
  t.match(reasonNotJudged(declaring('cwl'), { only: ['deploy'] })('ogcapppkg'), 'does not declare the class ogcapppkg of Part 2')
  t.match(reasonNotJudged(declaring(), {})('html'), '--strict')
  t.equal(reasonNotJudged(declaring(), { strict: true })('html'), undefined)
})

t.test('who must log in is told how, and the token goes with every request', async t => {
  const { judge, url } = await deployingDouble(t)
  const closed: Partial<Fault> = { before: ({ request }) => ['POST', 'PUT', 'DELETE'].includes(request.method) && request.headers['authorization'] === undefined ? reply(401) : undefined }
  const judged = await judge(checks, closed)
  t.match(seen(judged, 'deploy/cwl/location'), 'POST /processes was answered with 401: name the token of a user who may deploy with --token KEY.')
  t.same(failed(judged), [])
  const proxy = await startProxy(url, { before: context => context.request.headers['authorization'] === 'Bearer key' ? undefined : problem(401) })
  t.teardown(() => proxy.close())
  await t.rejects(discover(proxy.url, settings), /was answered with 401: name the token of a user with --token KEY/)
  t.same((await discover(proxy.url, { ...settings, token: 'key' })).processes.map(({ id }) => id), ['echo', 'hold', 'fail'])
})

const answering = (method: string, path: RegExp, answer: (context: FaultContext) => ProxiedAnswer): Partial<Fault> =>
  ({ before: context => context.request.method === method && path.test(context.request.path) ? answer(context) : undefined })

const process = /^\/processes\/jobdouble-check-\w+$/
const packages = /^\/processes\/jobdouble-check-\w+\/package$/
const overwritten: Partial<Fault> = { before: ({ request }) => request.method === 'POST' && request.body.includes('"id":"echo"') ? reply(201, { processSummary: { id: 'echo' } }) : undefined }
const renumbered: Partial<Fault> = { before: ({ request }) => request.method === 'POST' && request.body.includes('"id":"echo"') ? reply(201, { id: 'echo' }, { location: '/processes/7' }) : undefined }
const queued: Partial<Fault> = { before: ({ request }) => request.method === 'POST' ? reply(202, '') : undefined }

/** Unusual behaviour of a server, and the sentence about it. */
const odd: readonly (readonly [fault: Partial<Fault>, id: string, sentence: RegExp])[] = [
  [overwritten, 'deploy/immutable/replaced', /skipped: The server overwrote an immutable process/],
  [overwritten, 'deploy/immutable/package', /skipped: The server overwrote an immutable process/],
  [renumbered, 'deploy/immutable/deployed', /skipped: The server gave another id to a package with the id of an immutable process: 7\./],
  [answering('GET', /^\/processes$/, () => reply(200, { processes: [] })), 'deploy/immutable/deployed', /skipped: The process list has no immutable process/],
  [answering('GET', packages, () => problem(404)), 'deploy/ogcapppkg/package-encoding', /It was answered with 404\./],
  [answering('GET', packages, () => reply(200, { executionUnit: { href: 'https://h.example/a.cwl' } })), 'deploy/ogcapppkg/package-encoding', /application\/json came, with a link\./],
  [answering('GET', packages, () => reply(200, { executionUnit: {} })), 'deploy/ogcapppkg/package-encoding', /in another form\./],
  [{ after: answer => { if (answer.status === 409) Object.assign(answer, problem(409)) } }, 'deploy/ogcapppkg/duplicate-names', /: It does not\./],
  [answering('PUT', process, () => problem(405)), 'deploy/ogcapppkg/revision', /It was answered with 405\./],
  [answering('PUT', process, () => reply(201, '', { location: '/processes/jobdouble-check-2' })), 'deploy/ogcapppkg/revision', /Yes: the new revision is at \/processes\/jobdouble-check-2\./],
  [queued, 'deploy/ogcapppkg/location', /skipped: .* was answered with 202, and the process did not exist after 0 s: wait longer with --timeout SECONDS/]
]

t.test('whatever a server does, it is told', async t => {
  const { judge } = await deployingDouble(t)
  for (const [fault, id, sentence] of odd) t.match(sentenceOf((await judge(checks.filter(check => check.id === id), fault, { timeout: 0 }))[0]!), sentence)
})
