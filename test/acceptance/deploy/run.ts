/**
 * Clients that log in and deploy, against the double. `--suite JAR` runs the official suite of Part 2 besides, and
 * `--schemas FOLDER` gives it the standard's schemas; arguments select clients. Needs Python; not part of `npm test`.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { check } from '../clients/cases.ts'
import { installBeside, installClients } from '../matrix/install.ts'
import { serve } from '../serve.ts'
import { type Tally, tallied, workshop } from '../tools.ts'
import { cwl } from './packages.ts'
import { checkAsSuite } from './suite-checks.ts'
import { checkBySuite } from './suite.ts'

const { values: { suite, schemas }, positionals: wanted } = parseArgs({ allowPositionals: true, options: { suite: { type: 'string' }, schemas: { type: 'string' } } })
const ownFolder = fileURLToPath(new URL('.', import.meta.url))
const seed = ['--seed', join(ownFolder, 'seed.yaml'), '--log-level', 'error']
const flags = [...seed, '--deploy', 'both', '--login', 'bearer', '--login-others', '404']

const clients = {
  'ogc-api-processes-client': 'test_ogc_deploying',
  "ZOO's pattern tester": 'test_patterns',
  'maap-py': 'test_maap',
  "Unity's client": 'test_unity_deploying',
  'Authlib and cuiman': 'test_refresh'
}

async function checkClients (tally: Tally): Promise<void> {
  const { program, path } = await installClients()
  const others = await installBeside(program, join(ownFolder, 'without-dependencies.txt'), workshop('deploy/others'))
  const chosen = Object.entries(clients).filter(([client]) => wanted.length === 0 || wanted.includes(client))
  for (const [client, name] of chosen) await check(tally, program, { client, title: client, flags, names: [name], path: [ownFolder, path, others] })
}

/** Serves the CWL documents of links while the work runs. */
async function withPackage (work: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((_request, response) => response.end(cwl('by-link'))).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/by-link.cwl`)
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

async function checkSuite (tally: Tally, packageUrl: string): Promise<void> {
  const served = await serve([...seed, '--deploy', 'http'])
  try {
    await checkAsSuite(tally, served.url, packageUrl)
    if (suite === undefined) console.log('*** NOT RUN: the official suite of Part 2. No registry has its jar, and --suite (in CI: SUITE_PART2_JAR) names no copy of it.')
    else await checkBySuite(tally, { jar: suite, schemas }, `${served.url}/w/suite`, packageUrl)
  } finally {
    await served.stop()
  }
}

await tallied(async tally => {
  if (wanted.length === 0) await withPackage(packageUrl => checkSuite(tally, packageUrl))
  await checkClients(tally)
})
