import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { lastLines, run } from './command.ts'
import { tinyTiff } from './geotiff.ts'

/** @see https://github.com/opengeospatial/ets-ogcapi-processes10 */
const suite = { group: 'org.opengis.cite', name: 'ets-ogcapi-processes10', version: '1.3', classifier: 'aio' }
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy'
// Asks again for what was not to be had the last time, rather than remember that for a day.
const quietly = ['--batch-mode', '--quiet', '--update-snapshots', '-Dstyle.color=never']

/** Fetches the suite with all that it needs from Maven Central, once; it stays in `folder`. */
export async function fetchSuite (folder: string, limit: AbortSignal): Promise<string> {
  const { group, name, version, classifier } = suite
  const jar = join(folder, `${name}-${version}-${classifier}.jar`)
  if (existsSync(jar)) return jar
  const artifact = `${group}:${name}:${version}:jar:${classifier}`
  const { code, output } = await run('mvn', [...quietly, copyGoal, `-Dartifact=${artifact}`, `-DoutputDirectory=${folder}`], limit)
  if (code !== 0 || !existsSync(jar)) throw new Error(`Maven could not fetch ${artifact}. It says:\n${firstError(output)}`)
  return jar
}

/** Maven puts the reason first, and then a page on how to ask it for more. */
function firstError (output: string): string {
  return /\[ERROR\] (\S.*)/.exec(output)?.[1] ?? lastLines(output, 10)
}

/** The suite of Part 1. */
export const mainClass = 'org.opengis.cite.ogcapiprocesses10.TestNGController'

/** What a suite is to test, and the particulars of the run. */
export interface SuiteRun {
  jar: string
  mainClass: string
  /** Its arguments by name: where the server is (`iut`), and what else it asks for. */
  parameters: Readonly<Record<string, string>>
  javaOptions: string[]
  /** Short-lived files; the suite opens its class path without decoding %20, so the path must be a plain one. */
  workFolder: string
  reportFolder: string
  limit: AbortSignal
}

/** Runs the suite and answers with its report and all that it printed. Its exit code says nothing of the outcome. */
export async function runSuite ({ jar, mainClass, parameters, javaOptions, workFolder, reportFolder, limit }: SuiteRun): Promise<{ report: string, log: string }> {
  await rm(reportFolder, { recursive: true, force: true })
  const classPath = [await extraResources(workFolder), resolve(jar)].join(delimiter)
  const properties = await writeProperties(workFolder, parameters)
  const { output } = await run('java', [...javaOptions, '-cp', classPath, mainClass, '--outputDir', reportFolder, properties], limit)
  await mkdir(reportFolder, { recursive: true })
  await writeFile(join(reportFolder, 'suite.log'), output)
  return { report: await readReport(output), log: output }
}

/** The suite names its report in its last line, under a folder that it makes up. */
async function readReport (output: string): Promise<string> {
  const said = /^Test results: (\S+)/m.exec(output)?.[1]
  if (said === undefined) throw new Error(`The suite came to no result:\n${lastLines(output, 20)}`)
  return readFile(said.startsWith('file:') ? new URL(said) : said, 'utf8')
}

/** Goes before the jar on the class path: the binary-input test dies without this file, which 1.3 forgot to pack. */
async function extraResources (workFolder: string): Promise<string> {
  const resources = join(workFolder, 'resources')
  const folder = join(resources, 'org', 'opengis', 'cite', 'testdata')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'testgeotiff.tiff'), tinyTiff())
  return resources
}

/** No DOCTYPE: the parser would go and fetch it. */
async function writeProperties (workFolder: string, parameters: SuiteRun['parameters']): Promise<string> {
  const file = join(workFolder, 'test-run-props.xml')
  const entries = Object.entries(parameters).map(([key, value]) => `  <entry key="${key}">${value}</entry>`)
  await writeFile(file, ['<?xml version="1.0" encoding="UTF-8"?>', '<properties version="1.0">', ...entries, '</properties>', ''].join('\n'))
  return file
}
