import type { Seed } from '../../schemas/seed.ts'
import { Validators } from '../inputs/validators.ts'
import { builtInProcesses } from '../processes/built-in-processes.ts'
import { findFileIn, KnownFiles } from '../results/find-file.ts'
import type { SeedReader } from '../world/seed-reader.ts'
import { readAddedCase } from './added-case.ts'
import { type CodeProcess, processFromCode } from './code-process.ts'
import { interpretSeed } from './interpret-seed.ts'
import { jobProblems } from './job-problems.ts'
import { folderOf, setFolder } from './seed-folder.ts'
import { readSeedFile } from './seed-file.ts'
import { processFromSeed } from './seed-process.ts'
import { draftFromSeed, jobToSeed } from './seed-job.ts'

/** Reads seeds in the form of `schemas/seed.ts`. @param processes processes of the program, available with every seed beside the built-in ones */
export function createSeedReader (processes: readonly CodeProcess[] = []): SeedReader {
  const files = new KnownFiles()
  const fromHere = findFileIn(process.cwd())
  files.add(processes, fromHere)
  const codeValidators = new Validators()
  const known = new Map([...builtInProcesses, ...processes.map(one => [one.id, processFromCode(one, builtInProcesses.get(one.id), codeValidators, fromHere)] as const)])
  const findFor = (seed: Seed) => {
    const folder = folderOf(seed)
    return folder === undefined ? undefined : findFileIn(folder)
  }
  return {
    interpret (seed, options) {
      const find = findFor(seed)
      return interpretSeed(seed, options, { known, codeValidators, findFile: find === undefined ? files.find : files.add(seed, find) })
    },
    draft: draftFromSeed,
    toSeed: jobToSeed,
    readCase: readAddedCase,
    jobProblems: (world, job) => jobProblems(world, job, ''),
    trust (seed) {
      if (folderOf(seed) === undefined) setFolder(seed, process.cwd())
    },
    readProcess (seed) {
      const validators = new Validators()
      return { process: processFromSeed(seed, undefined, { validators }), validators }
    },
    readFile: (file, maxDepth) => readSeedFile(file, maxDepth, undefined, { known, codeValidators }),
    // The schema is compiled on first use.
    validate: async (seed, maxDepth) => (await import('./validate-seed.ts')).validateSeed(seed, maxDepth, { known, codeValidators, findFile: findFor(seed as Seed) ?? files.find })
  }
}

export const seedReader: SeedReader = createSeedReader()
