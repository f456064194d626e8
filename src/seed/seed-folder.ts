import type { Seed } from '../../schemas/seed.ts'

/** By seed and by process: a changed copy of a seed keeps most of its processes. */
const folders = new WeakMap<object, string>()

/** Sets the folder with the files that this seed may name; it also holds for a copy with some of the same processes. Never set for a seed that came over HTTP. */
export function setFolder (seed: Seed, path: string): Seed {
  for (const owner of ownersIn(seed)) folders.set(owner, path)
  return seed
}

/** The folder with the files that this seed may name; undefined if it may name none of its own. */
export const folderOf = (seed: Seed): string | undefined => ownersIn(seed).map(owner => folders.get(owner)).find(path => path !== undefined)

/** The value may not be validated yet, so it may not be a seed at all. */
function ownersIn (seed: unknown): object[] {
  const { processes } = Object(seed) as { processes?: unknown }
  return [seed, ...Array.isArray(processes) ? processes : []].filter(owner => Object(owner) === owner)
}
