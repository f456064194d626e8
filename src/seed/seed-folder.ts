import type { Seed } from '../../schemas/seed.ts'

/** By seed and by process: whoever copies a seed and changes something keeps most of its processes. */
const folders = new WeakMap<object, string>()

/** Says in which folder the files are that this very seed names, or a copy of it with some of its processes; what is sent is neither. */
export function setFolder (seed: Seed, path: string): Seed {
  for (const owner of ownersIn(seed)) folders.set(owner, path)
  return seed
}

/** The folder of the files that this seed may name; undefined if it may name none of its own. */
export const folderOf = (seed: Seed): string | undefined => ownersIn(seed).map(owner => folders.get(owner)).find(path => path !== undefined)

/** What is asked here may not have been checked yet: it may be no seed at all. */
function ownersIn (seed: unknown): object[] {
  const { processes } = Object(seed) as { processes?: unknown }
  return [seed, ...Array.isArray(processes) ? processes : []].filter(owner => Object(owner) === owner)
}
