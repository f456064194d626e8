import assert from 'node:assert/strict'
import t from 'tap'
import fc from 'fast-check'
import { dismissPolicies } from '../src/jobs/dismissal.ts'
import { build, type TestDouble } from './helper.ts'

const names = ['ann', 'bob'] as const
type Name = typeof names[number]
const other = { ann: 'bob', bob: 'ann' } as const
const seed = { users: names.map(name => ({ name, password: name, token: `token-of-${name}` })) }
const headersOf = (name: Name) => ({ authorization: `Bearer token-of-${name}` })

/** What users do, one after another; a number chooses among the jobs launched so far. */
type Step = Launch | EndOfJob | Change | { readonly does: 'wait', readonly seconds: number }
interface Launch { readonly does: 'launch', readonly by: Name, readonly process: string }
interface EndOfJob { readonly does: 'dismiss' | 'cancel' | 'press', readonly by: Name, readonly which: number }
interface Change { readonly does: 'deploy' | 'replace' | 'undeploy', readonly by: Name, readonly id: string }
const by = fc.constantFrom(...names)
const steps: fc.Arbitrary<Step[]> = fc.array(fc.oneof(
  fc.record({ does: fc.constant('launch' as const), by, process: fc.constantFrom('hold', 'fail', 'echo') }),
  fc.record({ does: fc.constantFrom('dismiss' as const, 'cancel' as const, 'press' as const), by, which: fc.nat(20) }),
  fc.record({ does: fc.constantFrom('deploy' as const, 'replace' as const, 'undeploy' as const), by, id: fc.constantFrom('first', 'second') }),
  fc.record({ does: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) })
), { minLength: 1, maxLength: 16 })

interface Launched { readonly id: string, readonly by: Name }

interface Traces {
  readonly launched: Launched[]
  /** The owner of each deployed process, by process id. */
  readonly owners: Map<string, Name>
}

/** A package with its sender's name in the title. */
const packageBy = (name: Name, id: string) => ({ processDescription: { id, title: `Deployed by ${name}`, version: '1', inputs: {}, outputs: { out: { schema: { type: 'string' } } } }, executionUnit: { type: 'docker', image: 'example/none:1' } })

async function run (double: TestDouble, steps: readonly Step[]): Promise<Traces> {
  const traces: Traces = { launched: [], owners: new Map() }
  for (const step of steps) {
    if (step.does === 'wait') await double.clock.advance(step.seconds * 1000)
    else if ('id' in step) await changeProcess(double, step, traces)
    else if (step.does === 'launch') await launch(double, step, traces)
    else await endJob(double, step, traces)
  }
  return traces
}

async function launch ({ app }: TestDouble, { by, process }: Launch, { launched }: Traces): Promise<void> {
  const inputs = process === 'echo' ? { message: 'hello', pause: 10 } : {}
  const answer = await app.inject({ method: 'POST', url: `/processes/${process}/execution`, headers: { ...headersOf(by), prefer: 'respond-async' }, payload: { inputs } })
  launched.push({ id: answer.json().jobID, by })
}

async function endJob ({ app }: TestDouble, { does, by, which }: EndOfJob, { launched }: Traces): Promise<void> {
  const { id } = launched[which % launched.length] ?? { id: 'none' }
  const headers = headersOf(by)
  if (does === 'dismiss') await app.inject({ method: 'DELETE', url: `/jobs/${id}`, headers })
  else if (does === 'cancel') await app.inject({ method: 'POST', url: `/jobs/${id}/dismiss`, headers })
  else await app.inject({ method: 'POST', url: `/jobs/${id}/dismissal`, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, payload: '' })
}

async function changeProcess ({ app }: TestDouble, { does, by, id }: Change, { owners }: Traces): Promise<void> {
  const headers = headersOf(by)
  const sent = { headers: { ...headers, 'content-type': 'application/ogcapppkg+json' }, payload: packageBy(by, id) }
  const { statusCode } = await app.inject(does === 'undeploy' ? { method: 'DELETE', url: `/processes/${id}`, headers } : does === 'deploy' ? { method: 'POST', url: '/processes', ...sent } : { method: 'PUT', url: `/processes/${id}`, ...sent })
  const owner = owners.get(id)
  if (does === 'deploy') assert.equal(statusCode === 201, owner === undefined)
  else assert.equal(statusCode === 204, owner === by, `${does} by ${by} of what is ${owner}'s`)
  if (statusCode === 201) owners.set(id, by)
  if (does === 'undeploy' && statusCode === 204) owners.delete(id)
}

const looks = (id: string) => [`/jobs/${id}`, `/jobs/${id}?f=html`, `/jobs/${id}/results`, `/jobs/${id}/results/message`, `/jobs/${id}/events`]
const lists = ['/jobs?limit=1000', '/jobs?f=html&limit=1000', '/jobs?status=dismissed&limit=1000', '/jobs?processID=hold&limit=1000', '/processes', '/processes/none', '/api?f=json']

t.test('whatever users do, jobs and deployed processes of another one are never visible to them, dismissed or not, undeployed or not, and never changed by them', async t => {
  const double = await build(t, { seed, login: 'bearer', deploy: 'http' })
  const manners = fc.record({ loginOthers: fc.constantFrom('403' as const, '404' as const), dismiss: fc.constantFrom(...dismissPolicies), cancel: fc.constantFrom('delete' as const, 'post' as const) })
  await fc.assert(fc.asyncProperty(manners, steps, async (manner, steps) => {
    await double.reset()
    double.configure(manner)
    const { launched, owners } = await run(double, steps)
    for (const { id, by } of launched) {
      const foreign = headersOf(other[by])
      const before = double.store.get(id)
      for (const url of looks(id)) {
        const { statusCode, payload } = await double.app.inject({ url, headers: foreign })
        assert.equal(statusCode, manner.loginOthers === '403' && before !== undefined ? 403 : 404, url)
        assert.ok(!/accepted|running|successful|"dismissed"/.test(payload.replaceAll(/<[^>]*>/g, '')), payload)
      }
      for (const request of [{ method: 'DELETE', url: `/jobs/${id}` }, { method: 'POST', url: `/jobs/${id}/dismiss` }, { method: 'PUT', url: `/jobs/${id}/status`, payload: { status: 'dismissed' } }] as const) {
        const { statusCode } = await double.app.inject({ ...request, headers: foreign })
        assert.ok([403, 404].includes(statusCode), `${request.method} ${request.url}: ${statusCode}`)
      }
      assert.equal(double.store.get(id), before)
    }
    for (const id of ['first', 'second']) {
      const owner = owners.get(id)
      for (const name of names) {
        for (const url of [`/processes/${id}`, `/processes/${id}?f=html`, `/processes/${id}/package`]) {
          const { statusCode } = await double.app.inject({ url, headers: headersOf(name) })
          assert.equal(statusCode, owner === name ? 200 : owner === undefined ? 404 : Number(manner.loginOthers), `${url} for ${name}`)
        }
      }
    }
    for (const name of names) {
      const foreign = launched.filter(({ by }) => by !== name)
      for (const url of lists) {
        const { payload } = await double.app.inject({ url, headers: headersOf(name) })
        assert.ok(!payload.includes(`Deployed by ${other[name]}`), `${url} shows ${name} a process of ${other[name]}`)
        for (const { id } of foreign) assert.ok(!payload.includes(id), `${url} shows ${name} a job of ${other[name]}`)
      }
    }
  }), { numRuns: 12 })
})
