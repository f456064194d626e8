import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { InvalidArgumentError } from 'commander'

// Paths of files to write at the end, checked before the work begins.

/** A file that may be written over. */
export function parseOutputFile (path: string): string {
  expectFolderOf(path)
  if (existsSync(path) && statSync(path).isDirectory()) throw new InvalidArgumentError('Expected a file; it is a folder.')
  return path
}

/** A file that must not exist: an existing one may have been edited. */
export function parseNewFile (path: string): string {
  expectFolderOf(path)
  if (existsSync(path)) throw new InvalidArgumentError('Expected a file that does not exist yet: name another one, or remove it.')
  return path
}

function expectFolderOf (path: string): void {
  if (!existsSync(dirname(path))) throw new InvalidArgumentError(`Expected a file in an existing folder; ${dirname(path)} does not exist.`)
}
