/** Hostile seeds: from a file, a reset, and a link of the demonstration page. */
import { writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, type Tally, workshop } from '../tools.ts'
import { checkCases, isAskedFor } from './invariant.ts'

/** As text, since this process could not serialise it either. */
const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const schema = (more: object) => ({ processes: [{ id: 'own', inputs: { a: { schema: more } } }] })
const job = (more: object) => ({ jobs: [{ id: 'one', ...more }] })

const odd: Readonly<Record<string, unknown>> = {
  'no object': [],
  null: null,
  'a number': 1,
  text: 'x',
  'an unknown member': { none: 1 },
  'an asynchronous schema': schema({ $async: true }),
  'an asynchronous schema within': schema({ type: 'object', properties: { b: { $async: true } } }),
  'a reference to itself': schema({ $ref: '#' }),
  'a reference to nothing': schema({ $ref: 'http://127.0.0.1:9/none' }),
  'a $id': schema({ $id: 'https://example.org/own', type: 'string' }),
  'an $id that is none': schema({ $id: 'http://[' }),
  'a dynamic reference': schema({ $dynamicRef: '#x' }),
  'a pattern that never ends': schema({ type: 'string', pattern: '(a+)+$' }),
  'a pattern that is none': schema({ type: 'string', pattern: '(' }),
  'a pattern with a look-behind': schema({ type: 'string', pattern: '(?<=a)b' }),
  'a pattern with a back reference': schema({ type: 'string', pattern: '(a)\\1' }),
  'a pattern of 100 kB': schema({ type: 'string', pattern: 'a'.repeat(100_000) }),
  'a repetition of a billion': schema({ type: 'string', pattern: 'a{1000000000}' }),
  'patterns of properties': schema({ type: 'object', patternProperties: { '(a+)+$': {} } }),
  'a type that is none': schema({ type: 'none' }),
  'a minimum that is text': schema({ minimum: 'x' }),
  'an enum of nothing': schema({ enum: [] }),
  'a format that nobody knows': schema({ type: 'string', format: 'none' }),
  'a discriminator': schema({ discriminator: { propertyName: 'x' } }),
  'a deep schema': `{"processes":[{"id":"own","inputs":{"a":{"schema":${'{"not":'.repeat(3000)}{}${'}'.repeat(3000)}}}}]}`,
  'a schema with a keyword of a prototype': schema(JSON.parse('{"__proto__":{"type":"string"}}') as object),
  'a wide schema': schema({ allOf: Array.from({ length: 5000 }, () => ({ type: 'string' })) }),
  'deep inputs': `{"jobs":[{"id":"one","inputs":{"a":${deep(6000)}}}]}`,
  'an age that no date has': job({ age: 1e13 }),
  'an age of infinity': '{"jobs":[{"age":1e999}]}',
  'a dismissal before the submission': job({ age: 1, dismissed: 100 }),
  'held before the submission': job({ age: 1, held: 1e15 }),
  'a plan without end': job({ plan: { accepted: 1e300, running: 1e300 } }),
  'a plan with a negative time': job({ plan: { running: -1 } }),
  'progress of 100,000 steps': job({ plan: { progress: Array.from({ length: 100_000 }, () => 5) } }),
  'pauses that overlap': job({ plan: { pauses: [{ from: 0, until: 1e300 }, { from: 5, until: 1 }] } }),
  'manual for ever': job({ plan: { manual: { times: 1e15, told: 1e16 } } }),
  'an id of a snowman': { jobs: [{ id: '☃' }] },
  'an id with CR LF': { jobs: [{ id: 'a\r\nX: y' }] },
  'an id of a surrogate': { jobs: [{ id: '\ud800' }] },
  'an id with NUL': { jobs: [{ id: '\0' }] },
  'an id of 10 kB': { jobs: [{ id: 'x'.repeat(10_000) }] },
  'an id twice': { jobs: [{ id: 'a' }, { id: 'a' }] },
  'an id of a prototype': { jobs: [{ id: '__proto__' }, { id: 'constructor' }] },
  'a process of a prototype': { processes: [{ id: '__proto__' }, { id: 'toString' }] },
  'a process without end of name': { processes: [{ id: 'x'.repeat(10_000) }] },
  'an input of a prototype': '{"processes":[{"id":"own","inputs":{"__proto__":{"schema":{"type":"string"}}}}]}',
  'an output with CR LF': { processes: [{ id: 'own', outputs: { 'a\r\nb': { schema: { type: 'string' } } } }], jobs: [{ id: 'one', process: 'own', age: 100 }] },
  'a job of no process': job({ process: 'none' }),
  'a job of no user': job({ user: 'none' }),
  'a job of no project': job({ project: 99 }),
  'a user twice': { users: [{ name: 'a', token: 'x' }, { name: 'a', token: 'x' }] },
  'a token of spaces': { users: [{ name: 'a', token: 'a b' }] },
  'a project twice': { projects: [{ id: 1 }, { id: 1 }] },
  'files of a job: 0': { projects: [{ id: 1, algorithms: [{ name: 'a', files_per_job: 0 }] }] },
  'media that are no numbers': { projects: [{ id: 1, media: ['x', 1e99] }] },
  'a reference of broken base64': { references: { 'https://example.org/': { base64: '=' } } },
  'a reference without an address': { references: { '': { text: 'x' } } },
  'a media type with CR LF': { references: { 'https://example.org/': { mediaType: 'a\r\nX: y', text: 'x' } } },
  'occurrences that cannot be': { processes: [{ id: 'own', inputs: { a: { minOccurs: 5, maxOccurs: 1, schema: {} } } }] },
  '5,000 jobs': { jobs: Array.from({ length: 5_000 }, () => ({})) },
  'results that are no outputs': { processes: [{ id: 'own', results: { none: 1 } }] }
}

const asText = (seed: unknown): string => typeof seed === 'string' && seed.startsWith('{') ? seed : JSON.stringify(seed)

/** After a seed was accepted, everything that shows its content is requested. */
const looks = ['/jobs', '/jobs?f=html', '/jobs/one', '/jobs/one/results', '/processes', '/processes/own', '/processes/own?f=html', '/__admin/jobs', '/__admin/scenarios', '/api', '/__admin/requests']

/** Sends a seed by POST, reads its content, and executes its process. */
const byReset = Object.entries(odd).map(([name, seed]) => ({
  name,
  async run ({ url }: { url: string }) {
    const world = `${url}/w/seeded`
    const headers = { 'content-type': 'application/json' }
    const requests: [string, RequestInit][] = [
      ['/__admin/reset', { method: 'POST', headers, body: `{"seed":${asText(seed)}}` }], ...looks.map((path): [string, RequestInit] => [path, {}]),
      ['/processes/own/execution', { method: 'POST', headers, body: JSON.stringify({ inputs: { a: `${'a'.repeat(28)}!` } }) }],
      ['/jobs/one', { method: 'DELETE' }], ['/__admin/reset', { method: 'POST' }]
    ]
    for (const [path, init] of requests) {
      const answer = await fetch(world + path, { ...init, signal: AbortSignal.timeout(5_000) })
      const text = await answer.text()
      if (!isAskedFor(answer.status, text)) return `${path} answered ${answer.status}: ${text.slice(0, 300)}`
    }
    return undefined
  }
}))

/** One GET of the page is enough, and any web page can cause it. */
const byLink = Object.entries(odd).map(([name, seed]) => ({
  name,
  async run ({ url }: { url: string }) {
    const packed = encodeURIComponent(asText(seed))
    if (packed.length > 15_000) return undefined
    const answer = await fetch(`${url}/__admin/?seed=${packed}`, { signal: AbortSignal.timeout(5_000) })
    const text = await answer.text()
    return isAskedFor(answer.status, text) ? undefined : `answered ${answer.status}`
  }
}))

const root = fileURLToPath(new URL('../../../', import.meta.url))

const cyclic: Readonly<Record<string, string>> = {
  'a cycle of YAML': 'jobs: &a\n  - inputs: { a: *a }\n',
  'a bomb of YAML': `a: &a [x]\n${Array.from({ length: 30 }, (_, at) => `b${at}: &b${at} [*${at === 0 ? 'a' : `b${at - 1}`}, *${at === 0 ? 'a' : `b${at - 1}`}]`).join('\n')}\n`,
  'a tag of YAML': '!!js/function "x"',
  'broken YAML': 'a: [',
  'bytes that are no text': '\ud800\0',
  'an empty file': '',
  ...Object.fromEntries(['an asynchronous schema', 'deep inputs', 'an age that no date has', 'a pattern that is none', 'an id twice'].map(name => [name, asText(odd[name])]))
}

/** A refused start ends with exit code 2 and a message, never with 1 or silently. */
async function byFile (tally: Tally): Promise<void> {
  const folder = workshop('fuzz')
  await mkdir(folder, { recursive: true })
  const wrong: string[] = []
  for (const [name, text] of Object.entries(cyclic)) {
    const file = join(folder, 'hostile.yaml')
    await writeFile(file, text)
    const { code, err, out } = await run('timeout', ['-s', 'TERM', '5', process.execPath, 'dist/cli.js', 'serve', '--port', '0', '--log-level', 'fatal', '--seed', file], { seconds: 20, cwd: root })
    const isFine = out.includes('"ready"') || (code === 2 && err.trim() !== '' && !/\n\s+at /.test(err))
    if (!isFine) wrong.push(`${name}: exit code ${code}, ${err.slice(0, 300) || 'nothing on standard error'}`)
  }
  const all = Object.keys(cyclic).length
  tally.note(wrong.length === 0, `hostile seed files: ${all - wrong.length} of ${all} are taken, or refused with a sentence`, wrong.join('\n'))
}

export async function seeds (tally: Tally): Promise<void> {
  await checkCases(tally, 'hostile seeds by reset, and everything that shows them', byReset)
  await checkCases(tally, 'hostile seeds in a link of the demonstration page', byLink)
  await byFile(tally)
}
