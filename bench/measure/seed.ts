import type { Seed } from '../../schemas/seed.ts'

export const token = 'bench'

/** A world without jobs, and an algorithm whose jobs run until they are dismissed. */
export const seed: Seed = {
  projects: [{ id: 1, media: [1], algorithms: [{ name: 'endless', files_per_job: 1, plan: { running: 'forever' } }] }],
  users: [{ name: 'bench', token, projects: { 1: 'full' } }]
}
