/** OpenAPI Generator, in the release that made the Python pages of the first seed document. */
import { access, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { must, need, run, workshop, type Ran } from '../tools.ts'

const RELEASE = '7.12.0'
const ARTIFACT = `org.openapitools:openapi-generator-cli:${RELEASE}`
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy'
const folder = workshop('generator')
const jar = join(folder, `openapi-generator-cli-${RELEASE}.jar`)

/** Downloaded once; later runs need Java only. */
export async function fetchGenerator (): Promise<void> {
  await need('java', ['-version'], 'Java 11 or newer')
  if (await access(jar).then(() => true, () => false)) return
  await need('mvn', ['-version'], 'Maven')
  await must('mvn', ['-q', '-B', COPY, `-Dartifact=${ARTIFACT}`, `-DoutputDirectory=${folder}`], { seconds: 600 })
}

export const validate = (description: string): Promise<Ran> =>
  run('java', ['-jar', jar, 'validate', '-i', description], { seconds: 120 })

/** Generates into an empty folder, since the generator does not remove pages of former operations. */
export async function generate (description: string): Promise<string> {
  const client = join(folder, 'client')
  await rm(client, { recursive: true, force: true })
  await must('java', ['-jar', jar, 'generate', '-g', 'python', '-i', description, '-o', client,
    '--package-name', 'ogcapi_processes_client'], { seconds: 300 })
  return client
}
