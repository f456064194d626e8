import type { Seed } from '../../schemas/seed.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { excerpt } from '../inputs/validation-error.ts'
import type { FileUrl } from '../world/world-handle.ts'
import { readSeedFile } from './seed-file.ts'

/**
 * Reads a seed file, YAML or JSON, so that a program can change the seed before it creates a double.
 * @param file a path, or a `file:` URL
 * @throws SeedError with all problems, each with its line and column
 */
export async function loadSeed (file: string | FileUrl): Promise<Seed> {
  if (typeof file !== 'string' && !(file instanceof URL)) throw new InvalidArgument(`loadSeed: ${excerpt(file)} came; expected the path or the file: URL of a seed file.`)
  return readSeedFile(file)
}
