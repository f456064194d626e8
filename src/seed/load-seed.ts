import type { Seed } from '../../schemas/seed.ts'
import { InvalidArgument } from '../jobs/invalid-argument.ts'
import { excerpt } from '../inputs/validation-error.ts'
import type { FileUrl } from '../world/world-handle.ts'
import { readSeedFile } from './seed-file.ts'

/**
 * Reads a seed file, YAML or JSON, for a program that changes it before it makes a double of it.
 * @param file a path, or a `file:` URL
 * @throws SeedError that says everything that is wrong with it, each with its line and column
 */
export async function loadSeed (file: string | FileUrl): Promise<Seed> {
  if (typeof file !== 'string' && !(file instanceof URL)) throw new InvalidArgument(`loadSeed: ${excerpt(file)} came; expected the path or the file: URL of a seed file.`)
  return readSeedFile(file)
}
