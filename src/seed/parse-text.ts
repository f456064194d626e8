import { readJson } from './read-json-text.ts'

/**
 * What YAML or JSON says; null where it says nothing. JSON is YAML too, and most of YAML is plain: the parser that knows
 * all of it, and where in the text everything stands, takes twenty times as long and ten times the memory.
 * @param mostCharacters of YAML that takes more than a plain reader, or has an error
 * @throws Error whose message says what is wrong, and where
 */
export async function parseText (text: string, mostCharacters = Infinity): Promise<unknown> {
  const json = readJson(text)
  if (json !== undefined) return json
  const { readPlainYaml } = await import('./plain-yaml.ts')
  const plain = readPlainYaml(text)
  if (plain !== undefined) return plain
  if (text.length > mostCharacters) throw new Error(`YAML of more than ${mostCharacters} characters must be plain, and this is not, or has an error; expected less, or YAML without anchors, merge keys, tags, directives and keys that are no text.`)
  const { parseAnyYaml } = await import('./any-yaml.ts')
  return parseAnyYaml(text)
}
