import type { Seed } from '../../schemas/seed.ts'

/** It goes along where a seed that was read from a file is copied, and nobody can send it. */
const folder = Symbol('folder of the seed file')
type ReadSeed = Seed & { [folder]?: string }

/** Seeds that a program made itself. */
const folders = new WeakMap<Seed, string>()

/** Says in which folder the files are that a seed names, which was read from a file there. */
export const setFolder = (seed: Seed, path: string): Seed => Object.assign(seed, { [folder]: path })

/** The same of the very seed that a program hands over, and not of a copy. */
export const setFolderOf = (seed: Seed, path: string): void => { folders.set(seed, path) }

/** The folder of the files that this seed may name; undefined if it may name none of its own. */
export const folderOf = (seed: Seed): string | undefined => (Object(seed) as ReadSeed)[folder] ?? folders.get(seed)
