import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { InvalidArgumentError } from 'commander'

/** The path of a file to write at the end, checked before the work begins. An existing file may have been edited. */
export function parseNewFile (path: string): string {
  if (!existsSync(dirname(path))) throw new InvalidArgumentError(`Expected a file in an existing folder; ${dirname(path)} does not exist.`)
  if (existsSync(path)) throw new InvalidArgumentError('Expected a file that does not exist yet: name another one, or remove it.')
  return path
}
