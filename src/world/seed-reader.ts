import type { CaseSeed, JobSeed, ProcessSeed, Seed } from '../../schemas/seed.ts'
import type { Validators } from '../inputs/validators.ts'
import type { Draft, Job, Plan } from '../jobs/job.ts'
import type { Case } from '../processes/case.ts'
import type { Process, Values } from '../processes/process.ts'
import type { Algorithm, SeedContent, SeedContentOptions } from './seed-content.ts'

/** What of a world decides what a job of a seed becomes. */
export interface SeededWorld extends Pick<SeedContent, 'homeProject' | 'processes' | 'projects' | 'users'> {
  newId (): string
  planFor (process: Process, inputs: Values): Plan
  planForAlgorithm (algorithm: Pick<Algorithm, 'name' | 'plan' | 'cases'>, inputs: Values): Plan
}

/** What of a world decides what its cases may say. */
export type CaseWorld = Pick<SeedContent, 'processes' | 'projects' | 'validatorsOf' | 'findFile'>

/** Reads seeds for a world, and writes its jobs as a seed. It is handed to the world, which knows no format of a seed. */
export interface SeedReader {
  interpret (seed: Seed, options: SeedContentOptions): SeedContent
  /** A job of the seed as the store takes it. @param now epoch milliseconds */
  draft (world: SeededWorld, job: JobSeed, now: number): Draft
  /** A job of the store as a seed says it, as it stands at `now` (epoch milliseconds). */
  toSeed (world: SeededWorld, job: Job, now: number): JobSeed
  /** A case that is added at run time, for the jobs of a process or an algorithm. @throws InvalidArgument that says all that is wrong with it */
  readCase (world: CaseWorld, name: string, said: CaseSeed): Case
  /** A process that a client describes, by itself, and what checks its values. It follows the schema of a seed's. */
  readProcess (said: ProcessSeed): { readonly process: Process, readonly validators: Validators }
  /** A seed that a program hands over may name files, beside the file that it was read from or where the program runs. */
  trust (seed: Seed): void
  /** Everything that is wrong with a job that follows its schema, a sentence each: what it refers to, its inputs and its times. */
  jobProblems (world: SeededWorld & Pick<SeedContent, 'validatorsOf' | 'findFile'>, job: JobSeed): readonly string[]
  /** The seed in a file, at a path or a `file:` URL. @throws SeedError */
  readFile (file: string | URL, maxDepth: number): Promise<Seed>
  /** Everything that is wrong with a seed, a sentence each. @param maxDepth how deep it may be nested */
  validate (seed: unknown, maxDepth: number): Promise<readonly string[]>
}

/** A seed that cannot be used; the message says each problem with its path, and its place where it stands in a file. */
export class SeedError extends Error {
  override readonly name = 'SeedError'

  /** @param what what is wrong, as the beginning of a sentence */
  static of (what: string, problems: readonly string[]): SeedError {
    return new SeedError([`${what} is wrong:`, ...problems.map(problem => `  ${problem}`)].join('\n'))
  }
}

/** @throws SeedError for a seed that cannot be used */
export async function expectValidSeed (reader: SeedReader, seed: Seed, maxDepth: number): Promise<void> {
  reader.trust(seed)
  const problems = await reader.validate(seed, maxDepth)
  if (problems.length > 0) throw SeedError.of('The seed', problems)
}
