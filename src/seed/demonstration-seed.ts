import { createHash } from 'node:crypto'
import type { Seed } from '../../schemas/seed.ts'

/** Not a secret: the same on every machine, so that examples can be copied. Tator's keys are 40 hexadecimal digits too. */
const demonstrationKey = (name: string) => createHash('sha1').update(`jobdouble demonstration ${name}`).digest('hex')

/** The default seed: a job in every state, a group, a project with an algorithm. */
export const demonstrationSeed: Seed = {
  projects: [{
    id: 1,
    name: 'Demonstration',
    media: [1, 2, 3],
    algorithms: [{ name: 'demo', files_per_job: 1, plan: { accepted: 2, running: 60 } }]
  }],
  users: [
    { name: 'execute', password: 'execute', token: demonstrationKey('execute'), projects: { 1: 'execute' } },
    { name: 'view', password: 'view', token: demonstrationKey('view'), projects: { 1: 'view' } }
  ],
  jobs: [
    { id: 'waiting', process: 'echo', inputs: { message: 'waits for a day' }, plan: { accepted: 86400 } },
    { id: 'running', process: 'hold', inputs: { progress: 42 }, age: 30 },
    { id: 'done', process: 'echo', inputs: { message: 'done' }, age: 60 },
    { id: 'broken', process: 'fail', inputs: { reason: 'The disk is full.' }, age: 60 },
    { id: 'dismissed', process: 'hold', inputs: { progress: 56 }, age: 90, dismissed: 15 },
    ...[1, 2, 3].map(media => ({
      id: `demo-${media}`, process: 'demo', group: 'demo-group', project: 1, user: 'execute', inputs: { media_ids: [media] }, plan: { running: 'forever' as const }, age: 5
    }))
  ]
}
