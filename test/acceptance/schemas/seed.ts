/** The seed of every server in the run: for each state, one job for each row that needs one. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobSeed, Seed } from '../../../schemas/seed.ts'
import { seedInputs as inputs } from './echo.ts'

const day = 86_400

const states = {
  accepted: { process: 'echo', inputs, plan: { accepted: day } },
  running: { process: 'hold', inputs: { progress: 42 }, age: 30 },
  successful: { process: 'echo', inputs, age: 60 },
  failed: { process: 'fail', inputs: { reason: 'The disk is full.' }, age: 60 },
  dismissed: { process: 'hold', inputs: { progress: 56 }, age: 90, dismissed: 15 }
} satisfies Record<string, JobSeed>

export const stateNames = Object.keys(states) as (keyof typeof states)[]
export const jobsOfEach = 12

const project = { project: 1, user: 'full' }

const jobs: JobSeed[] = [
  ...Array.from({ length: jobsOfEach }, (_, index) => stateNames.map(state => ({ ...states[state], id: `${state}-${index}` }))).flat(),
  ...stateNames.flatMap(state => ['', '-2', '-3'].map(more => ({ ...states[state], ...project, id: `tator-${state}${more}`, group: `group-${state}${more}` }))),
  { process: 'transcode', id: 'of-no-process', age: 60 }
]

const seed: Seed = {
  projects: [
    { id: 1, media: [1, 2, 3], algorithms: [{ name: 'demo', files_per_job: 2, plan: { running: day } }] },
    { id: 2, algorithms: [{ name: 'elsewhere' }] }
  ],
  users: [
    { name: 'full', password: 'secret', token: 'key-of-full', projects: { 1: 'full' } },
    { name: 'view', password: 'secret', token: 'key-of-view', projects: { 1: 'view' } },
    { name: 'closed', password: 'secret', token: 'key-of-closed', active: false, projects: { 1: 'full' } }
  ],
  references: { 'https://example.org/image.tiff': { mediaType: 'image/tiff; application=geotiff', base64: 'SUkqAA==' } },
  jobs
}

export const jobsInSeed = jobs.length

export async function writeSeed (folder: string): Promise<string> {
  const file = join(folder, 'seed.json')
  await writeFile(file, JSON.stringify(seed))
  return file
}
