import type { CaseSeed, JobSeed, ProcessSeed, Seed } from '../../schemas/seed.ts'
import type { Validators } from '../inputs/validators.ts'
import type { Draft, Job, Plan } from '../jobs/job.ts'
import type { Case } from '../processes/case.ts'
import type { Process, Values } from '../processes/process.ts'
import type { Algorithm, SeedContent, SeedContentOptions } from './seed-content.ts'

/** The parts of a world that converting a job of a seed needs. */
export interface SeededWorld extends Pick<SeedContent, 'homeProject' | 'processes' | 'projects' | 'users'> {
  newId (): string
  planFor (process: Process, inputs: Values): Plan
  planForAlgorithm (algorithm: Pick<Algorithm, 'name' | 'plan' | 'cases'>, inputs: Values): Plan
}

/** The parts of a world that checking a case needs. */
export type CaseWorld = Pick<SeedContent, 'processes' | 'projects' | 'validatorsOf' | 'findFile'>

/** Reads seeds for a world, and writes its jobs as a seed. It is handed to the world, which knows no seed format. */
export interface SeedReader {
  interpret (seed: Seed, options: SeedContentOptions): SeedContent
  /** Converts a job of the seed to a draft. @param now epoch milliseconds */
  draft (world: SeededWorld, job: JobSeed, now: number): Draft
  /** Converts a job of the store to a job of a seed, as it stands at `now` (epoch milliseconds). */
  toSeed (world: SeededWorld, job: Job, now: number): JobSeed
  /** Reads a case that is added at run time, for the jobs of a process or an algorithm. @throws InvalidArgument with all problems */
  readCase (world: CaseWorld, name: string, caseSeed: CaseSeed): Case
  /** Reads a process that a client describes, with validators of its own. It fits the schema of a seed's process. */
  readProcess (seed: ProcessSeed): { readonly process: Process, readonly validators: Validators }
  /** Marks a seed of a program as trusted: it may name files, relative to its own file or to the working directory. */
  trust (seed: Seed): void
  /** Every problem of a job that fits its schema, one sentence each: its references, its inputs and its times. */
  jobProblems (world: SeededWorld & Pick<SeedContent, 'validatorsOf' | 'findFile'>, job: JobSeed): readonly string[]
  /** Reads a seed file, at a path or a `file:` URL. @throws SeedError */
  readFile (file: string | URL, maxDepth: number): Promise<Seed>
  /** Every problem of a seed, one sentence each. @param maxDepth how deep it may be nested */
  validate (seed: unknown, maxDepth: number): Promise<readonly string[]>
}

/** An unusable seed; the message has each problem with its path, and its place in the file if there is one. */
export class SeedError extends Error {
  override readonly name = 'SeedError'

  /** @param subject the beginning of the sentence */
  static of (subject: string, problems: readonly string[]): SeedError {
    return new SeedError([`${subject} is wrong:`, ...problems.map(problem => `  ${problem}`)].join('\n'))
  }
}

/** @throws SeedError for an unusable seed */
export async function expectValidSeed (reader: SeedReader, seed: Seed, maxDepth: number): Promise<void> {
  reader.trust(seed)
  const problems = await reader.validate(seed, maxDepth)
  if (problems.length > 0) throw SeedError.of('The seed', problems)
}
