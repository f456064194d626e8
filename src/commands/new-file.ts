import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { InvalidArgumentError } from 'commander'

/** The path of a file that is written at the end: said to be wrong before the work begins. A file that is there may have been edited. */
export function newFile (path: string): string {
  if (!existsSync(dirname(path))) throw new InvalidArgumentError(`Expected a file in a folder that is there; ${dirname(path)} is not.`)
  if (existsSync(path)) throw new InvalidArgumentError('Expected a file that is not there yet: name another one, or remove it.')
  return path
}
