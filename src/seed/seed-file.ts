import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mostSeedBytes } from '../bounds/body-bytes.ts'
import { defaultMaxDepth } from '../bounds/json-depth.ts'
import type { Seed } from '../../schemas/seed.ts'
import { findFileIn } from '../results/find-file.ts'
import { SeedError } from '../world/seed-reader.ts'
import { setFolder } from './seed-folder.ts'
import type { SeedSurroundings } from './interpret-seed.ts'

/**
 * Reads a seed file, YAML or JSON.
 * @param file a path, or a `file:` URL
 * @param maxDepth how deep it may be nested
 * @param most maximum length in characters
 * @param surroundings if absent, the built-in processes alone
 * @throws SeedError with all problems, each with its line and column, its path and what was expected
 */
export async function readSeedFile (file: string | URL, maxDepth = defaultMaxDepth, most = mostSeedBytes, surroundings: Partial<SeedSurroundings> = {}): Promise<Seed> {
  const subject = `The seed file ${String(file)}`
  const text = await readFile(file, 'utf8').catch((error: Error) => { throw new SeedError(`${subject} cannot be read: ${error.message}`) })
  if (text.length > most) throw new SeedError(`${subject} has ${text.length} characters; expected at most ${most}.`)
  const seed = await parse(subject, text)
  const { validateSeed } = await import('./validate-seed.ts')
  const folder = dirname(typeof file === 'string' ? file : fileURLToPath(file))
  const problems = validateSeed(seed, maxDepth, { ...surroundings, findFile: findFileIn(folder) })
  if (problems.length === 0) return setFolder(seed as Seed, folder)
  const { createLocator } = await import('./locate-problem.ts')
  const locate = createLocator(text)
  throw SeedError.of(subject, problems.map(problem => `${locate(problem)}${problem}`))
}

/** The parser is loaded on first use. */
async function parse (subject: string, text: string): Promise<unknown> {
  const { parseText } = await import('./parse-text.ts')
  try {
    return await parseText(text) ?? {}
  } catch (error) {
    throw new SeedError(`${subject} is neither YAML nor JSON: ${(error as Error).message}`)
  }
}
