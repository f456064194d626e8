/** Regenerates the clients of the two seed documents from our own API description. Needs Java and Python; not part of `npm test`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { check } from '../clients/cases.ts'
import { serve } from '../serve.ts'
import { python, tallied, workshop, type Tally } from '../tools.ts'
import { fetchGenerator, generate, validate } from './openapi-generator.ts'
import { checkPages } from './pages.ts'

const MEDIA_TYPE = 'application/vnd.oai.openapi+json;version=3.0'
const ownFolder = fileURLToPath(new URL('.', import.meta.url))
const folder = workshop('generator')
const description = join(folder, 'openapi.json')

/** The description, as any client can read it from the running server. */
async function saveDescription (tally: Tally): Promise<void> {
  const server = await serve([])
  try {
    const answer = await fetch(`${server.url}/api`, { headers: { accept: MEDIA_TYPE }, signal: AbortSignal.timeout(20_000) })
    const got = `${answer.status} ${answer.headers.get('content-type')}`
    tally.note(got.replace('; ', ';') === `200 ${MEDIA_TYPE}`, `/api is served as ${MEDIA_TYPE}`, got)
    await writeFile(description, await answer.text())
  } finally {
    await server.stop()
  }
}

/** The client's own requirements, with every version pinned by the file beside this one. */
async function install (client: string): Promise<string> {
  const [wanted, pins] = [join(client, 'requirements.txt'), join(ownFolder, 'constraints.txt')]
  return python(folder, ['-r', wanted, '-c', pins], await readFile(wanted, 'utf8') + await readFile(pins, 'utf8'))
}

await tallied(async tally => {
  await mkdir(folder, { recursive: true })
  await fetchGenerator()
  await saveDescription(tally)
  const { code, out, err } = await validate(description)
  tally.note(code === 0 && !out.includes('Errors:'), 'openapi-generator-cli validate finds no error', out + err)
  const client = await generate(description)
  await checkPages(tally, client)
  const program = await install(client)
  const names = ['test_generated_shape', 'test_generated_calls', 'test_generated_examples', 'test_generated_reads']
  await check(tally, program, { client: 'the generated client', flags: [], names, path: [ownFolder, client] })
})
