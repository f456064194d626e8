import type { Seed } from '../../schemas/seed.ts'

/** By seed and by process: whoever copies a seed and changes something keeps most of its processes. */
const folders = new WeakMap<object, string>()

/** Says in which folder the files are that this very seed names, or a copy of it with some of its processes; what is sent is neither. */
export function setFolder (seed: Seed, path: string): Seed {
  for (const owner of [seed, ...seed.processes ?? []]) folders.set(owner, path)
  return seed
}

/** The folder of the files that this seed may name; undefined if it may name none of its own. */
export function folderOf (seed: Seed): string | undefined {
  const { processes } = Object(seed) as Seed
  return [seed, ...Array.isArray(processes) ? processes : []].map(owner => folders.get(owner)).find(path => path !== undefined)
}
