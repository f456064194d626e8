/**
 * What published clients make of each dismiss policy and each persona: execute, poll, dismiss, poll. Compares it with
 * docs/client-matrix.md; `--write` writes the tables there. Needs Python; not part of `npm test`.
 */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { dismissPolicies } from '../../../src/jobs/dismissal.ts'
import { personas } from '../personas/personas.ts'
import { serve, type Served } from '../serve.ts'
import { run, tallied } from '../tools.ts'
import { installClients } from './install.ts'
import { countRows, isShown, type MatrixRow, writeTables } from './tables.ts'

const { values: { write } } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const ownFolder = fileURLToPath(new URL('.', import.meta.url))
const clients = ['ogc-api-processes-client', 'cuiman', 'owslib']

/** The settings of each server, by its name in the tables: the double by default, and as each real server. */
const servers: readonly { readonly name: string, readonly settings: object }[] = [
  ...dismissPolicies.map(dismiss => ({ name: dismiss, settings: { dismiss } })),
  ...personas.map(({ name }) => ({ name, settings: { persona: name } }))
]

/** Each client has a world of its own on each server, with a stopped clock. */
async function prepare ({ url }: Served): Promise<void> {
  for (const { name, settings } of servers) {
    for (const client of clients) {
      const control = `${url}/w/${name}-${client}/__admin`
      await configure('POST', `${control}/settings`, settings)
      await configure('PUT', `${control}/clock`, { action: 'freeze' })
    }
  }
}

async function configure (method: 'POST' | 'PUT', url: string, body: object): Promise<void> {
  const answer = await fetch(url, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`)
}

async function probeAll (): Promise<MatrixRow[]> {
  const { program, path } = await installClients()
  const served = await serve(['--seed', join(ownFolder, 'seed.yaml')])
  try {
    await prepare(served)
    const places = servers.map(({ name }) => `${name}=${served.url}/w/${name}`)
    const { out, err } = await run(program, [join(ownFolder, 'probe.py'), ...places], { seconds: 180, env: { ...process.env, PYTHONPATH: path, PYTHONDONTWRITEBYTECODE: '1' } })
    const rows = out.split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line) as MatrixRow)
    if (rows.length < servers.length * clients.length) throw new Error(`${rows.length} rows came; expected ${servers.length * clients.length}.\n${err}`)
    const order = servers.map(({ name }) => name)
    return rows.sort((one, other) => order.indexOf(one.server) - order.indexOf(other.server))
  } finally {
    await served.stop()
  }
}

await tallied(async tally => {
  const rows = await probeAll()
  if (write) await writeTables(rows)
  for (const one of rows) {
    const { shown, row } = await isShown(one)
    tally.note(shown, `${one.client}: ${row}`, 'docs/client-matrix.md does not show this row: npm run test:matrix -- --write')
  }
  tally.note(await countRows(clients) === rows.length, 'docs/client-matrix.md shows no other rows')
})
