import type { SeedReader } from '../world/seed-reader.ts'
import { interpretSeed } from './interpret-seed.ts'
import { jobProblems } from './job-problems.ts'
import { draftFromSeed, jobToSeed } from './seed-job.ts'

/** Reads seeds in the form of `schemas/seed.ts`. */
export const seedReader: SeedReader = {
  interpret: interpretSeed,
  draft: draftFromSeed,
  toSeed: jobToSeed,
  jobProblems: (world, job) => jobProblems(world, job, ''),
  // The schema is compiled when it is first needed.
  validate: async (seed, maxDepth) => (await import('./validate-seed.ts')).validateSeed(seed, maxDepth)
}
