/** `jobdouble import` against a real pygeoapi and against the double itself, through real sockets. Needs Python; not part of `npm test`. */
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { serve } from '../serve.ts'
import { must, run, type Tally, tallied } from '../tools.ts'
import { startPygeoapi } from './pygeoapi.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const limit = 20_000

type Description = Record<string, unknown> & { links: { rel: string }[] }

const json = async (url: string, init: RequestInit = {}) => {
  const answer = await fetch(url, { ...init, headers: { accept: 'application/json', 'content-type': 'application/json', ...init.headers }, signal: AbortSignal.timeout(limit) })
  return { status: answer.status, headers: answer.headers, body: await answer.json().catch(() => undefined) as any } // eslint-disable-line @typescript-eslint/no-explicit-any -- as fetch() declares it
}

const jobdouble = (args: string[], env: Record<string, string> = {}) => run(process.execPath, ['dist/cli.js', 'import', ...args], { seconds: 60, cwd: root, env: { ...process.env, ...env } })

/** The same text for the same value, whatever the order of its members. */
const sorted = (value: unknown): string => JSON.stringify(value, (_name, inner) =>
  typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => one < other ? -1 : 1)) : inner)

async function descriptionsOf (url: string): Promise<Map<string, Description>> {
  const { body: { processes } } = await json(`${url}/processes?limit=100`)
  return new Map(await Promise.all(processes.map(async ({ id }: { id: string }) => [id, (await json(`${url}/processes/${encodeURIComponent(id)}`)).body] as const)))
}

/** Each case is a sentence, and a function that throws if it is not true. */
const cases = (tally: Tally) => async (sentence: string, check: () => Promise<void>) =>
  check().then(() => tally.note(true, sentence), (fault: Error) => tally.note(false, sentence, fault.message))

const members = { keywords: ['a'], metadata: [{ title: 'm', href: 'https://example.org/m' }], additionalParameters: { parameters: [{ name: 'x', value: [1] }] }, 'x-own': { deep: [null, 1.5, 'yes', '2026-01-01', 'null', ''] } }

const ownSeed = {
  components: { schemas: { name: { type: 'string' } } },
  processes: [
    { id: 'buffer/ä', title: 'No: #1', description: 'two\nlines\t– and "quotes"', version: '1.0', ...members, links: [{ href: 'https://example.org/about', rel: 'about', type: 'text/html' }], jobControlOptions: ['async-execute'], outputTransmission: ['value'], inputs: { 'a b': { ...members, title: 'A', minOccurs: 0, maxOccurs: 'unbounded', schema: { type: 'number', minimum: 0, exclusiveMinimum: true, default: 1e-7 } } }, outputs: { area: { title: 'Area', schema: { type: 'number' } } }, results: { area: 31.4 } },
    { id: 'echo', title: 'Changed', outputs: { extra: { schema: { type: 'string', contentMediaType: 'text/plain' } } } }
  ],
  jobs: [{ id: 'done', process: 'buffer/ä', age: 60 }]
}

async function checkOwn (tally: Tally, folder: string, ogc: string): Promise<void> {
  const check = cases(tally)
  const [seed, imported] = [join(folder, `own-${ogc}.json`), join(folder, `imported-${ogc}.yaml`)]
  await writeFile(seed, JSON.stringify(ownSeed))
  const original = await serve(['--ogc', ogc, '--seed', seed])
  try {
    const { code, err } = await jobdouble([original.url, '--results', '--output', imported])
    await check(`the double, ${ogc}: it is imported`, async () => assert.deepEqual([code, err], [0, 'Imported 4 processes.\n']))
    const copy = await serve(['--ogc', ogc, '--seed', imported])
    try {
      const [expected, found] = [await descriptionsOf(original.url), await descriptionsOf(copy.url)]
      assert.equal(expected.size, 4)
      for (const [id, description] of expected) {
        await check(`the double, ${ogc}: the description of ${id} is the same, byte for byte`, async () => assert.equal(sorted(found.get(id)).replaceAll(copy.url, original.url), sorted(description)))
      }
      await check(`the double, ${ogc}: a job comes to the results of the one that was there`, async () => {
        const { headers } = await json(`${copy.url}/processes/${encodeURIComponent('buffer/ä')}/execution`, { method: 'POST', body: '{"inputs":{}}' })
        assert.equal((await json(`${headers.get('location')}/results/area`)).body, 31.4)
      })
    } finally {
      await copy.stop()
    }
  } finally {
    await original.stop()
  }
}

const executions: Record<string, object> = {
  'hello-world': { inputs: { name: 'World' } },
  'shapely-functions': { inputs: { operation: 'measurement:area', geoms: ['POLYGON((0 0, 2 0, 2 2, 0 2, 0 0))'] } }
}

async function checkPygeoapi (tally: Tally, folder: string): Promise<void> {
  const check = cases(tally)
  const imported = join(folder, 'pygeoapi.yaml')
  const server = await startPygeoapi()
  try {
    for (const [id, body] of Object.entries(executions)) {
      const { headers } = await json(`${server.url}/processes/${id}/execution`, { method: 'POST', headers: { prefer: 'respond-async' }, body: JSON.stringify(body) })
      for (const end = Date.now() + limit; Date.now() < end && (await json(String(headers.get('location')))).body.status !== 'successful';) await new Promise(resolve => setTimeout(resolve, 100))
    }
    const { code, err } = await jobdouble([server.url, '--results', '--output', imported])
    await check('pygeoapi: all of its processes are imported, though it lists two where nobody asks for more', async () => assert.deepEqual([code, err.slice(0, 21)], [0, 'Imported 3 processes.'], err))
    const copy = await serve(['--seed', imported])
    try {
      const [expected, found] = [await descriptionsOf(server.url), await descriptionsOf(copy.url)]
      assert.equal(expected.size, 3)
      for (const [id, { links, ...description }] of expected) {
        const { links: foundLinks, ...foundDescription } = found.get(id)!
        await check(`pygeoapi: the description of ${id} is the same, byte for byte`, async () => assert.equal(sorted(foundDescription), sorted(description)))
        const others = links.filter(({ rel }) => rel === 'about')
        await check(`pygeoapi: the links of ${id} to elsewhere are there`, async () => assert.equal(sorted(foundLinks.slice(-others.length)), sorted(others)))
      }
      for (const [id, body] of Object.entries(executions)) {
        await check(`pygeoapi: ${id} answers the same`, async () => {
          const [theirs, ours] = await Promise.all([server.url, copy.url].map(url => json(`${url}/processes/${id}/execution`, { method: 'POST', body: JSON.stringify(body) })))
          assert.deepEqual([ours!.status, sorted(ours!.body)], [200, sorted(theirs!.body)])
        })
      }
      await check('pygeoapi: its own echo takes what it describes, and nothing of the echo of the double', async () => {
        const execute = (inputs: object) => json(`${copy.url}/processes/echo/execution`, { method: 'POST', body: JSON.stringify({ inputs }) })
        assert.deepEqual([(await execute({ echoInput: 'Echo', pause: 5.5 })).status, (await execute({ echoInput: 'Echo', pause: 5.5, message: 'x' })).status, (await execute({ echoInput: 'other', pause: 5.5 })).status], [200, 400, 400])
      })
    } finally {
      await copy.stop()
    }
    await checkRefusals(tally, server.url, imported)
  } finally {
    await server.stop()
  }
}

async function checkRefusals (tally: Tally, url: string, imported: string): Promise<void> {
  const check = cases(tally)
  const before = await readFile(imported, 'utf8')
  const refusals: [sentence: string, args: string[], said: RegExp][] = [
    ['a file that is there is not overwritten', [url, '--output', imported], /exists already/],
    ['a bound of requests is kept', [url, '--max-requests', '1'], /--max-requests/],
    ['a bound of bytes is kept', [url, '--max-bytes', '1024'], /--max-bytes/],
    ['a server that is none of OGC API – Processes is named', [`${url}/openapi`], /has no list of processes|answers 404/],
    ['a server that is not there is named', ['http://127.0.0.1:9'], /http:\/\/127\.0\.0\.1:9 does not answer/],
    ['two servers at once are refused', [url, url], /2 sources came/],
    ['a file that describes nothing is named', [join(root, 'package.json')], /has no description of a process/]
  ]
  for (const [sentence, args, message] of refusals) {
    await check(sentence, async () => {
      const { code, out, err } = await jobdouble(args)
      assert.deepEqual([code, out], [2, ''], err)
      assert.match(err, message)
    })
  }
  await check('what was refused has changed nothing', async () => assert.equal(await readFile(imported, 'utf8'), before))
}

await tallied(async tally => {
  await must(process.execPath, ['dist/cli.js', '--version'], { seconds: 60, cwd: root })
  const folder = await mkdtemp(join(tmpdir(), 'jobdouble-import-'))
  try {
    for (const ogc of ['1.0', '2.0-draft']) await checkOwn(tally, folder, ogc)
    await checkPygeoapi(tally, folder)
  } finally {
    await rm(folder, { recursive: true })
  }
})
