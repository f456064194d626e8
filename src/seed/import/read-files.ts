import { readFile, stat } from 'node:fs/promises'
import { ImportError } from './import-error.ts'
import { type ImportedContent, isDescription } from './imported-content.ts'
import { isObject, type JsonObject, objectsIn } from './read-json.ts'

/**
 * Reads descriptions of processes from files, YAML or JSON: one description, or several in a list or under `processes`.
 * @param most bytes of all files @throws ImportError
 */
export async function readFiles (files: readonly string[], most: number): Promise<ImportedContent> {
  const descriptions = []
  let left = most
  for (const file of files) {
    const { size } = await stat(file).catch((error: Error) => { throw new ImportError(`${file} cannot be read: ${error.message}.`) })
    left -= size
    if (left < 0) throw new ImportError(`The files have more than ${most} bytes; expected at most that many (--max-bytes).`)
    descriptions.push(...descriptionsIn(await parse(file), file).map(description => ({ description, from: file })))
  }
  return { descriptions, results: new Map(), remarks: [] }
}

async function parse (file: string): Promise<unknown> {
  const { parseText } = await import('../parse-text.ts')
  try {
    return await parseText(await readFile(file, 'utf8'))
  } catch (error) {
    throw new ImportError(`${file} is neither YAML nor JSON: ${(error as Error).message}`)
  }
}

function descriptionsIn (content: unknown, file: string): JsonObject[] {
  if (isObject(content) && isDescription(content)) return [content]
  const found = objectsIn(isObject(content) ? content['processes'] : content).filter(isDescription)
  if (found.length === 0) throw new ImportError(`${file} has no description of a process: none with id, and inputs or outputs; expected one, or a list of them.`)
  return found
}
