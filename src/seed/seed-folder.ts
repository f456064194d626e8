import type { Seed } from '../../schemas/seed.ts'

const folders = new WeakMap<Seed, string>()

/** Says that this very seed may name files, and in which folder they are. A copy of it may not. */
export const setFolder = (seed: Seed, folder: string): void => { folders.set(seed, folder) }

/** The folder of the files that this seed may name; undefined if it may name none of its own. */
export const folderOf = (seed: Seed): string | undefined => folders.get(seed)
