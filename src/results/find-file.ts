import { realpathSync, statSync } from 'node:fs'
import { isAbsolute, relative, resolve, sep } from 'node:path'

/** Returns the path of a file that a result names. @throws Error that says what was expected */
export type FindFile = (name: string) => string

/** Finds files in a folder and its subfolders; symbolic links cannot lead out of it. */
export const findFileIn = (folder: string): FindFile => name => {
  const home = realpathSync(folder)
  const place = resolve(home, name)
  if (!isWithin(home, place)) throw new Error(`a path that stays in the folder of the seed, ${home}`)
  const real = realPathOf(place)
  if (real === undefined || !statSync(real).isFile()) throw new Error(`the path of a file, from the folder of the seed, ${home}`)
  if (!isWithin(home, real)) throw new Error(`a file that is in the folder of the seed itself, ${home}; a link leads out of it`)
  return real
}

function isWithin (home: string, place: string): boolean {
  const way = relative(home, place)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function realPathOf (place: string): string | undefined {
  try {
    return realpathSync(place)
  } catch {
    return undefined
  }
}

/** For results that may not name files. */
export const findNoFile: FindFile = () => { throw new Error('a result without a file: files can be named where a seed is read from one') }

/**
 * The files that results may name. Over HTTP, a seed or a result can name only files that the program or its own seed
 * files have named: nobody can read this machine through the double.
 */
export class KnownFiles {
  readonly #paths = new Map<string, string>()

  /** Allows the files that `value` names, as far as they exist. @returns where they are; they win over others of the same name */
  add (value: unknown, findFile: FindFile): FindFile {
    const own = new Map(namesIn(value).flatMap(name => {
      const path = pathOf(name, findFile)
      return path === undefined ? [] : [[name, path] as const]
    }))
    for (const [name, path] of own) this.#paths.set(name, path)
    return name => own.get(name) ?? this.find(name)
  }

  readonly find: FindFile = name => {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error('a file that the seed file of the double names; others cannot be named here')
    return path
  }
}

function pathOf (name: string, findFile: FindFile): string | undefined {
  try {
    return findFile(name)
  } catch {
    return undefined
  }
}

/** Every `$file` in a value, at any depth, in order. */
function namesIn (value: unknown): string[] {
  const names: string[] = []
  collectNames(value, names)
  return names
}

function collectNames (value: unknown, names: string[]): void {
  if (typeof value !== 'object' || value === null) return
  if (Array.isArray(value)) return value.forEach(item => collectNames(item, names))
  for (const name of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[name]
    if (typeof member === 'object') collectNames(member, names)
    else if (name === '$file' && typeof member === 'string') names.push(member)
  }
}
