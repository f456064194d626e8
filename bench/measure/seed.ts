import type { Seed } from '../../schemas/seed.ts'

export const token = 'bench'

/** A world without jobs, an algorithm whose jobs run until they are dismissed, and a process whose jobs run for a day. */
export const seed: Seed = {
  plans: { echo: { running: 86_400 } },
  projects: [{ id: 1, media: [1], algorithms: [{ name: 'endless', files_per_job: 1, plan: { running: 'forever' } }] }],
  users: [{ name: 'bench', token, projects: { 1: 'full' } }]
}
