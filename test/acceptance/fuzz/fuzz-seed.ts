/** The seed of the fuzzed servers: a job in every state, and one of everything that a path can name. */
import { writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Seed } from '../../../schemas/seed.ts'
import { workshop } from '../tools.ts'

export const token = 'key-of-full'
const project = { project: 1, user: 'full' }

export const fuzzSeed: Seed = {
  projects: [{ id: 1, media: [1, 2, 3], algorithms: [{ name: 'demo', files_per_job: 2 }] }],
  users: [{ name: 'full', password: 'secret', token, projects: { 1: 'full' } }, { name: 'view', password: 'secret', token: 'key-of-view', projects: { 1: 'view' } }],
  references: { 'https://example.org/a': { mediaType: 'application/json', text: '{"a":1}' } },
  jobs: [
    { ...project, id: 'accepted', group: 'group', plan: { accepted: 'forever' } },
    { ...project, id: 'running', group: 'group', process: 'hold', inputs: { progress: 42 }, age: 30 },
    { ...project, id: 'successful', inputs: { message: 'hello' }, age: 60 },
    { ...project, id: 'failed', process: 'fail', inputs: { reason: 'The disk is full.' }, age: 60 },
    { ...project, id: 'dismissed', process: 'hold', inputs: { progress: 56 }, age: 90, dismissed: 15 },
    { ...project, id: '☃ and / and %', inputs: { message: 'odd' }, age: 60 }
  ]
}

export async function seedFile (seed: Seed = fuzzSeed, name = 'seed'): Promise<string> {
  await mkdir(workshop('fuzz'), { recursive: true })
  const file = join(workshop('fuzz'), `${name}.json`)
  await writeFile(file, JSON.stringify(seed))
  return file
}
