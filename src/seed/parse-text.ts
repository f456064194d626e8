import { readJson } from './read-json-text.ts'

/**
 * What YAML or JSON says; null where it says nothing. JSON is YAML too, and most of YAML is plain: the parser that knows
 * all of it, and where in the text everything stands, takes twenty times as long and ten times the memory.
 * @throws Error whose message says what is wrong, and where
 */
export async function parseText (text: string): Promise<unknown> {
  const json = readJson(text)
  if (json !== undefined) return json
  const { readPlainYaml } = await import('./plain-yaml.ts')
  const plain = readPlainYaml(text)
  if (plain !== undefined) return plain
  const { parseYaml } = await import('./yaml.ts')
  return parseYaml(text, { merge: true })
}
