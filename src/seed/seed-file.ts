import { readFile } from 'node:fs/promises'
import type { Seed } from '../../schemas/seed.ts'

/** A seed file that cannot be used; the message says each error with its path and what was expected. */
export class SeedFileError extends Error {}

/** Reads a seed file, YAML or JSON. @throws SeedFileError */
export async function readSeedFile (file: string): Promise<Seed> {
  const text = await readFile(file, 'utf8').catch((error: Error) => { throw new SeedFileError(`The seed file ${file} cannot be read: ${error.message}`) })
  const seed = await parse(file, text)
  const { validateSeed } = await import('./validate-seed.ts')
  const errors = validateSeed(seed)
  if (errors.length > 0) throw new SeedFileError([`The seed file ${file} is wrong:`, ...errors.map(error => `  ${error}`)].join('\n'))
  return seed as Seed
}

/** JSON is YAML too; the parser is loaded only when there is a file to parse. */
async function parse (file: string, text: string): Promise<unknown> {
  const { parseYaml } = await import('./yaml.ts')
  try {
    return parseYaml(text) ?? {}
  } catch (error) {
    throw new SeedFileError(`The seed file ${file} is neither YAML nor JSON: ${(error as Error).message}`)
  }
}
