/** Requests with the shape of real ones and odd values in every place; from a seed, so that each run sends the same. */
import fc from 'fast-check'
import { token } from './fuzz-seed.ts'

export interface OddRequest { readonly method: string, readonly path: string, readonly headers: Readonly<Record<string, string>>, readonly body?: string }

export interface Operation { readonly method: string, readonly path: string }

/** Routes without a description: pages, forms and unknown addresses. */
export const undescribed: readonly Operation[] = [
  ...['/', '/jobs', '/api', '/__admin', '/__admin/', '/__admin/jobs/running', '/processes/echo', '/none', '/jobs/running/events'].map(path => ({ method: 'GET', path })),
  { method: 'POST', path: '/jobs/{jobId}/dismissal' }, { method: 'POST', path: '/jobs' }, { method: 'PUT', path: '/jobs/{jobId}' }, { method: 'HEAD', path: '/jobs/{jobId}' }, { method: 'OPTIONS', path: '/__admin/clock' }
]

const text = fc.oneof(
  fc.constantFrom('', ' ', '.', '..', '/', '%', '%2F', '\\', '\0', '\r\n', '☃', '🤖', '__proto__', 'constructor', 'null', 'a'.repeat(2000), '<script>', '{}', ':id', '*', '-1', '1e99', '٣'),
  fc.string({ unit: 'binary', maxLength: 20 })
)
const known = fc.constantFrom('accepted', 'running', 'successful', 'failed', 'dismissed', '☃ and / and %', 'group', 'echo', 'hold', 'fail', 'demo', '1', 'message', 'snapshot')
const segment = fc.oneof({ weight: 3, arbitrary: known }, { weight: 2, arbitrary: text })

const value: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, -0, 2 ** 53, '', '\ud800', 'x'.repeat(5000), [], {}, [[]], { href: 'http://127.0.0.1:9/' }, { value: null }, 'http://127.0.0.1:9/', '2020-01-01T00:00:00Z', '+275760-09-13T00:00:00.000Z', '1d', '1e9d', '(a+)+$', '['),
  fc.jsonValue({ maxDepth: 3 }), text
)

/** Bodies that some operation accepts; each is also sent to the others. */
const bodies: readonly unknown[] = [
  { inputs: { message: 'hello' } }, { inputs: { message: 'hello', pause: 1 }, outputs: { message: { transmissionMode: 'reference' } }, response: 'document' }, { inputs: { record: { value: { a: 1 } } }, response: 'raw' }, { inputs: { reason: 'none' } }, { inputs: { progress: 5 } },
  { inputs: { message: 'hello' }, subscriber: { successUri: 'http://127.0.0.1:9/' } }, { inputs: { image: { href: 'https://example.org/a' } } },
  { username: 'full', password: 'secret' }, { algorithm_name: 'demo', media_ids: [1, 2] }, { algorithm_name: 'demo', media_query: '?a=b', extra_params: [{ name: 'a', value: 1 }] },
  { type: 1, gid: 'c1f0b2d0-0000-11ef-8000-000000000000', uid: 'chosen', url: 'https://example.org/a.mp4', section: 'a', name: 'a.mp4', md5: 'a' },
  { action: 'freeze' }, { action: 'freeze', instant: '2100-01-01T00:00:00Z' }, { action: 'advance', durationMillis: 1000 }, { action: 'advance', duration: '1m' }, { action: 'next' }, { action: 'run', scale: 2 }, { action: 'reset' },
  { model_name: 'ogc::job', transition: { progression: 'manual', times: 2 } }, { model_name: 'ogc::echo' }, { status: 'running' }, { state: 'successful' }, { state: 'a job is running', params: { id: 'pact' } },
  { method: 'GET', urlPathPattern: '/jobs/.*' }, { headers: { accept: { contains: 'json' } }, bodyPatterns: [{ equalToJson: { a: 1 } }] }, { method: 'DELETE', timeoutMilliseconds: 5 },
  { ogc: '2.0-draft', tator: '1.5' }, { dismiss: 'gone' }, { job: 'running' }, { seed: { jobs: [{ id: 'seeded' }] } }, { seed: { processes: [{ id: 'own', inputs: { a: { schema: { type: 'string', pattern: '^a+$' } } } }] } }, {}
]

/** The same body with one value replaced, removed or added. */
const damaged = (body: unknown): fc.Arbitrary<unknown> => fc.tuple(fc.nat(), value, fc.constantFrom('replace', 'remove', 'add')).map(([at, odd, how]) => {
  const copy = structuredClone(body)
  const places: [Record<string, unknown>, string][] = []
  const collect = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    for (const [name, inner] of Object.entries(node)) {
      places.push([node as Record<string, unknown>, name])
      collect(inner)
    }
  }
  collect(copy)
  const place = places[at % Math.max(1, places.length)]
  if (place === undefined) return odd
  const [parent, name] = place
  if (how === 'remove') delete parent[name]
  else parent[how === 'add' ? `${name}x` : name] = odd
  return copy
})

const whole = fc.constantFrom(...bodies)
const body: fc.Arbitrary<string | undefined> = fc.oneof(
  { weight: 4, arbitrary: whole.map(one => JSON.stringify(one)) },
  { weight: 5, arbitrary: whole.chain(damaged).map(one => JSON.stringify(one) ?? 'null') },
  { weight: 2, arbitrary: value.map(one => JSON.stringify(one) ?? '') },
  { weight: 1, arbitrary: fc.constantFrom('', '{', '[1', 'a=b&c=d', '\ufeff{}', '['.repeat(3000), '{"a":'.repeat(3000)) },
  { weight: 1, arbitrary: fc.constant(undefined) }
)

const names = ['f', 'limit', 'after', 'before', 'status', 'type', 'processID', 'datetime', 'minDuration', 'maxDuration', 'gid', 'media_id', 'since', 'unmatched', 'model_name', 'seed', 'policy', 'instant', 'job', 'show', '__proto__']
const query = fc.array(fc.tuple(fc.constantFrom(...names), fc.oneof(fc.constantFrom('json', 'html', '1', '0', '-1', '1000', 'running', 'running,failed', 'process', 'echo', '../..', '2020-01-01T00:00:00Z/..', 'retain', 'true'), text)), { maxLength: 3 })
  .map(pairs => pairs.length === 0 ? '' : `?${pairs.map(([name, odd]) => `${name}=${encodeURIComponent(odd)}`).join('&')}`)

const headers = fc.record({
  accept: fc.constantFrom('application/json', 'text/html', '*/*', 'text/event-stream', 'image/tiff', '*', '/*', 'a/b;q=x', 'multipart/related'),
  'content-type': fc.oneof({ weight: 8, arbitrary: fc.constant('application/json') }, { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1', 'x', 'multipart/form-data; boundary=a') }),
  authorization: fc.oneof({ weight: 4, arbitrary: fc.constant(`Token ${token}`) }, { weight: 1, arbitrary: fc.constantFrom('Token key-of-view', 'Token none', 'Bearer x', 'x') }),
  prefer: fc.constantFrom('respond-async', 'respond-async', 'respond-sync', 'return=minimal', 'wait=0', ';;', 'respond-async, wait=99999999'),
  'x-job-progression': fc.constantFrom('immediate', 'manual', 'stuck', 'time; seconds=1', 'x', '='),
  'last-event-id': fc.constantFrom('0', '-1', 'x', '99999999999')
}, { requiredKeys: ['content-type', 'authorization'] })

/** The only world with faults, in which failures are expected. */
export const faultyWorld = 'faulty'
const worlds = fc.constantFrom('', '', 'a', 'b', 'c', faultyWorld)
const odd = fc.constantFrom('X ☃'.slice(0, 1), '__proto__', 'x'.repeat(300), '..', 'a b', '%00')

const asksForFailures = ({ method, path }: Operation): boolean => method !== 'GET' && /\/__admin\/(faults|settings)/.test(path)

/** One request for each of those operations. */
export const requestsTo = (operations: readonly Operation[]): fc.Arbitrary<OddRequest> => fc.constantFrom(...operations).chain(operation => {
  const slots = operation.path.match(/\{[^}]+\}/g) ?? []
  return fc.record({ segments: fc.tuple(...slots.map(() => segment)), query, headers, body, world: worlds, byHeader: fc.boolean(), oddWorld: fc.option(odd, { freq: 12 }) }).map(made => {
    let place = 0
    const path = operation.path.replace(/\{[^}]+\}/g, () => encodeURIComponent(made.segments[place++]!))
    const world = asksForFailures(operation) ? faultyWorld : made.oddWorld ?? made.world
    const inPath = world !== '' && !made.byHeader && made.oddWorld === null
    const takesBody = operation.method !== 'GET' && operation.method !== 'HEAD' && made.body !== undefined
    return {
      method: operation.method,
      path: `${inPath ? `/w/${world}` : ''}${path}${made.query}`,
      headers: { ...made.headers, ...world !== '' && !inPath && { 'x-test-id': world } } as Record<string, string>,
      ...takesBody && { body: made.body! }
    }
  })
})
