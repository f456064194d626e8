import assert from 'node:assert/strict'
import type { Seed } from '../../../schemas/seed.ts'
import { createDouble } from '../../../src/create-double.ts'
import { validateSeed } from '../../../src/seed/validate-seed.ts'
import { type Tally, tallied } from '../tools.ts'
import type { Execution, RealDescription } from './description.ts'
import { tryOfficialPair } from './official.ts'
import { realDescriptions } from './real/index.ts'

/**
 * Descriptions of processes of real servers, in both versions of the standard: they load, are served as they are, are
 * executed and deliver. Each folder that is named as an argument holds the example of the standard, which is tried too
 * (core/examples/json of the published documents).
 */
async function tryDescription (tally: Tally, { origin, description, results, references = {}, executions }: RealDescription, ogc: '1.0' | '2.0-draft'): Promise<void> {
  const seed = { processes: [{ ...description, results }], references } as Seed
  const wrong = validateSeed(seed)
  tally.note(wrong.length === 0, `${ogc} ${description.id} loads (${origin})`, wrong.join('\n'))
  if (wrong.length > 0) return
  const double = await createDouble({ port: 0, ogc, seed })
  try {
    await check(tally, `${ogc} ${description.id} is served as it is`, async () => {
      const { links, ...served } = await (await fetch(`${double.url}/processes/${description.id}`)).json() as { links: object[] }
      const { links: described = [], ...members } = description as { links?: object[] }
      assert.deepEqual({ ...served, links: described.length === 0 ? [] : links.slice(-described.length) }, { ...served, ...members, links: described })
    })
    for (const execution of executions) await check(tally, `${ogc} ${description.id}: ${execution.what}`, () => tryExecution(`${double.url}/processes/${description.id}/execution`, execution))
  } finally {
    await double.close()
  }
}

/** The results of an execution that makes a job are read from the job. */
async function tryExecution (url: string, { body, headers = {}, status, type = '', text, json }: Execution): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })
  const content = await response.text()
  assert.equal(response.status, status, content)
  assert.ok(response.headers.get('content-type')?.startsWith(type), `${response.headers.get('content-type')} came; expected ${type}`)
  if (text !== undefined) assert.equal(content, text)
  if (json instanceof RegExp) assert.match(content, json)
  else if (json !== undefined) matches(JSON.parse(content), json)
  if (status !== 201) return
  const results = await fetch(`${response.headers.get('location')}/results`)
  assert.equal(results.status, 200, await results.text())
}

/** Whether every expected member exists, with texts equal or matching an expression. */
function matches (received: unknown, expected: unknown): void {
  if (expected instanceof RegExp) return assert.match(String(received), expected)
  if (typeof expected !== 'object' || expected === null) return assert.deepEqual(received, expected)
  for (const [name, member] of Object.entries(expected)) matches((received as Record<string, unknown> | undefined)?.[name], member)
}

async function check (tally: Tally, sentence: string, look: () => Promise<void>): Promise<void> {
  const fault = await look().then(() => undefined, (error: Error) => error)
  tally.note(fault === undefined, sentence, fault?.message)
}

await tallied(async tally => {
  for (const ogc of ['1.0', '2.0-draft'] as const) {
    for (const description of realDescriptions) await tryDescription(tally, description, ogc)
  }
  for (const folder of process.argv.slice(2)) await tryOfficialPair(tally, folder)
})
