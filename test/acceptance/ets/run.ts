import { rmSync } from 'node:fs'
import { mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { serve } from '../serve.ts'
import { count, readMethods, type TestMethod } from './results.ts'
import { standInForSchemas } from './schemas-site.ts'
import { writeSeed } from './seed.ts'
import { fetchSuite, mainClass, runSuite } from './suite.ts'
import { requireTools, type Tool } from './tools.ts'
import { faults } from './verdict.ts'

// Runs OGC's own test suite against the built server, and fails on anything short of every test passed.

const echoProcess = 'echo'
const timeLimit = 10 * 60_000

const cacheFolder = fileURLToPath(new URL('../../../.acceptance/ets/', import.meta.url))
const reportFolder = join(cacheFolder, 'report')

const { values: options } = parseArgs({
  options: {
    schemas: { type: 'string' }, // a folder of the standard's schemas, instead of the real site
    suite: { type: 'string' } // a copy of the suite's jar, instead of the one at Maven Central
  }
})

process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143))

try {
  process.exit(await main(AbortSignal.timeout(timeLimit)) ? 0 : 1)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

async function main (limit: AbortSignal): Promise<boolean> {
  await requireTools(neededTools(), limit)
  await mkdir(cacheFolder, { recursive: true })
  const jar = options.suite ?? await fetchSuite(cacheFolder, limit)
  const workFolder = await mkdtemp(join(tmpdir(), 'ets-'))
  process.once('exit', () => rmSync(workFolder, { recursive: true, force: true }))
  return test(jar, workFolder, limit)
}

function neededTools (): Tool[] {
  return ['java', ...options.suite === undefined ? ['mvn'] as const : [], ...options.schemas === undefined ? [] : ['keytool'] as const]
}

async function test (jar: string, workFolder: string, limit: AbortSignal): Promise<boolean> {
  const { javaOptions, missed } = await schemasSite(workFolder, limit)
  const server = await serve(['--seed', await writeSeed(workFolder)])
  try {
    console.log(`Testing ${server.url} with ${jar}`)
    const { report, log } = await runSuite({ jar, mainClass, parameters: { iut: server.url, echoprocessid: echoProcess }, javaOptions, workFolder, reportFolder, limit })
    return judge(readMethods(report), log, missed)
  } finally {
    await server.stop()
  }
}

/** Without a folder of schemas, the JVM of the suite uses the real site. */
async function schemasSite (workFolder: string, limit: AbortSignal) {
  if (options.schemas === undefined) return { javaOptions: [], missed: new Set<string>() }
  return standInForSchemas(options.schemas, workFolder, limit)
}

/** The counts are the last line of the output. */
function judge (methods: TestMethod[], log: string, missed: ReadonlySet<string>): boolean {
  const { passed, failed, skipped } = count(methods)
  const found = faults({ methods, passed, log, missed })
  for (const fault of found) console.log(fault)
  if (found.length > 0) console.log(`All that the suite said is in ${reportFolder}`)
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return found.length === 0
}
