import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { workshop } from '../tools.ts'

/** Text that contains markup, a script, an attribute and a change of direction. */
export const evil = '</p><img src=x onerror="globalThis.struck=1"><script>globalThis.struck=1</script>\'"><svg onload=globalThis.struck=1> \u202eevil\u2066 &lt;b&gt; &#39; $HOME'

/** The id of a job with such a text. */
export const evilId = `id ${evil}`

const evilInputs = { message: evil, record: { [evil]: evil, href: `javascript:${evil}`, link: { href: `https://h.example/${evil}`, title: evil } } }

/** A world with a job in every state, and with jobs of hostile texts. */
const seed = {
  projects: [{ id: 1, media: [1, 2, 3], algorithms: [{ name: 'demo', plan: { accepted: 2, running: 60 } }] }],
  users: [{ name: 'execute', password: 'execute', token: 'execute-key', projects: { 1: 'full' } }],
  processes: [{ id: evilId, title: evil, description: evil, inputs: { [evil]: { title: evil, description: evil, minOccurs: 0, schema: { type: 'string', enum: [evil], default: evil } } }, outputs: { [evil]: { title: evil, schema: { type: 'string' } } } }],
  jobs: [
    { id: 'accepted', process: 'echo', inputs: { message: 'later' }, plan: { accepted: 86400 } },
    { id: 'running', process: 'hold', inputs: { progress: 42 }, age: 30 },
    { id: 'successful', process: 'echo', inputs: { message: 'done', numbers: [1, 2, 3] }, age: 60 },
    { id: 'failed', process: 'fail', inputs: { reason: 'The disk is full.' }, age: 60 },
    { id: 'dismissed', process: 'hold', inputs: { progress: 56 }, age: 90, dismissed: 15 },
    { id: evilId, process: 'fail', inputs: { reason: evil }, plan: { outcome: 'failed', running: 1, reason: evil }, age: 10 },
    { id: `results ${evil}`, process: 'echo', inputs: evilInputs, plan: { running: 0 }, age: 10 }
  ]
}

/** Writes the seed of the run into a file. @returns its path */
export async function seedFile (): Promise<string> {
  const folder = workshop('browser')
  await mkdir(folder, { recursive: true })
  const file = join(folder, 'seed.json')
  await writeFile(file, JSON.stringify(seed))
  return file
}
