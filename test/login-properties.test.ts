import t from 'tap'
import fc from 'fast-check'
import { dismissPolicies } from '../src/jobs/dismissal.ts'
import type { DoubleOptions } from '../src/double-options.ts'
import { build, type TestDouble } from './helper.ts'

const names = ['ann', 'bob'] as const
type Name = typeof names[number]
const other = { ann: 'bob', bob: 'ann' } as const
const seed = { users: names.map(name => ({ name, password: name, token: `token-of-${name}` })) }
const headersOf = (name: Name) => ({ authorization: `Bearer token-of-${name}` })

const doubles = new Map<string, Promise<TestDouble>>()
function doubleWith (options: DoubleOptions): Promise<TestDouble> {
  const key = JSON.stringify(options)
  const made = doubles.get(key) ?? build(t, { seed, login: 'bearer', ...options })
  doubles.set(key, made)
  return made
}

/** What users do, one after another; a number chooses among the jobs that were launched so far. */
type Step = { readonly does: 'launch', readonly by: Name, readonly process: string } |
  { readonly does: 'dismiss' | 'cancel' | 'press', readonly by: Name, readonly which: number } |
  { readonly does: 'wait', readonly seconds: number }
const by = fc.constantFrom(...names)
const steps: fc.Arbitrary<Step[]> = fc.array(fc.oneof(
  fc.record({ does: fc.constant('launch' as const), by, process: fc.constantFrom('hold', 'fail', 'echo') }),
  fc.record({ does: fc.constantFrom('dismiss' as const, 'cancel' as const, 'press' as const), by, which: fc.nat(20) }),
  fc.record({ does: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 40 }) })
), { minLength: 1, maxLength: 12 })

interface Launched { readonly id: string, readonly by: Name }

async function run ({ app, clock }: TestDouble, steps: readonly Step[]): Promise<Launched[]> {
  const launched: Launched[] = []
  for (const step of steps) {
    if (step.does === 'wait') await clock.advance(step.seconds * 1000)
    else if (step.does === 'launch') {
      const inputs = step.process === 'echo' ? { message: 'hello', pause: 10 } : {}
      const answer = await app.inject({ method: 'POST', url: `/processes/${step.process}/execution`, headers: { ...headersOf(step.by), prefer: 'respond-async' }, payload: { inputs } })
      launched.push({ id: answer.json().jobID, by: step.by })
    } else if (launched.length > 0) {
      const { id } = launched[step.which % launched.length]!
      const headers = headersOf(step.by)
      if (step.does === 'dismiss') await app.inject({ method: 'DELETE', url: `/jobs/${id}`, headers })
      else if (step.does === 'cancel') await app.inject({ method: 'POST', url: `/jobs/${id}/dismiss`, headers })
      else await app.inject({ method: 'POST', url: `/jobs/${id}/dismissal`, headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' }, payload: '' })
    }
  }
  return launched
}

const looks = (id: string) => [`/jobs/${id}`, `/jobs/${id}?f=html`, `/jobs/${id}/results`, `/jobs/${id}/results/message`, `/jobs/${id}/events`]
const lists = ['/jobs?limit=1000', '/jobs?f=html&limit=1000', '/jobs?status=dismissed&limit=1000', '/jobs?offset=0&limit=1000', '/jobs?processID=hold&limit=1000', '/processes', '/api?f=json']

t.test('whatever users do, the jobs of another one are never visible to them, dismissed or not, and never changed by them', async t => {
  const options = fc.record({ loginOthers: fc.constantFrom('403' as const, '404' as const), dismiss: fc.constantFrom(...dismissPolicies), cancel: fc.constantFrom('delete' as const, 'post' as const) })
  await fc.assert(fc.asyncProperty(options, steps, async (options, steps) => {
    const double = await doubleWith(options)
    const launched = await run(double, steps)
    for (const { id, by } of launched) {
      const foreign = headersOf(other[by])
      const before = double.store.get(id)
      for (const url of looks(id)) {
        const { statusCode, payload } = await double.app.inject({ url, headers: foreign })
        t.equal(statusCode, options.loginOthers === '403' && before !== undefined ? 403 : 404, url)
        t.notOk(/accepted|running|successful|"dismissed"/.test(payload.replaceAll(/<[^>]*>/g, '')), payload)
      }
      for (const request of [{ method: 'DELETE', url: `/jobs/${id}` }, { method: 'POST', url: `/jobs/${id}/dismiss` }, { method: 'PUT', url: `/jobs/${id}/status`, payload: { status: 'dismissed' } }] as const) {
        const { statusCode } = await double.app.inject({ ...request, headers: foreign })
        t.ok([403, 404].includes(statusCode), `${request.method} ${request.url}: ${statusCode}`)
      }
      t.equal(double.store.get(id), before)
    }
    for (const name of names) {
      const foreign = launched.filter(({ by }) => by !== name)
      for (const url of lists) {
        const { payload } = await double.app.inject({ url, headers: headersOf(name) })
        for (const { id } of foreign) t.notOk(payload.includes(id), `${url} shows ${name} a job of ${other[name]}`)
      }
    }
    await double.reset()
  }), { numRuns: 12 })
})
