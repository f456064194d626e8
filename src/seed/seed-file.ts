import { readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { defaultMaxDepth } from '../bounds/json-depth.ts'
import type { Seed } from '../../schemas/seed.ts'
import { findFileIn } from '../results/find-file.ts'
import { setFolder } from './seed-folder.ts'

/** A seed file that cannot be used; the message says each error with its path and what was expected. */
export class SeedFileError extends Error {}

/** A seed by HTTP may be as large as one in a file. */
export const mostSeedBytes = 256 * 1024 * 1024

/** Reads a seed file, YAML or JSON. @param maxDepth how deep it may be nested @param most how many characters it may have @throws SeedFileError */
export async function readSeedFile (file: string, maxDepth = defaultMaxDepth, most = mostSeedBytes): Promise<Seed> {
  const text = await readFile(file, 'utf8').catch((error: Error) => { throw new SeedFileError(`The seed file ${file} cannot be read: ${error.message}`) })
  if (text.length > most) throw new SeedFileError(`The seed file ${file} has ${text.length} characters; expected at most ${most}.`)
  const seed = await parse(file, text)
  const { validateSeed } = await import('./validate-seed.ts')
  const folder = dirname(file)
  const errors = validateSeed(seed, maxDepth, { findFile: findFileIn(folder) })
  if (errors.length > 0) throw new SeedFileError([`The seed file ${file} is wrong:`, ...errors.map(error => `  ${error}`)].join('\n'))
  setFolder(seed as Seed, folder)
  return seed as Seed
}

/** JSON is YAML too; the parser is loaded only when there is a file to parse. */
async function parse (file: string, text: string): Promise<unknown> {
  const { parseYaml } = await import('./yaml.ts')
  try {
    return parseYaml(text, { merge: true }) ?? {}
  } catch (error) {
    if (/Maximum call stack/.test((error as Error).message)) throw new SeedFileError(`The seed file ${file} is nested too deeply to be read; expected at most as many arrays and objects within each other as --max-depth says.`)
    throw new SeedFileError(`The seed file ${file} is neither YAML nor JSON: ${(error as Error).message}`)
  }
}
