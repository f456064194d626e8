/** The official suite of Part 2, if its jar is given. */
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readMethods, type TestMethod } from '../ets/results.ts'
import { standInForSchemas } from '../ets/schemas-site.ts'
import { runSuite } from '../ets/suite.ts'
import { requireTools } from '../ets/tools.ts'
import { type Tally, workshop } from '../tools.ts'
import { described } from './packages.ts'

const mainClass = 'org.opengis.cite.ogcapiprocesses10part2.TestNGController'
/** The number of tests in version 1.4-SNAPSHOT of 2025-05. */
const expectedTests = 15
const timeLimit = 5 * 60_000

/** The suite always reads the package of its test of images here: the path in the image of TEAM Engine. */
const fixedPlace = '/root/te_base/scripts/ogcapi-processes-1.0-part2/1.0/testdata/ogcapppkg.json'

export interface SuiteOptions {
  readonly jar: string
  /** A folder of the standard's schemas, instead of the real site. */
  readonly schemas: string | undefined
}

/** @param url a server with a mutable process, in the http spelling @param packageUrl where CWL can be had */
export async function checkBySuite (tally: Tally, { jar, schemas }: SuiteOptions, url: string, packageUrl: string): Promise<void> {
  const limit = AbortSignal.timeout(timeLimit)
  await requireTools(schemas === undefined ? ['java'] : ['java', 'keytool'], limit)
  const workFolder = await mkdtemp(join(tmpdir(), 'ets-part2-'))
  process.once('exit', () => rmSync(workFolder, { recursive: true, force: true }))
  const { javaOptions } = schemas === undefined ? { javaOptions: [] } : await standInForSchemas(schemas, workFolder, limit)
  const remove = await putPackage()
  try {
    const parameters = { iut: url, echoprocessid: 'echo', urlapppkg: packageUrl, processtestlimit: '100' }
    const { report } = await runSuite({ jar, mainClass, parameters, javaOptions, workFolder, reportFolder: workshop('deploy/suite-report'), limit })
    judge(tally, readMethods(report))
  } finally {
    remove()
  }
}

/** Writes the package where the suite reads it, if this is permitted and no file exists; it is removed afterwards. */
async function putPackage (): Promise<() => void> {
  try {
    const first = await mkdir(dirname(fixedPlace), { recursive: true })
    await writeFile(fixedPlace, described('BandMath'), { flag: 'wx' })
    return () => rmSync(first ?? fixedPlace, { recursive: true })
  } catch (error) {
    console.log(`The suite reads ${fixedPlace}, and nothing was put there: ${(error as Error).message}`)
    return () => {}
  }
}

function judge (tally: Tally, methods: readonly TestMethod[]): void {
  const tests = methods.filter(({ isConfig, status }) => !isConfig || status === 'FAIL')
  for (const { name, status, message } of tests) tally.note(status === 'PASS', `the official suite: ${name}`, `${status} ${message.slice(0, 1000)}`)
  tally.note(tests.length === expectedTests, `the official suite has ${expectedTests} tests`, `It has ${tests.length}.`)
}
