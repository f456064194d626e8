import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { lastLines, run } from './command.ts'
import { tinyTiff } from './geotiff.ts'

/** @see https://github.com/opengeospatial/ets-ogcapi-processes10 */
const suite = { group: 'org.opengis.cite', name: 'ets-ogcapi-processes10', version: '1.3', classifier: 'aio' }
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy'
// Repeats failed downloads at once instead of remembering the failure for a day.
const quietly = ['--batch-mode', '--quiet', '--update-snapshots', '-Dstyle.color=never']

/** Downloads the suite and its dependencies from Maven Central, once; they stay in `folder`. */
export async function fetchSuite (folder: string, limit: AbortSignal): Promise<string> {
  const { group, name, version, classifier } = suite
  const jar = join(folder, `${name}-${version}-${classifier}.jar`)
  if (existsSync(jar)) return jar
  const artifact = `${group}:${name}:${version}:jar:${classifier}`
  const { code, output } = await run('mvn', [...quietly, copyGoal, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`], limit)
  if (code !== 0 || !existsSync(jar)) throw new Error(`Maven could not fetch ${artifact}. It says:\n${firstError(output)}`)
  return jar
}

/** Maven prints the reason first, and then a page of help. */
function firstError (output: string): string {
  return /\[ERROR\] (\S.*)/.exec(output)?.[1] ?? lastLines(output, 10)
}

/** The suite of Part 1. */
export const mainClass = 'org.opengis.cite.ogcapiprocesses10.TestNGController'

/** What a suite is to test, and the particulars of the run. */
export interface SuiteRun {
  jar: string
  mainClass: string
  /** Its arguments by name: the address of the server (`iut`), and others. */
  parameters: Readonly<Record<string, string>>
  javaOptions: string[]
  /** Temporary files; the suite does not decode %20 in its class path, so the path must have no spaces. */
  workFolder: string
  reportFolder: string
  limit: AbortSignal
}

/** Runs the suite; returns its report and output. Its exit code does not depend on the result. */
export async function runSuite ({ jar, mainClass, parameters, javaOptions, workFolder, reportFolder, limit }: SuiteRun): Promise<{ report: string, log: string }> {
  await rm(reportFolder, { recursive: true, force: true })
  const classPath = [await extraResources(workFolder), resolve(jar)].join(delimiter)
  const properties = await writeProperties(workFolder, parameters)
  const { output } = await run('java', [...javaOptions, '-cp', classPath, mainClass, '--outputDir', reportFolder, properties], limit)
  await mkdir(reportFolder, { recursive: true })
  await writeFile(join(reportFolder, 'suite.log'), output)
  return { report: await readReport(output), log: output }
}

/** The suite prints the path of its report, with a random folder, in its last line. */
async function readReport (output: string): Promise<string> {
  const reportFile = /^Test results: (\S+)/m.exec(output)?.[1]
  if (reportFile === undefined) throw new Error(`The suite came to no result:\n${lastLines(output, 20)}`)
  return readFile(reportFile.startsWith('file:') ? new URL(reportFile) : reportFile, 'utf8')
}

/** Comes before the jar on the class path: the binary-input test fails without this file, which is missing in 1.3. */
async function extraResources (workFolder: string): Promise<string> {
  const resources = join(workFolder, 'resources')
  const folder = join(resources, 'org', 'opengis', 'cite', 'testdata')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'testgeotiff.tiff'), tinyTiff())
  return resources
}

/** Without the DOCTYPE, which the parser would download. */
async function writeProperties (workFolder: string, parameters: SuiteRun['parameters']): Promise<string> {
  const file = join(workFolder, 'test-run-props.xml')
  const entries = Object.entries(parameters).map(([key, value]) => `  <entry key="${key}">${value}</entry>`)
  await writeFile(file, ['<?xml version="1.0" encoding="UTF-8"?>', '<properties version="1.0">', ...entries, '</properties>', ''].join('\n'))
  return file
}
